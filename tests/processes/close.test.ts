import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { closeRound, drawPanels } from '../../db/round-process.ts';
import { drawOrder } from '../../domain/draw.ts';
import { sha256Hex } from '../../domain/hashing.ts';
import { makeWorld } from '../support/world.ts';
import { openRunning, type Running } from './running.ts';

let running: Running;
beforeEach(async () => {
  running = await openRunning();
});
afterEach(async () => {
  await running.close();
});

test('submissions that race with the close are in or out, never both, and nobody waits for another for ever', async () => {
  const { sql } = running;
  const world = await makeWorld(sql, { closesInMs: 60_000 });
  const drafts = [];
  for (let no = 0; no < 6; no++) drafts.push(await world.application({ submit: false }));
  await sql`update rounds set closes_at = clock_timestamp() + interval '30 milliseconds'`;
  const close = async (): Promise<string[]> => {
    const { missingMs, expired } = await closeRound(sql, world.roundId);
    return missingMs > 0 ? close() : expired;
  };
  const [expired, ...replies] = await Promise.all([
    close(),
    ...drafts.map(async ({ id, lead }) => {
      const [row] = await sql<
        { reply: { ok: boolean; why?: string } }[]
      >`select submit_application(${id}, ${lead.signer}, 'TT') as reply`;
      return { id, ...row?.reply };
    }),
  ]);
  for (const { id, ok } of replies) {
    expect(await world.statusOf(id)).toBe(ok ? 'circulating' : 'expired');
    expect((expired as string[]).includes(id)).toBe(!ok);
  }
  const late = drafts[0];
  const [again] = await sql<{ reply: { ok: boolean; why: string } }[]>`
    select submit_application(${late?.id as string}, 'x', 'TT') as reply`;
  expect(again?.reply.ok).toBe(false);
  expect(await closeRound(sql, world.roundId)).toEqual({ missingMs: 0, expired: [] });
});

test('a draw can be repeated from its seed and candidates, and leaves out who is tied to a party', async () => {
  const { sql } = running;
  const world = await makeWorld(sql);
  const { id } = await world.application();
  await world.qualify(id);
  await sql`update experts set employer = 'partner' where user_id = 'expert-3'`;
  await sql`update rounds set status = 'panel'`;
  await sql`
    select open_task(${world.roundId}, ${world.roundId}, 'drawPanel', 'cityOfficer', 'city-office', null, null, 5, 1,
      '[{"key":"drawn","effect":"pass","needsReason":false}]', '{}', 0, null)`;
  const drawn = await sql.begin((tx) => drawPanels(tx, world.roundId, 'city'));
  if (!drawn.ok) throw new Error(drawn.why);
  const [panel] = drawn.panels;
  expect(panel?.candidates).not.toContain('expert-3');
  expect(panel?.excluded).toMatchObject([{ expertId: 'expert-3', ground: 'employerName' }]);
  expect(panel?.seated).toEqual(drawOrder(panel?.seed ?? '', panel?.candidates ?? [], sha256Hex).slice(0, 5));
  const again = await sql.begin((tx) => drawPanels(tx, world.roundId, 'somebody'));
  expect(again).toMatchObject({ ok: false, why: 'state', by: 'city' });
});
