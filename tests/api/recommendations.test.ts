/** A district recommends: quota under parallel decisions, order with a version, opinions that only officers read. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RecommendationView } from '../../contracts/recommendations.ts';
import { withdraw } from '../../db/submission.ts';
import { openTown, type Town } from '../support/desks.ts';
import { problemOf } from '../support/scene.ts';

const BODY = 'district-a';

describe('quota', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown({ recommendation: { quotaPerCategory: 3, quotas: { [BODY]: 4 }, basis: 'test' } });
  });
  afterAll(() => town.close());

  const recommend = async (caseId: string) => {
    const { id, contentVersion } = await town.taskOf(caseId);
    const district = await town.as('district');
    return district.call('POST', `/tasks/${id}/decision`, { body: { outcome: 'accepted', contentVersion } });
  };
  const places = async () => {
    const rows = await town.sql<{ categoryNo: number; n: number }[]>`
      select category_no, count(*)::int as n from recommended_places where round_id = ${town.world.roundId} group by 1 order by 1`;
    return Object.fromEntries(rows.map(({ categoryNo, n }) => [categoryNo, n]));
  };

  test('twelve decisions at once for three places: exactly three pass, the others are told quota and use', async () => {
    const ids = await town.atRecommendation(12);
    const answers = await Promise.all(ids.map(recommend));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    const refused = answers.filter(({ status }) => status !== 200).map(problemOf);
    expect(refused).toHaveLength(9);
    for (const problem of refused) {
      expect(problem).toMatchObject({
        code: 'quotaFull',
        status: 409,
        scope: 'category',
        categoryNo: 1,
        quota: 3,
        used: 3,
      });
    }
    expect(await places()).toEqual({ 1: 3 });
    const open = await town.sql`
      select 1 from tasks where round_id = ${town.world.roundId} and step = 'recommendation' and status = 'open'`;
    expect(open).toHaveLength(9);
  });

  test('a withdrawal frees its place, once', async () => {
    const [taken] = await town.sql<{ applicationId: string }[]>`select application_id from recommended_places limit 1`;
    await town.sql.begin((tx) => withdraw(tx, taken?.applicationId as string, '不再申报', 'district'));
    expect(await places()).toEqual({ 1: 2 });
    const waiting = await town.sql<{ caseId: string }[]>`
      select case_id from tasks where step = 'recommendation' and status = 'open' order by opened_at limit 2`;
    const [first, second] = [await recommend(waiting[0]?.caseId ?? ''), await recommend(waiting[1]?.caseId ?? '')];
    expect(first.status).toBe(200);
    expect(problemOf(second)).toMatchObject({ code: 'quotaFull', used: 3 });
  });

  test('the places of the body bind over all categories, other outcomes and other desks are free', async () => {
    const [a, b, c] = await town.atRecommendation(3, 2);
    expect((await recommend(a as string)).status).toBe(200);
    expect(problemOf(await recommend(b as string))).toMatchObject({
      code: 'quotaFull',
      scope: 'body',
      quota: 4,
      used: 4,
    });
    const task = await town.taskOf(c as string);
    const district = await town.as('district');
    await district.post(`/tasks/${task.id}/decision`, {
      outcome: 'refused',
      contentVersion: task.contentVersion,
      reason: '不符合',
    });
    await town.world.decide(a as string, 'city', 'accepted');
    expect(await places()).toEqual({ 1: 3, 2: 1 });
  });
});

describe('order and opinions', () => {
  let town: Town;
  let path: string;
  let ids: string[];
  beforeAll(async () => {
    town = await openTown();
    await town.world.person('colleague', 'districtOfficer', { bodyId: BODY });
    path = `/rounds/${town.world.roundId}/recommendations/${BODY}`;
    ids = await town.atRecommendation(4);
  });
  afterAll(() => town.close());

  const view = async (who = 'district') => (await town.as(who)).get<RecommendationView>(path);
  const ranksOf = (list: RecommendationView) =>
    list.items.filter(({ rank }) => rank !== null).map(({ applicationId }) => applicationId);

  test('is saved with a version; a second editor is told who was faster and loses nothing of the first', async () => {
    const [a, b, c] = ids as [string, string, string];
    const [district, colleague] = [await town.as('district'), await town.as('colleague')];
    expect((await view()).version).toBe(0);
    const saved = await district.put<{ version: number }>(
      path,
      { ranked: [b, a], opinions: [{ applicationId: b, text: '基础扎实，同意推荐。' }] },
      { ifMatch: 0 },
    );
    expect(saved.version).toBe(1);
    const late = await colleague.call('PUT', path, { body: { ranked: [c], opinions: [] }, ifMatch: 0 });
    expect(problemOf(late)).toMatchObject({ code: 'staleVersion', status: 412, version: 1, decidedBy: 'district' });
    const list = await view();
    expect(ranksOf(list)).toEqual([b, a]);
    expect(list.items[0]).toMatchObject({
      applicationId: b,
      rank: 1,
      opinion: '基础扎实，同意推荐。',
      state: 'atDesk',
    });
  });

  test('of two saved at once one is taken, and ranks stay unique', async () => {
    const [a, b, c, d] = ids as [string, string, string, string];
    const [district, colleague] = [await town.as('district'), await town.as('colleague')];
    const { version } = await view();
    const answers = await Promise.all([
      district.call('PUT', path, { body: { ranked: [a, b, c], opinions: [] }, ifMatch: version }),
      colleague.call('PUT', path, { body: { ranked: [d, c], opinions: [] }, ifMatch: version }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    expect(ranksOf(await view())).toEqual(answers[0]?.status === 200 ? [a, b, c] : [d, c]);
  });

  test('nobody orders a list with an application of an enterprise of the own', async () => {
    const before = await view();
    const colleague = await town.as('colleague');
    const save = () => colleague.call('PUT', path, { body: { ranked: ids, opinions: [] }, ifMatch: before.version });
    const [grant] = await town.sql<{ id: string }[]>`
      insert into role_grants (user_id, role, enterprise_id)
      select u.id, 'enterpriseEditor', a.lead_enterprise_id from users u, applications a
      where u.name = 'colleague' and a.case_id = ${ids[3] as string} returning id`;
    expect(problemOf(await save())).toMatchObject({ code: 'notYours', exclusion: 'partyMember' });
    const summaries = `${path}/summaries`;
    const issued = await colleague.call('POST', summaries, { body: { kind: 'interim' }, ifMatch: before.version });
    expect(problemOf(issued)).toMatchObject({ code: 'notYours', exclusion: 'partyMember' });
    expect(await view()).toEqual(before);
    await town.sql`delete from role_grants where id = ${grant?.id as string}`;
    expect((await save()).status).toBe(200);
  });

  test('refuses what stands twice or lies elsewhere, naming the entry, and changes nothing', async () => {
    const [a, b] = ids as [string, string];
    const elsewhere = await town.world.application();
    const district = await town.as('district');
    const before = await view();
    const fault = async (body: object) => {
      const { code, errors } = problemOf(await district.call('PUT', path, { body, ifMatch: before.version }));
      return `${code} ${errors?.[0]?.pointer} ${errors?.[0]?.rule}`;
    };
    expect(await fault({ ranked: [a, b, a], opinions: [] })).toBe('invalid /ranked/2 unique');
    expect(await fault({ ranked: [a, elsewhere.id], opinions: [] })).toBe('invalid /ranked/1 notAtDesk');
    expect(await fault({ ranked: [], opinions: [{ applicationId: elsewhere.id, text: '好' }] })).toBe(
      'invalid /opinions/0/applicationId notAtDesk',
    );
    expect(await view()).toEqual(before);
  });

  test('a withdrawn application leaves the order without a gap', async () => {
    const [a, b, c] = ids as [string, string, string];
    const district = await town.as('district');
    await district.put(path, { ranked: [a, b, c], opinions: [] }, { ifMatch: (await view()).version });
    await town.sql.begin((tx) => withdraw(tx, a, '不再申报', 'district'));
    const list = await view();
    expect(list.items.map(({ applicationId, rank }) => [applicationId, rank]).slice(0, 2)).not.toContainEqual([a, 1]);
    expect(list.items.find(({ applicationId }) => applicationId === b)?.rank).toBe(1);
    expect(list.items.find(({ applicationId }) => applicationId === a)).toMatchObject({
      rank: null,
      state: 'withdrawn',
    });
  });

  test('rank and opinion are on the case for the city, and do not exist for the applicant', async () => {
    const [, b] = ids as [string, string];
    const district = await town.as('district');
    const { version } = await view();
    await district.put(path, { ranked: [b], opinions: [{ applicationId: b, text: '同意推荐' }] }, { ifMatch: version });
    const city = await town.as('city');
    expect(await city.get(`/applications/${b}/recommendation`)).toMatchObject({ rank: 1, of: 1, opinion: '同意推荐' });
    const signer = await town.as(`signer-lead-${ids.indexOf(b) + 1}`);
    expect(problemOf(await signer.call('GET', `/applications/${b}/recommendation`)).status).toBe(403);
    expect((await signer.call('GET', `/applications/${b}`)).text).not.toContain('同意推荐');
  });
});
