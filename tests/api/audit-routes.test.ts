import { generateKeyPairSync } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { z } from 'zod';
import type { Chain, ChainPage, SealPage, VerificationReply } from '../../contracts/audit.ts';
import { sealAudit } from '../../db/audit.ts';
import { personOf } from '../support/story.ts';
import { type Client, type System, startSystem } from '../support/system.ts';

const signingKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

let system: System;
let auditor: Client;
let submitted: { id: string; receiptNo: string };
beforeAll(async () => {
  process.env.AUDIT_SIGNING_KEY = signingKey;
  system = await startSystem({ round: true });
  await sealAudit(system.sql, signingKey, path.join(system.dataDir, 'audit-seals.log'));
  auditor = await system.as(personOf('auditor'));
  const [row] = await system.sql<{ id: string; receiptNo: string }[]>`
    select case_id as id, receipt_no from applications where receipt_no is not null`;
  submitted = row as typeof submitted;
});
afterAll(async () => {
  delete process.env.AUDIT_SIGNING_KEY;
  await system.close();
});

const verify = (query = '') => auditor.get<z.infer<typeof VerificationReply>>(`/audit/verification${query}`);

test('chains are found by kind, receipt number and name', async () => {
  const all = await auditor.get<z.infer<typeof ChainPage>>('/audit/chains?perPage=100');
  expect(all.items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['application', 'round']));
  for (const { version, sealedVersion } of all.items) expect(sealedVersion).toBe(version);
  const [found, ...others] = (await auditor.get<z.infer<typeof ChainPage>>(`/audit/chains?q=${submitted.receiptNo}`))
    .items;
  expect(found).toMatchObject({ id: submitted.id, kind: 'application', label: submitted.receiptNo });
  expect(others).toEqual([]);
  const applications = await auditor.get<z.infer<typeof ChainPage>>('/audit/chains?kind=application');
  expect(applications.items).toHaveLength(2);
});

test('a chain shows its facts in order, each with the hash of its predecessor', async () => {
  const chain = await auditor.get<z.infer<typeof Chain>>(`/audit/chains/${submitted.id}`);
  expect(chain.label).toMatch(new RegExp(`^${submitted.receiptNo} · .`));
  expect(chain.facts.map(({ version }) => version)).toEqual(chain.facts.map((_, i) => i + 1));
  chain.facts.forEach(({ prevHash }, i) => {
    expect(prevHash).toBe(chain.facts[i - 1]?.hash ?? '');
  });
  expect(chain.facts.at(-1)?.hash).toBe(chain.headHash);
  for (const { payload, payloadText } of chain.facts) expect(JSON.parse(payloadText)).toEqual(payload);
  const invited = chain.facts.find(({ kind }) => kind === 'partyInvited')?.payload.enterpriseId as string;
  const [enterprise] = await system.sql<{ name: string }[]>`select name from enterprises where id = ${invited}`;
  expect(chain.names[invited]).toEqual({ zh: enterprise?.name, en: enterprise?.name });
  expect(chain.facts.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['drafted', 'attachmentAdded', 'submitted']),
  );
  const rest = await auditor.get<z.infer<typeof Chain>>(`/audit/chains/${submitted.id}?after=1&limit=1`);
  expect(rest).toMatchObject({ hasMore: true, facts: [{ version: 2 }] });
  await expect(auditor.get('/audit/chains/00000000-0000-4000-8000-00000000dead')).rejects.toMatchObject({
    status: 404,
  });
});

test('seals are listed', async () => {
  const { items } = await auditor.get<z.infer<typeof SealPage>>('/audit/seals');
  expect(items).toMatchObject([{ id: 1, prevRoot: '' }]);
});

test('verification is sound until somebody changes a fact, and then names it', async () => {
  expect(await verify()).toMatchObject({ sound: true, chainFaults: [], sealFaults: [], seals: 1 });
  expect(await verify(`?caseId=${submitted.id}`)).toMatchObject({ sound: true, chains: 1 });
  await system.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update facts set payload = '{"receiptNo": "forged"}' where case_id = ${submitted.id} and kind = 'submitted'`;
  });
  const verdict = await verify();
  expect(verdict.sound).toBe(false);
  expect(verdict.chainFaults).toMatchObject([{ caseId: submitted.id, kind: 'contentChanged' }]);
  expect(await verify(`?caseId=${submitted.id}`)).toMatchObject({ sound: false });
});

test('only auditor and operator read it', async () => {
  expect((await (await system.as(personOf('operator'))).call('GET', '/audit/seals')).status).toBe(200);
  for (const role of ['cityOfficer', 'districtOfficer', 'enterpriseOwner', 'expert']) {
    const other = await system.as(personOf(role));
    for (const place of ['chains', `chains/${submitted.id}`, 'seals', 'verification']) {
      expect((await other.call('GET', `/audit/${place}`)).status).toBe(403);
    }
  }
});
