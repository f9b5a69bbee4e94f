import type { Quota, RecommendationItem } from './contract.ts';

/** Ids of the ranked applications that lie beyond the quota, were all of them recommended in this order. */
export function beyondQuota(ranked: readonly RecommendationItem[], quota: Quota | null): Set<string> {
  const beyond = new Set<string>();
  if (quota === null) return beyond;
  const perCategory = new Map<number, number>();
  let inAll = 0;
  for (const { applicationId, categoryNo } of ranked) {
    const inCategory = perCategory.get(categoryNo) ?? 0;
    const full =
      (quota.perCategory !== null && inCategory >= quota.perCategory) ||
      (quota.ofBody !== null && inAll >= quota.ofBody);
    if (full) beyond.add(applicationId);
    else {
      perCategory.set(categoryNo, inCategory + 1);
      inAll += 1;
    }
  }
  return beyond;
}
