/** The window of a call. */
import { Problem } from '../contracts/problem-error.ts';
import type { Tx } from './client.ts';

/** Refuses a closing that does not lie in the future by the database's clock. */
export async function demandLater(tx: Tx, closesAt: string): Promise<void> {
  const [clock] = await tx<{ later: boolean }[]>`select ${closesAt}::timestamptz > clock_timestamp() as later`;
  if (clock?.later) return;
  const message = 'the closing must lie in the future';
  throw new Problem('invalid', { detail: message, errors: [{ pointer: '/closesAt', rule: 'inThePast', message }] });
}
