/** Figures of a sample. */

export type Spread = { samples: number; p50: number; p90: number; p99: number; max: number };

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;

export const round = (value: number, digits = 2) => Number(value.toFixed(digits));

export const middle = (values: readonly number[]) =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** Quantiles of milliseconds, to a hundredth. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    samples: sorted.length,
    p50: round(quantile(sorted, 0.5)),
    p90: round(quantile(sorted, 0.9)),
    p99: round(quantile(sorted, 0.99)),
    max: round(sorted.at(-1) ?? Number.NaN),
  };
}

/** Runs `work` over all items with so many at a time; seconds that it took. */
export async function withClients<T extends NonNullable<unknown>>(
  clients: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<number> {
  const queue = [...items];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
  return (performance.now() - began) / 1000;
}
