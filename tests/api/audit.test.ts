import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sealAudit } from '../../db/audit.ts';
import { verifyChains } from '../../db/audit-verification.ts';
import { connect, type Sql } from '../../db/client.ts';
import { publicKeyOf } from '../../domain/audit-chain.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const signingKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicKey = publicKeyOf(signingKey);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tenfold-audit-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let database: TestDatabase;
let sql: Sql;
let sealLogPath: string;
beforeEach(async () => {
  database = await openTestDatabase();
  sql = connect(database.url, { max: 4 });
  sealLogPath = path.join(folder, `${randomUUID()}.log`);
});
afterEach(async () => {
  await sql.end({ timeout: 2 });
  await database.close();
});

async function makeCase(facts: number): Promise<string> {
  const [row] = await sql<{ id: string }[]>`insert into cases (kind) values ('office') returning id`;
  const id = row?.id as string;
  for (let i = 1; i <= facts; i += 1)
    await addFact(id, { step: i, note: '受理 “ok”', amountFen: 1e15 + i, nested: { b: [1, 2.5, null] } });
  return id;
}
const addFact = (id: string, payload: object) =>
  sql`select * from record_fact(${id}, 'taskDecided', 'officer', ${sql.json(payload as never)})`;
const seal = () => sealAudit(sql, signingKey, sealLogPath);
const verify = (caseId?: string) => verifyChains(sql, { sealLogPath, publicKey, ...(caseId ? { caseId } : {}) });
const faults = async () => {
  const { chainFaults, sealFaults } = await verify();
  return {
    chain: chainFaults.map(({ caseId, version, kind }) => `${caseId} ${version} ${kind}`).sort(),
    seal: sealFaults.map(({ sealNo, kind }) => `${sealNo} ${kind}`).sort(),
  };
};
/** As the database's superuser with triggers switched off: what an administrator with bad intentions can do. */
const tamper = (work: (tx: Parameters<Parameters<Sql['begin']>[1]>[0]) => Promise<unknown>) =>
  sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await work(tx);
  });
/** Makes every hash of a chain anew from its content, and the head of its case. */
const rehash = (id: string) =>
  tamper(
    (tx) => tx`
      do ${tx.unsafe(`$$
      declare f facts%rowtype; prev bytea := ''; n int := 0; h bytea;
      begin
        for f in select * from facts where case_id = '${id}' order by version loop
          n := f.version;
          h := fact_hash(prev, f.case_id, f.version, f.kind, f.actor_id, f.at, f.payload);
          update facts set prev_hash = prev, hash = h where case_id = f.case_id and version = f.version;
          prev := h;
        end loop;
        update cases set version = n, head_hash = prev where id = '${id}';
      end $$`)}`,
  );

