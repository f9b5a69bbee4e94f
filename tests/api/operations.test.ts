import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import type { MailPage, Outbox, Stuck, Versions } from '../../contracts/operations.ts';
import { WORKFLOW_OF } from '../../contracts/workflows.ts';
import { postMessage } from '../../db/messages.ts';
import { personOf } from '../support/story.ts';
import { type Client, startSystem, type System } from '../support/system.ts';

let system: System;
let operator: Client;
let caseId: string;
beforeAll(async () => {
  system = await startSystem({ round: true });
  operator = await system.as(personOf('operator'));
  const [row] = await system.sql<{ id: string }[]>`select case_id as id from applications where status = 'circulating'`;
  caseId = row?.id as string;
});
afterAll(() => system.close());

async function mail(
  email: string,
  template: 'resetPassword',
  mailStatus: string,
  error: string | null = null,
): Promise<string> {
  await postMessage(system.sql, {
    userId: null,
    email,
    locale: 'zh',
    template,
    values: { url: 'https://x.example/secret-token' },
    dedupeKey: email,
  });
  const [row] = await system.sql<{ id: string }[]>`
    update messages set mail_status = ${mailStatus}, mail_error = ${error} where dedupe_key = ${email} returning id`;
  return row?.id as string;
}
const readMail = (query = '') => operator.get<z.infer<typeof MailPage>>(`/operations/mail?${query}`);

describe('mail', () => {
  test('is listed by status with its counts; a key to an account shows only while it is kept', async () => {
    const kept = await mail('kept@town.example', 'resetPassword', 'kept');
    const failed = await mail('failed@town.example', 'resetPassword', 'failed', 'no route');
    const page = await readMail('status=kept');
    expect(page.items.map(({ id }) => id)).toEqual([kept]);
    expect(page.items[0]?.body).toContain('secret-token');
    expect(page.counts).toMatchObject({ kept: 1, failed: 1 });
    const [other] = (await readMail('q=FAILED@')).items;
    expect(other).toMatchObject({ id: failed, body: null, error: 'no route', status: 'failed' });
  });

  test('given up is sent again under a workflow id never used, each time, and the retry is on record', async () => {
    const id = await mail('again@town.example', 'resetPassword', 'failed');
    await system.sql`delete from outbox`;
    const workflowIds = new Set<string>();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(await operator.post(`/operations/mail/${id}/retry`)).toEqual({ status: 'pending' });
      const [row] = await system.sql<
        { kind: 'message'; subjectId: string; version: number }[]
      >`delete from outbox where subject_id = ${id} returning *`;
      expect(row).toMatchObject({ kind: 'message', subjectId: id });
      workflowIds.add(WORKFLOW_OF.message.id(id, row?.version as number));
      await system.sql`update messages set mail_status = 'kept' where id = ${id}`;
    }
    expect(workflowIds.size).toBe(2);
    expect(workflowIds.has(WORKFLOW_OF.message.id(id, 0))).toBe(false);
    const facts = await system.sql`select 1 from facts where kind = 'mailRetried' and payload ->> 'messageId' = ${id}`;
    expect(facts).toHaveLength(2);
  });

  test('that was sent or is being tried is not sent twice', async () => {
    for (const status of ['sent', 'pending']) {
      const id = await mail(`${status}@town.example`, 'resetPassword', status);
      await expect(operator.post(`/operations/mail/${id}/retry`)).rejects.toMatchObject({
        status: 409,
        problem: { code: 'wrongState' },
      });
    }
    await expect(operator.post('/operations/mail/00000000-0000-4000-8000-00000000dead/retry')).rejects.toMatchObject({
      status: 404,
    });
  });

  test('is the operator’s alone', async () => {
    for (const role of ['auditor', 'cityOfficer', 'enterpriseOwner']) {
      const other = await system.as(personOf(role));
      for (const path of ['mail', 'outbox', 'stuck', 'versions']) {
        expect((await other.call('GET', `/operations/${path}`)).status).toBe(403);
      }
    }
    expect((await system.anonymous.call('GET', '/operations/mail')).status).toBe(401);
  });
});

test('the outbox tells how much waits and since when', async () => {
  await system.sql`delete from outbox`;
  expect(await operator.get('/operations/outbox')).toEqual({ waiting: 0, oldestSeconds: 0, byKind: [] });
  await system.sql`insert into outbox (kind, subject_id, version, created_at) values ('application', ${caseId}, 1, now() - interval '90 seconds')`;
  const outbox = await operator.get<z.infer<typeof Outbox>>('/operations/outbox');
  expect(outbox).toMatchObject({ waiting: 1, byKind: [{ kind: 'application', waiting: 1 }] });
  expect(outbox.oldestSeconds).toBeGreaterThan(89);
});

describe('what is stuck', () => {
  const causes = async () => {
    const { items } = await operator.get<z.infer<typeof Stuck>>('/operations/stuck');
    return items.map(({ cause, caseId: id, label }) => ({ cause, id, label }));
  };
  /** The latest fact of the case as if it had happened longer ago. */
  const age = () =>
    system.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update facts set at = at - interval '5 minutes' where case_id = ${caseId}`;
    });
  beforeAll(async () => {
    await system.sql`delete from outbox`;
    await system.sql`delete from messages`;
  });

  test('nothing, when everybody has a task in time', async () => {
    expect(await causes()).toEqual([]);
  });
  test('an overdue task', async () => {
    await system.sql`update tasks set due_at = now() - interval '1 hour' where case_id = ${caseId}`;
    expect(await causes()).toMatchObject([{ cause: 'taskOverdue', id: caseId, label: expect.any(String) }]);
  });
  test('a case that circulates without a task', async () => {
    await age();
    await system.sql`update tasks set status = 'cancelled' where case_id = ${caseId}`;
    expect(await causes()).toMatchObject([{ cause: 'noTask', id: caseId }]);
  });
  test('a halt that nobody answered', async () => {
    await system.sql`update cases set slip_state = 'halted', halt = '{"effect": "correct", "outcome": "correction"}' where id = ${caseId}`;
    expect(await causes()).toMatchObject([{ cause: 'haltNotAnswered', id: caseId }]);
  });
  test('not a case that was refused: it has ended', async () => {
    await system.sql`update applications set status = 'refused' where case_id = ${caseId}`;
    expect(await causes()).toEqual([]);
  });
  test('a call past its closing, a mail given up, facts that did not arrive', async () => {
    await system.sql`update rounds set closes_at = now() - interval '2 minutes'`;
    await mail('stuck@town.example', 'resetPassword', 'failed', 'refused');
    await system.sql`update outbox set created_at = now() - interval '2 minutes'`;
    expect((await causes()).map(({ cause }) => cause).sort()).toEqual(['closeNotDone', 'mailFailed', 'outboxWaiting']);
  });
});

test('versions of everything that runs', async () => {
  const versions = await operator.get<z.infer<typeof Versions>>('/operations/versions');
  expect(versions).toMatchObject({
    application: '0.1.0',
    node: process.version,
    virusScan: false,
    contentStore: 'disk',
  });
  expect(versions.postgres).toMatch(/^18/);
  expect(versions.migrations.applied).toBeGreaterThan(2);
  expect(versions.programmes).toMatchObject([{ key: 'zhengzhou-ecommerce', version: 1 }]);
  expect(versions.calendarUntilYear).toBe(2026);
});
