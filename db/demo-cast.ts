/** People and enterprises of a demo, ready to sign in. */
import { randomBytes } from 'node:crypto';
import { hashPassword, symmetricEncrypt } from 'better-auth/crypto';
import { TWO_FACTOR_ROLES } from '../contracts/vocabulary.ts';
import type { DemoCast, DemoUser } from '../programmes/demo.ts';
import { grantRole, recordOfficeFact } from './accounts.ts';
import { json, type Tx } from './client.ts';
import { writeExpert } from './users.ts';

/** TOTP secret (base32) of every demo account whose role needs a second factor. Public on purpose, like their password. */
export const DEMO_TOTP_SECRET = 'TENFOLDDEMOSECRET234567ABCDEFGHI';

/**
 * Enterprises, people with verified accounts and one password, experts. Done before: nothing happens.
 * @param authSecret encrypts the TOTP secrets; null leaves the second factor to be set up by hand
 * @returns whether anything was loaded
 */
export async function loadDemoCast(tx: Tx, cast: DemoCast, authSecret: string | null): Promise<boolean> {
  const [known] = await tx`select 1 from users where email = any(${cast.users.map(({ email }) => email)}) limit 1`;
  if (known) return false;
  const enterpriseIds = new Map<string, string>();
  for (const enterprise of cast.enterprises) {
    const { legalRepresentative, establishedOn, registeredAddress, divisionCode } = enterprise;
    const profile = { legalRepresentative, establishedOn, registeredAddress, registeredDivisionCode: divisionCode };
    const [row] = await tx<{ id: string }[]>`
      insert into enterprises (name, identifier_scheme, identifier, kind, recommending_body_id, profile)
      values (${enterprise.name.zh}, 'uscc', ${enterprise.uscc}, ${enterprise.kind}, ${enterprise.recommendingBodyId}, ${json(tx, profile)})
      returning id`;
    const id = (row as { id: string }).id;
    enterpriseIds.set(enterprise.key, id);
    await recordOfficeFact(tx, 'enterpriseRegistered', null, {
      enterpriseId: id,
      name: enterprise.name.zh,
      scheme: 'uscc',
      value: enterprise.uscc,
    });
  }
  // One hash for all: a demo's password is no secret, and a start should not wait for forty of them.
  const password = await hashPassword(cast.password);
  for (const user of cast.users) await loadUser(tx, user, password, enterpriseIds, authSecret);
  for (const { email, title, employerName, employerIdentifier, fields, declared } of cast.experts) {
    const [user] = await tx<{ id: string; name: string }[]>`select id, name from users where email = ${email}`;
    if (!user) throw new Error(`demo expert ${email} is no user of the cast`);
    await writeExpert(tx, user.id, user.name, {
      title: title.zh,
      employer: employerName,
      employerIdentifier,
      fields,
      declared,
    });
  }
  return true;
}

async function loadUser(
  tx: Tx,
  user: DemoUser,
  password: string,
  enterpriseIds: Map<string, string>,
  authSecret: string | null,
): Promise<void> {
  const id = newId();
  const withTotp = authSecret !== null && user.grants.some(({ role }) => TWO_FACTOR_ROLES.includes(role));
  await tx`
    insert into users (id, name, email, email_verified, locale, two_factor_enabled)
    values (${id}, ${user.name.zh}, ${user.email}, true, ${user.locale}, ${withTotp})`;
  await tx`
    insert into accounts (id, account_id, provider_id, user_id, password) values (${newId()}, ${id}, 'credential', ${id}, ${password})`;
  if (withTotp) {
    const secret = await symmetricEncrypt({ key: authSecret, data: `base32:${DEMO_TOTP_SECRET}` });
    const backupCodes = await symmetricEncrypt({ key: authSecret, data: '[]' });
    await tx`insert into two_factors (id, secret, backup_codes, verified, user_id) values (${newId()}, ${secret}, ${backupCodes}, true, ${id})`;
  }
  await recordOfficeFact(tx, 'userCreated', null, { userId: id });
  for (const { role, bodyId, enterprise } of user.grants) {
    await grantRole(
      tx,
      {
        userId: id,
        role,
        bodyId: bodyId ?? null,
        enterpriseId: enterprise ? (enterpriseIds.get(enterprise) ?? null) : null,
      },
      null,
    );
  }
}

const newId = () => randomBytes(16).toString('base64url');
