import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import type {
  CallDetail,
  Calls,
  NoticeDetail,
  NoticePage,
  PublicProgramme,
  ResultDetail,
  ResultPage,
} from '../../contracts/public.ts';
import { insertNotice, type NoticeLine } from '../../db/notices.ts';
import { startSystem, type System } from '../support/system.ts';

let system: System;
let roundId: string;
let application: { id: string; projectName: string };
beforeAll(async () => {
  system = await startSystem({ round: true });
  const [round] = await system.sql<{ id: string }[]>`select case_id as id from rounds`;
  roundId = round?.id as string;
  const [row] = await system.sql<{ id: string; projectName: string }[]>`
    select case_id as id, project_name from applications where receipt_no is not null`;
  application = row as typeof application;
});
afterAll(() => system.close());

const get = <T>(path: string) => system.anonymous.get<T>(`/public${path}`);
const status = async (path: string) => (await system.anonymous.call('GET', `/public${path}`)).status;

/** A round in any state, as a copy of the demo's. */
async function roundIn(
  state: string,
  given: { opensIn?: string; closesIn?: string; workingDayMs?: number } = {},
): Promise<string> {
  const { opensIn = '-1 hour', closesIn = '1 day', workingDayMs = null } = given;
  const [made] = await system.sql<
    { id: string }[]
  >`insert into cases (kind, working_day_ms) values ('round', ${workingDayMs}) returning id`;
  const id = made?.id as string;
  await system.sql`
    insert into rounds (case_id, programme_key, programme_version, title_zh, title_en, status, policy, category_nos, opens_at, closes_at, created_by)
    select ${id}, programme_key, programme_version, '另一批', 'Another', ${state}, policy, category_nos, now() + ${opensIn}::interval,
           now() + ${closesIn}::interval, created_by from rounds where case_id = ${roundId}`;
  return id;
}

describe('programmes', () => {
  test('show guide, ten categories with 69 required services, stages and governance', async () => {
    const programme = await get<z.infer<typeof PublicProgramme>>('/programmes/zhengzhou-ecommerce');
    expect(programme.categories).toHaveLength(10);
    expect(programme.categories.flatMap(({ requiredServices }) => requiredServices)).toHaveLength(69);
    expect(programme.stages.every(({ targets }) => targets.length > 0)).toBe(true);
    expect(programme.guide.length).toBeGreaterThan(0);
    expect(programme.governance.length).toBeGreaterThan(0);
    expect(programme).not.toHaveProperty('policy');
    expect((await get<{ items: { key: string }[] }>('/programmes')).items.map(({ key }) => key)).toEqual([
      'zhengzhou-ecommerce',
    ]);
  });
  test('that nobody loaded are not found', async () => {
    expect(await status('/programmes/elsewhere')).toBe(404);
  });
});

describe('calls', () => {
  test('open and coming ones are listed with the database’s time, drafts and closed ones are not', async () => {
    const coming = await roundIn('open', { opensIn: '1 hour', closesIn: '2 days' });
    const late = await roundIn('open', { closesIn: '-1 second' });
    const draft = await roundIn('draft');
    const rehearsal = await roundIn('open', { workingDayMs: 1000 });
    const { items, now } = await get<z.infer<typeof Calls>>('/calls');
    const of = (id: string) => items.find((call) => call.id === id);
    expect(of(roundId)).toMatchObject({ state: 'open', rehearsal: false });
    expect(of(roundId)?.categories).toHaveLength(10);
    expect(of(coming)?.state).toBe('coming');
    expect(of(rehearsal)?.rehearsal).toBe(true);
    expect(items.at(-1)?.id).toBe(rehearsal);
    expect(of(late)).toBeUndefined();
    expect(of(draft)).toBeUndefined();
    expect(Date.parse(now)).not.toBeNaN();
    expect(await status(`/calls/${draft}`)).toBe(404);
    expect(await get<CallDetail>(`/calls/${late}`)).toMatchObject({ state: 'closed' });
  });

  test('one call tells its rules', async () => {
    const call = await get<CallDetail>(`/calls/${roundId}`);
    expect(call.desks.map(({ step, workingDays }) => [step, workingDays])).toEqual([
      ['formCheck', 5],
      ['recommendation', 10],
      ['qualification', 10],
    ]);
    expect(call.rubric.criteria.reduce((sum, { maxPoints }) => sum + maxPoints, 0)).toBe(100);
    expect(call.selection.tieBreakers.find(({ rule }) => rule.kind === 'criterion')?.label?.zh).toBeTruthy();
    expect(call.notice.workingDays).toBe(7);
    expect(call.attachments.map(({ key }) => key)).toContain('commitmentLetter');
    expect(call.form.length).toBeGreaterThan(3);
    const fields = call.form.flatMap((section) => section.fields);
    expect(fields.find(({ key }) => key === 'projectName')).toMatchObject({
      required: true,
      title: { zh: expect.any(String), en: expect.any(String) },
    });
    for (const { title } of fields) expect(title.en).not.toMatch(/[\u4e00-\u9fff]/);
    expect(call.categories[0]?.requiredServices.length).toBeGreaterThan(0);
  });
});

