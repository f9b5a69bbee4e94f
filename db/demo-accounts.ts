/** Demo accounts and production exclude each other. */
import { DEMO_EMAIL_DOMAIN } from '../domain/demo-accounts.ts';
import type { Sql } from './client.ts';

/** @throws when demo accounts exist: their password is printed on every start of a demo. */
export async function refuseDemoAccounts(sql: Sql): Promise<void> {
  const [row] = await sql<
    { found: number }[]
  >`select count(*)::int as found from users where email like ${`%@${DEMO_EMAIL_DOMAIN}`}`;
  if (row && row.found > 0) {
    throw new Error(
      `this database holds ${row.found} demo accounts (@${DEMO_EMAIL_DOMAIN}): production does not start with it`,
    );
  }
}
