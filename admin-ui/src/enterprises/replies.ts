import type { z } from 'zod';
import type * as accounts from '../../../contracts/accounts.ts';
import type * as contracts from '../../../contracts/enterprises.ts';
import { useReply } from '../providers/useReply.ts';

export type EnterpriseView = contracts.EnterpriseView;
export type EnterpriseProfile = contracts.EnterpriseProfile;
export type EnterprisePage = z.infer<typeof contracts.EnterprisePage>;
export type EnterpriseRow = EnterprisePage['items'][number];
export type Members = z.infer<typeof contracts.Members>;
export type BodyView = z.infer<typeof accounts.BodyView>;

/** Districts, zones and offices; they hardly ever change. */
export function useBodies(): BodyView[] {
  const { data } = useReply<{ items: BodyView[] }>('/bodies', undefined, { staleTime: 3_600_000 });
  return data?.items ?? [];
}