describe('the audit trail', () => {
  test('is sound as written, and counts what is sealed', async () => {
    const one = await makeCase(3);
    await makeCase(2);
    await seal();
    await addFact(one, {});
    const verdict = await verify();
    expect(verdict).toMatchObject({
      sound: true,
      chainFaults: [],
      sealFaults: [],
      chains: 2,
      facts: 6,
      seals: 1,
      unsealedFacts: 1,
    });
    expect(await verify(one)).toMatchObject({ sound: true, chains: 1, facts: 4 });
  });

  test('an ordinary statement cannot change or delete a fact', async () => {
    const id = await makeCase(1);
    await expect(sql`update facts set kind = 'x' where case_id = ${id}`).rejects.toThrow('append-only');
    await expect(sql`delete from facts where case_id = ${id}`).rejects.toThrow('append-only');
    await expect(sql`truncate facts`).rejects.toThrow('append-only');
  });

  test('an edited payload is found', async () => {
    const id = await makeCase(3);
    await seal();
    await tamper((tx) => tx`update facts set payload = '{"step": 9}' where case_id = ${id} and version = 2`);
    expect((await faults()).chain).toEqual([`${id} 2 contentChanged`]);
  });

  test.each([
    ['kind', `'drafted'`],
    ['actor_id', `'another'`],
    ['at', `at + interval '1 microsecond'`],
  ])('an edited %s is found', async (column, value) => {
    const id = await makeCase(2);
    await seal();
    await tamper(
      (tx) => tx`update facts set ${tx(column)} = ${tx.unsafe(value)} where case_id = ${id} and version = 1`,
    );
    expect((await faults()).chain).toEqual([`${id} 1 contentChanged`]);
  });

  test('an edit with the whole chain hashed anew is found by the seal', async () => {
    const id = await makeCase(3);
    await seal();
    await tamper((tx) => tx`update facts set payload = '{"step": 9}' where case_id = ${id} and version = 2`);
    await rehash(id);
    expect(await faults()).toEqual({ chain: [`${id} 3 sealedFactDiffers`], seal: [] });
  });

  test('an edit before any seal, hashed anew, is what the window does not show', async () => {
    const id = await makeCase(3);
    await tamper((tx) => tx`update facts set payload = '{"step": 9}' where case_id = ${id} and version = 2`);
    await rehash(id);
    expect(await verify()).toMatchObject({ sound: true, unsealedFacts: 3 });
  });

  test('a deleted fact is found, also when versions close up and the chain is hashed anew', async () => {
    const id = await makeCase(4);
    await seal();
    await tamper((tx) => tx`delete from facts where case_id = ${id} and version = 2`);
    expect((await faults()).chain).toEqual([`${id} 3 linkBroken`, `${id} 3 versionsNotContiguous`]);
    await tamper((tx) => tx`update facts set version = version - 1 where case_id = ${id} and version > 2`);
    await rehash(id);
    expect((await faults()).chain).toEqual([`${id} 4 sealedFactMissing`]);
  });

  test('exchanged facts are found, also with the chain hashed anew', async () => {
    const id = await makeCase(4);
    await seal();
    await tamper(async (tx) => {
      await tx`update facts set version = 99 where case_id = ${id} and version = 2`;
      await tx`update facts set version = 2 where case_id = ${id} and version = 3`;
      await tx`update facts set version = 3 where case_id = ${id} and version = 99`;
    });
    const { chain } = await faults();
    expect(chain).toContain(`${id} 2 contentChanged`);
    expect(chain).toContain(`${id} 3 contentChanged`);
    await rehash(id);
    expect((await faults()).chain).toEqual([`${id} 4 sealedFactDiffers`]);
  });

  test('a tail cut off is found, with the case left as it was and with its head set back', async () => {
    const id = await makeCase(4);
    await seal();
    await tamper((tx) => tx`delete from facts where case_id = ${id} and version > 2`);
    expect((await faults()).chain).toEqual([`${id} 4 headDiffers`, `${id} 4 sealedFactMissing`]);
    await rehash(id);
    expect((await faults()).chain).toEqual([`${id} 4 sealedFactMissing`]);
  });

  test('a tail cut off and grown again is found', async () => {
    const id = await makeCase(4);
    await seal();
    await tamper((tx) => tx`delete from facts where case_id = ${id} and version > 2`);
    await rehash(id);
    await addFact(id, { other: true });
    await addFact(id, { other: true });
    await addFact(id, { other: true });
    await seal();
    expect((await faults()).chain).toEqual([`${id} 4 sealedFactDiffers`]);
  });

  test('a whole case removed is found', async () => {
    const id = await makeCase(2);
    await seal();
    await tamper(async (tx) => {
      await tx`delete from facts where case_id = ${id}`;
    });
    expect((await faults()).chain).toEqual([`${id} 2 headDiffers`, `${id} 2 sealedFactMissing`]);
    await tamper((tx) => tx`delete from cases where id = ${id}`);
    expect((await faults()).chain).toEqual([`${id} 2 sealedFactMissing`]);
  });

  test('facts left without their case are found', async () => {
    const id = await makeCase(2);
    await tamper((tx) => tx`delete from cases where id = ${id}`);
    expect((await faults()).chain).toEqual([`${id} 2 caseMissing`]);
  });

  test('a chain kept out of the seals is found', async () => {
    const id = await makeCase(1);
    await tamper((tx) => tx`update facts set at = at - interval '1 day' where case_id = ${id}`);
    await rehash(id);
    await tamper((tx) => tx`insert into audit_sealed_heads values (${id}, 1)`);
    await makeCase(1);
    await seal();
    expect((await faults()).chain).toEqual([`${id} 1 notSealed`]);
  });
});

