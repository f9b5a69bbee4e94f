import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { PublicProgramme, PublicProgrammes } from '../../../contracts/public.ts';
import { api } from '../providers/http.ts';

export type Programme = z.infer<typeof PublicProgramme>;
export type ProgrammeList = z.infer<typeof PublicProgrammes>;

/** Programmes that are loaded. */
export function useProgrammes() {
  return useQuery({
    queryKey: ['public', 'programmes'],
    queryFn: () => api.get<ProgrammeList>('/public/programmes'),
    staleTime: 300_000,
  });
}

/** One programme with its categories; waits for a key. */
export function useProgramme(key: string | undefined) {
  return useQuery({
    queryKey: ['public', 'programmes', key],
    queryFn: () => api.get<Programme>(`/public/programmes/${key}`),
    enabled: key !== undefined && key !== '',
    staleTime: 300_000,
  });
}
