import { z } from 'zod';

/** Query of every list: 1-based page. One row more than asked is read to know whether another page follows; no COUNT. */
export const PageQuery = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  perPage: z.coerce.number().int().min(1).max(100).default(25),
});

/** Reply of every list. `total` only on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    page: z.number().int(),
    perPage: z.number().int(),
    hasNextPage: z.boolean(),
    total: z.number().int().optional(),
  });

/** Cuts a page out of `perPage + 1` rows. */
export function page<T>(rows: readonly T[], query: { page: number; perPage: number }) {
  const hasNextPage = rows.length > query.perPage;
  const items = rows.slice(0, query.perPage) as T[];
  const before = (query.page - 1) * query.perPage;
  return {
    items,
    page: query.page,
    perPage: query.perPage,
    hasNextPage,
    ...(hasNextPage ? {} : { total: before + items.length }),
  };
}