describe('the seals', () => {
  test('nothing moved: nothing is sealed', async () => {
    await makeCase(1);
    expect((await seal())?.no).toBe(1);
    expect(await seal()).toBeNull();
  });

  test('sealers at the same time take turns', async () => {
    await makeCase(1);
    const seals = await Promise.all([seal(), seal(), seal()]);
    expect(seals.filter((one) => one !== null)).toHaveLength(1);
    expect(await faults()).toEqual({ chain: [], seal: [] });
  });

  async function threeSeals(): Promise<string> {
    const id = await makeCase(1);
    await seal();
    await addFact(id, {});
    await seal();
    await addFact(id, {});
    await seal();
    return id;
  }

  test('an edited seal is found', async () => {
    await threeSeals();
    await tamper((tx) => tx`update audit_seals set sealed_at = sealed_at + interval '1 day' where no = 2`);
    expect((await faults()).seal).toEqual(['2 sealDiffersFromLog', '2 sealSignatureWrong']);
  });

  test('heads changed together with the forged chain are found', async () => {
    const id = await threeSeals();
    await tamper((tx) => tx`update facts set payload = '{"forged": 1}' where case_id = ${id} and version = 3`);
    await rehash(id);
    await tamper(
      (tx) => tx`update audit_seals set heads = jsonb_build_array(jsonb_build_array(${id}::text, 3,
        (select encode(head_hash, 'hex') from cases where id = ${id}))) where no = 3`,
    );
    const { chain, seal: sealKinds } = await faults();
    expect(chain).toEqual([`${id} 3 sealedFactDiffers`]);
    expect(sealKinds).toEqual(['3 sealDiffersFromLog', '3 sealRootWrong']);
  });

  test('the last seals deleted are found, and sealing goes on after them', async () => {
    const id = await threeSeals();
    await tamper((tx) => tx`delete from audit_seals where no >= 2`);
    expect((await faults()).seal).toEqual(['2 sealMissingInDatabase', '3 sealMissingInDatabase']);
    await addFact(id, {});
    expect((await seal())?.no).toBe(4);
    expect((await faults()).seal).toContain('2 sealMissingInDatabase');
  });

  test('facts and seals deleted together are found by the log', async () => {
    const id = await threeSeals();
    await tamper(async (tx) => {
      await tx`delete from facts where case_id = ${id} and version = 3`;
      await tx`delete from audit_seals where no = 3`;
    });
    await rehash(id);
    expect(await faults()).toEqual({ chain: [`${id} 3 sealedFactMissing`], seal: ['3 sealMissingInDatabase'] });
  });

  test('lines taken out of the log are found', async () => {
    await threeSeals();
    const lines = (await readFile(sealLogPath, 'utf8')).split('\n');
    await writeFile(sealLogPath, [lines[0], lines[2], ''].join('\n'));
    expect((await faults()).seal).toContain('2 sealMissingInLog');
  });

  test('a crash between commit and log, or in the middle of a line, is made good by the next seal', async () => {
    const id = await threeSeals();
    const whole = await readFile(sealLogPath, 'utf8');
    await truncate(sealLogPath, Buffer.byteLength(whole) - 20);
    await addFact(id, {});
    await seal();
    expect(await faults()).toEqual({ chain: [], seal: [] });
    expect(await readFile(sealLogPath, 'utf8')).toContain(whole);
  });

  test('another key does not verify', async () => {
    await threeSeals();
    const other = publicKeyOf(
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    );
    const { sealFaults } = await verifyChains(sql, { sealLogPath, publicKey: other });
    expect(sealFaults.map(({ kind }) => kind)).toEqual(Array(3).fill('sealSignatureWrong'));
  });
});