describe('notices and results', () => {
  let noticeId: string;
  beforeAll(async () => {
    const items: NoticeLine[] = [
      {
        categoryNo: 2,
        slot: 1,
        applicationId: application.id,
        place: 'winner',
        projectName: application.projectName,
        parties: ['甲', '乙'],
        scoreHundredths: 8750,
      },
      {
        categoryNo: 3,
        slot: 1,
        applicationId: null,
        place: 'leftOpen',
        projectName: null,
        parties: [],
        scoreHundredths: null,
      },
    ];
    const notice = await system.sql.begin((tx) => insertNotice(tx, roundId, 'first', 7, items));
    noticeId = notice.noticeId;
    await system.sql`update notices set starts_at = now() - interval '1 minute' where id = ${noticeId}`;
  });

  test('a running notice names winner, parties, points and open categories, and no ids of applications', async () => {
    const page = await get<z.infer<typeof NoticePage>>('/notices');
    expect(page.items).toMatchObject([{ id: noticeId, state: 'running', workingDays: 7, rehearsal: false }]);
    const notice = await get<z.infer<typeof NoticeDetail>>(`/notices/${noticeId}`);
    expect(notice.items).toMatchObject([
      { categoryNo: 2, place: 'winner', parties: ['甲', '乙'], score: 87.5 },
      { categoryNo: 3, place: 'leftOpen', score: null },
    ]);
    expect(JSON.stringify(notice)).not.toContain(application.id);
    expect(notice.items[0]?.categoryName.zh).toBeTruthy();
  });

  test('before the first midnight it is coming, after its end it stays readable', async () => {
    const state = async () => (await get<z.infer<typeof NoticeDetail>>(`/notices/${noticeId}`)).state;
    await system.sql`update notices set starts_at = now() + interval '1 hour' where id = ${noticeId}`;
    expect(await state()).toBe('coming');
    await system.sql`update notices set starts_at = now() - interval '8 days', ends_at = now() - interval '1 second' where id = ${noticeId}`;
    expect(await state()).toBe('ended');
  });

  test('results appear once the round is published, not before', async () => {
    await system.sql`
      insert into results (round_id, category_no, place, outcome, application_id, reason, published_at, published_by) values
        (${roundId}, 2, 1, 'winner', ${application.id}, null, now(), 'office'), (${roundId}, 3, 1, 'leftOpen', null, 'nobodyReachedPassMark', now(), 'office')`;
    expect(await status(`/results/${roundId}`)).toBe(404);
    await system.sql`update rounds set status = 'published' where case_id = ${roundId}`;
    const page = await get<z.infer<typeof ResultPage>>('/results');
    expect(page.items).toMatchObject([{ id: roundId, winners: 1, leftOpen: 1, rehearsal: false }]);
    const result = await get<z.infer<typeof ResultDetail>>(`/results/${roundId}`);
    expect(result.items).toMatchObject([
      {
        categoryNo: 2,
        outcome: 'winner',
        projectName: application.projectName,
        // As the notice named them.
        parties: ['甲', '乙'],
        memberChanges: [],
      },
      { categoryNo: 3, outcome: 'leftOpen', reason: 'nobodyReachedPassMark', projectName: null, parties: [] },
    ]);
    expect(JSON.stringify(result)).not.toContain(application.id);
  });

  test('what does not exist is not found', async () => {
    const nobody = '00000000-0000-4000-8000-00000000dead';
    for (const path of [
      `/notices/${nobody}`,
      `/results/${nobody}`,
      `/calls/${nobody}`,
      '/notices/x',
      '/receipts/ZZEC-2026-01-999999',
      '/receipts/x',
    ]) {
      expect(await status(path)).toBe(404);
    }
  });
});
