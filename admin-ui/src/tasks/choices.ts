import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useBilingual } from '../i18n/bilingual.ts';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import type { RoundPage } from '../rounds/contract.ts';
import { useProgramme } from '../rounds/programme.ts';

type Choice<Id> = { id: Id; name: string };

/** Rounds to filter by, newest first; empty for people who may not list rounds. */
export function useRoundChoices(): Choice<string>[] {
  const allowed = useAllowed()('round.list');
  const text = useBilingual();
  const { data } = useQuery({
    queryKey: ['rounds', 'choices'],
    queryFn: () => api.get<RoundPage>('/rounds', { perPage: 100 }),
    enabled: allowed,
    staleTime: 60_000,
  });
  return useMemo(() => (data?.items ?? []).map(({ id, title }) => ({ id, name: text(title) })), [data, text]);
}

/** Categories to filter by, from the programme of the newest round. */
export function useCategoryChoices(): Choice<number>[] {
  const allowed = useAllowed()('round.list');
  const text = useBilingual();
  const { data: rounds } = useQuery({
    queryKey: ['rounds', 'choices'],
    queryFn: () => api.get<RoundPage>('/rounds', { perPage: 100 }),
    enabled: allowed,
    staleTime: 60_000,
  });
  const { data } = useProgramme(rounds?.items[0]?.programmeKey);
  return useMemo(
    () => (data?.categories ?? []).map(({ no, name }) => ({ id: no, name: `${no}. ${text(name)}` })),
    [data, text],
  );
}
