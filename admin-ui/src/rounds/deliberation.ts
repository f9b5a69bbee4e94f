/** Strikes and minutes in the making, kept for the tab like every decision. */
import { useEffect, useState } from 'react';

export type Strike = { applicationId: string; reason: string };
type Draft = { strikes: Strike[]; minutes: string };
export type Deliberation = Draft & {
  toggle: (applicationId: string) => void;
  setReason: (applicationId: string, reason: string) => void;
  setMinutes: (minutes: string) => void;
};

const empty: Draft = { strikes: [], minutes: '' };
const keyOf = (taskId: string) => `tenfold.deliberation.${taskId}`;

function read(taskId: string): Draft {
  try {
    return { ...empty, ...(JSON.parse(sessionStorage.getItem(keyOf(taskId)) ?? '{}') as Partial<Draft>) };
  } catch {
    return empty;
  }
}

/** The draft of a deliberation and the ways to change it. */
export function useDeliberation(taskId: string): Deliberation {
  const [draft, setDraft] = useState(() => read(taskId));
  useEffect(() => {
    try {
      sessionStorage.setItem(keyOf(taskId), JSON.stringify(draft));
    } catch {
      // A browser that stores nothing only loses the safety net.
    }
  }, [taskId, draft]);
  return {
    ...draft,
    toggle: (applicationId) =>
      setDraft((now) => ({
        ...now,
        strikes: now.strikes.some((strike) => strike.applicationId === applicationId)
          ? now.strikes.filter((strike) => strike.applicationId !== applicationId)
          : [...now.strikes, { applicationId, reason: '' }],
      })),
    setReason: (applicationId, reason) =>
      setDraft((now) => ({
        ...now,
        strikes: now.strikes.map((strike) =>
          strike.applicationId === applicationId ? { applicationId, reason } : strike,
        ),
      })),
    setMinutes: (minutes) => setDraft((now) => ({ ...now, minutes })),
  };
}
