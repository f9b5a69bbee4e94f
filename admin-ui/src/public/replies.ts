import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type * as contracts from '../../../contracts/public.ts';
import { api, type QueryValues } from '../providers/request.ts';

export type PublicProgramme = z.infer<typeof contracts.PublicProgramme>;
export type PublicProgrammes = z.infer<typeof contracts.PublicProgrammes>;
export type Calls = z.infer<typeof contracts.Calls>;
export type CallSummary = Calls['items'][number];
export type CallDetail = contracts.CallDetail;
export type NoticePage = z.infer<typeof contracts.NoticePage>;
export type NoticeSummary = NoticePage['items'][number];
export type NoticeDetail = z.infer<typeof contracts.NoticeDetail>;
export type ResultPage = z.infer<typeof contracts.ResultPage>;
export type ResultDetail = z.infer<typeof contracts.ResultDetail>;
export type PublicReceipt = z.infer<typeof contracts.PublicReceipt>;

/** A reply of the public API. */
export function usePublic<T>(path: string, query?: QueryValues, enabled = true) {
  return useQuery({
    queryKey: ['public', path, query],
    queryFn: ({ signal }) => api.get<T>(`/public${path}`, query, { signal }),
    staleTime: 30_000,
    enabled,
  });
}

/** The programme whose pages these are: the first that is loaded. */
export function useProgrammeHead() {
  const { data } = usePublic<PublicProgrammes>('/programmes');
  return data?.items[0] ?? null;
}
