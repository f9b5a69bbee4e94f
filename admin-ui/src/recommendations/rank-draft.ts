/** An order in the making. It stands on the version that was read; a newer one is never overwritten, and never overwrites. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { leftOut, movedTo, takenIn } from '../../../domain/recommendation-order.ts';
import type { RecommendationItem, RecommendationView } from './contract.ts';

type Draft = { version: number; ranked: string[]; opinions: Record<string, string> };

export const isLive = ({ state }: RecommendationItem) => state === 'atDesk' || state === 'recommended';

function draftOf({ version, items }: RecommendationView): Draft {
  return {
    version,
    ranked: items.filter(({ rank }) => rank !== null).map(({ applicationId }) => applicationId),
    opinions: Object.fromEntries(
      items.filter(isLive).map(({ applicationId, opinion }) => [applicationId, opinion ?? '']),
    ),
  };
}

/** What the server is sent: of what is still at the desk or recommended. */
function bodyOf(draft: Draft, view: RecommendationView) {
  const live = new Set(view.items.filter(isLive).map(({ applicationId }) => applicationId));
  return {
    ranked: draft.ranked.filter((id) => live.has(id)),
    opinions: Object.entries(draft.opinions)
      .map(([applicationId, text]) => ({ applicationId, text: text.trim() }))
      .filter(({ applicationId, text }) => live.has(applicationId) && text !== ''),
  };
}

/** The draft over the view, and the ways to change it. */
export function useRankDraft(view: RecommendationView) {
  const [draft, setDraft] = useState(() => draftOf(view));
  const saved = useMemo(() => draftOf(view), [view]);
  const body = useMemo(() => bodyOf(draft, view), [draft, view]);
  const dirty = JSON.stringify(body) !== JSON.stringify(bodyOf({ ...saved, version: 0 }, view));
  const stale = dirty && view.version !== draft.version;
  useEffect(() => {
    if (!dirty) setDraft(saved);
  }, [dirty, saved]);
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);
  const rank = useCallback(
    (change: (ranked: string[]) => string[]) => setDraft((now) => ({ ...now, ranked: change(now.ranked) })),
    [],
  );
  return {
    ranked: body.ranked,
    opinions: draft.opinions,
    body,
    version: draft.version,
    dirty,
    /** A colleague has saved since: the draft cannot be saved any more. */
    stale,
    move: (id: string, to: number) => rank((ranked) => movedTo(ranked, ranked.indexOf(id), to)),
    takeIn: (id: string) => rank((ranked) => takenIn(ranked, id)),
    leaveOut: (id: string) => rank((ranked) => leftOut(ranked, id)),
    setOpinion: (id: string, text: string) =>
      setDraft((now) => ({ ...now, opinions: { ...now.opinions, [id]: text } })),
    /** Takes what is on record instead. */
    reset: () => setDraft(draftOf(view)),
  };
}
export type RankDraft = ReturnType<typeof useRankDraft>;
