import { useState } from 'react';

type Act = {
  busy: boolean;
  problem: unknown;
  /** Runs one change; true when it was recorded. A second click while it runs does nothing. */
  run: (work: () => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
};

/** One change at a time: whether it runs, and why it was refused. */
export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const run = async (work: () => Promise<unknown>) => {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    try {
      await work();
      return true;
    } catch (refusal) {
      setProblem(refusal);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run, clear: () => setProblem(null) };
}
