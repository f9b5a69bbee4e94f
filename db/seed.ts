/** What an empty database needs: calendar, programme pack with its bodies, and outside production the demo cast. */

import type { Pack } from '../contracts/programme.ts';
import type { Role } from '../contracts/vocabulary.ts';
import { demoCast } from '../programmes/demo.ts';
import { loadPack } from '../programmes/load.ts';
import type { PrintAgreement } from './agreements.ts';
import { recordOfficeFact } from './accounts.ts';
import { loadKnownYears } from './calendar.ts';
import { connect, type Tx } from './client.ts';
import { refuseDemoAccounts } from './demo-accounts.ts';
import { DEMO_TOTP_SECRET, loadDemoCast } from './demo-cast.ts';
import { loadDemoRound } from './demo-round.ts';
import { addFileVersion } from './programmes.ts';

const PACK = 'zhengzhou-ecommerce';
/** Keeps two starters from seeding at once. */
const SEED_LOCK = 71_102_011;

export type DemoAccount = { email: string; password: string; role: Role; name: string; totpSecret?: string };
export type SeedOptions = {
  /** Load people, enterprises and a round to try things with. Never in production. */
  demo: boolean;
  /** Secret under which the API reads TOTP secrets; AUTH_SECRET when absent. Without it the demo has no second factors. */
  authSecret?: string;
  /** With the demo, an open call with a draft and a submitted application; true when absent. */
  round?: boolean;
  /** Where uploaded content lies; without it the demo has no submitted application. */
  dataDir?: string;
  /** Prints the agreement that the demo's consortium signs; without it the demo has no submitted application. */
  print?: PrintAgreement;
};

/**
 * Loads what is missing and leaves the rest alone: calling it again changes nothing.
 * @returns the demo accounts, none without a demo
 * @throws when this is production and the database holds demo accounts
 */
export async function seed(url: string, options: SeedOptions): Promise<DemoAccount[]> {
  const demo = options.demo && process.env.NODE_ENV !== 'production';
  const sql = connect(url, { max: 1, name: 'tenfold-seed' });
  try {
    if (process.env.NODE_ENV === 'production') await refuseDemoAccounts(sql);
    await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${SEED_LOCK})`;
      await loadKnownYears(tx, new Date().getUTCFullYear() + 2);
      const pack = loadPack(PACK);
      await loadProgramme(tx, pack);
      const cast = demo ? demoCast(PACK) : null;
      const loaded = cast && (await loadDemoCast(tx, cast, options.authSecret ?? process.env.AUTH_SECRET ?? null));
      if (cast && loaded && options.round !== false) {
        await loadDemoRound(tx, pack, cast, options.dataDir ?? process.env.DATA_DIR ?? null, options.print ?? null);
      }
    });
    return demo ? await accountsOf(sql) : [];
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function accountsOf(tx: Tx): Promise<DemoAccount[]> {
  const cast = demoCast(PACK);
  if (cast === null) return [];
  const there = await tx<{ email: string; twoFactorEnabled: boolean }[]>`
    select email, two_factor_enabled from users where email = any(${cast.users.map(({ email }) => email)})`;
  const known = new Map(there.map((row) => [row.email, row]));
  return cast.users.flatMap(({ email, name, grants }) => {
    const row = known.get(email);
    const role = grants[0]?.role;
    if (row === undefined || role === undefined) return [];
    return [
      {
        email,
        password: cast.password,
        role,
        name: name.zh,
        ...(row.twoFactorEnabled ? { totpSecret: DEMO_TOTP_SECRET } : {}),
      },
    ];
  });
}

/** Stores a pack version once, with its bodies. A changed pack needs a higher version: rounds refer to what they were called under. */
export async function loadProgramme(tx: Tx, pack: Pack): Promise<void> {
  for (const { id, kind, name, divisionCode } of pack.bodies) {
    await tx`
      insert into bodies (id, kind, name_zh, name_en, division_code) values (${id}, ${kind}, ${name.zh}, ${name.en}, ${divisionCode})
      on conflict (id) do update set kind = excluded.kind, name_zh = excluded.name_zh, name_en = excluded.name_en, division_code = excluded.division_code
        where (bodies.kind, bodies.name_zh, bodies.name_en, bodies.division_code)
          is distinct from (excluded.kind, excluded.name_zh, excluded.name_en, excluded.division_code)`;
  }
  const loaded = await addFileVersion(tx, pack);
  if (loaded) await recordOfficeFact(tx, 'packLoaded', null, { key: pack.key, fileVersion: pack.version, ...loaded });
}
