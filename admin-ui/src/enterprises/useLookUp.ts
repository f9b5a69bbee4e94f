import { useState } from 'react';
import { useAct } from '../layout/useAct.ts';
import { ApiProblem, api } from '../providers/http.ts';

export type FoundEnterprise = { id: string; name: string; kind: string };

/** Finds a registered enterprise by its identifier, so that the right one is named. `missing`: no such one is registered. */
export function useLookUp() {
  const { busy, problem, run, clear } = useAct();
  const [found, setFound] = useState<FoundEnterprise | null>(null);
  const missing = problem instanceof ApiProblem && problem.status === 404;
  const forget = () => {
    setFound(null);
    clear();
  };
  const lookUp = (identifier: string) => {
    setFound(null);
    return run(async () => setFound(await api.get<FoundEnterprise>('/enterprises/look-up', { identifier })));
  };
  return { found, missing, busy, problem: missing ? null : problem, lookUp, forget };
}
