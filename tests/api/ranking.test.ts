/** From signed sheets to the result: ties, the frozen ranking, scoring again, strikes. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { automotive, food, rival, scoreTasks, seats, underReview } from '../support/review.ts';
import { cast, decide, openTask } from '../support/story.ts';
import { openScene, problemOf, type Scene, until } from '../support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene({ worker: true });
});
afterAll(async () => {
  await scene.close();
});

const base = { serviceCapability: 15, operationModel: 10, investment: 8, security: 8 };
type Points = Record<string, number>;
type Row = {
  applicationId: string;
  rank: number;
  score: number;
  place: string;
  evidence: { decidedBy: string | null };
};
type Ranking = { frozenAt: string | null; categories: { no: number; leftOpen: boolean; rows: Row[] }[] };

/** Every open sheet of the round saved and signed. Returns the points found on the sheets before. */
async function score(roundId: string, points: (applicationId: string) => Points): Promise<Points[]> {
  const found: Points[] = [];
  for (const { email } of cast.experts) {
    const expert = await scene.as(email);
    for (const { id, caseId } of await scoreTasks(scene, email, roundId)) {
      const { sheet } = await expert.get<{ sheet: { points: Points; version: number } }>(`/tasks/${id}/scoring`);
      found.push(sheet.points);
      const body = { points: points(caseId), advice: 'support', opinion: null };
      const { version } = await expert.put<{ version: number }>(`/tasks/${id}/score-sheet`, body, {
        ifMatch: sheet.version,
      });
      await expert.post(`/tasks/${id}/score-sheet/signature`, {}, { ifMatch: version });
    }
  }
  return found;
}
const ranking = (roundId: string) => scene.city.get<Ranking>(`/rounds/${roundId}/ranking`);
const taskOf = (roundId: string, step: string) => until(step, () => openTask(scene.city, roundId, step));

/** What an expert of category 3 reads above the sheets: letters of the applicants, how many are signed, why they are scored again. */
async function sheetsOf(roundId: string) {
  const [email = ''] = await seats(scene, roundId, 3);
  const expert = await scene.as(email);
  const heads: Record<string, unknown> = {};
  let returned: string | null = null;
  for (const { id, caseId } of await scoreTasks(scene, email, roundId)) {
    const view = await expert.get<{ alias: string; progress: object; returned: string | null }>(`/tasks/${id}/scoring`);
    heads[caseId] = { alias: view.alias, progress: view.progress };
    returned = view.returned;
  }
  return { heads, returned };
}

test('a tie is broken as published, the ranking is frozen, scored again when returned, and strikes promote or leave open', async () => {
  const { roundId, ids } = await underReview(scene, [food, rival, automotive], 1_000);
  const [first, second, car] = ids as [string, string, string];
  const firstScoring = await sheetsOf(roundId);
  expect(firstScoring.returned).toBeNull();
  // Equal sums: the later application leads in the criterion that the call names as second tie-breaker.
  await score(roundId, (id) => ({
    ...base,
    ...(id === second ? { coverage: 15, industryLead: 20 } : { coverage: 20, industryLead: 15 }),
  }));
  const proposal = await taskOf(roundId, 'propose');
  const frozen = await ranking(roundId);
  const rows = (from: Ranking) =>
    from.categories.flatMap(({ rows: own }) =>
      own.map(({ applicationId, rank, score: points, place }) => [applicationId, rank, points, place]),
    );
  expect(rows(frozen)).toEqual([
    [car, 1, 76, 'winner'],
    [second, 1, 76, 'winner'],
    [first, 2, 76, 'reserve'],
  ]);
  expect(frozen.categories.flatMap(({ rows: own }) => own.map(({ evidence }) => evidence.decidedBy))).toEqual([
    null,
    null,
    'criterion:industryLead',
  ]);
  expect((await scene.round(roundId)).status).toBe('ranked');

  // 退回复评: with a reason; every expert finds the own sheet as it was signed.
  const returned = (body: object) =>
    scene.city.call('POST', `/tasks/${proposal.id}/decision`, {
      body: { outcome: 'returned', contentVersion: proposal.contentVersion, ...body },
    });
  expect(problemOf(await returned({})).errors).toMatchObject([{ pointer: '/reason', rule: 'required' }]);
  expect(
    (
      await returned({
        reason: `请复核行业带动一项，尤其是${cast.enterprises.find(({ key }) => key === food.lead)?.name.zh}的材料`,
      })
    ).status,
  ).toBe(200);
  expect(problemOf(await returned({ reason: '再次' }))).toMatchObject({ code: 'conflict' });
  await until('scoring again', async () => (await scene.round(roundId)).status === 'scoring');
  expect(rows(await ranking(roundId))).toEqual([]);
  // The experts read why, and the blind review stays blind; each applicant keeps its letter, and what was signed before counts no more.
  const again = await sheetsOf(roundId);
  expect(again.returned).toMatch(/^请复核行业带动一项，尤其是⟦(lead|rival)⟧的材料$/);
  expect(again.heads).toEqual(firstScoring.heads);
  expect((await scene.round(roundId)).scoring).toMatchObject({ signed: 0, all: 15 });
  const { items } = await scene.city.get<{ items: { members: { signed: number; all: number }[] }[] }>(
    `/rounds/${roundId}/panels`,
  );
  expect(items.flatMap(({ members }) => members).every(({ signed, all }) => signed === 0 && all <= 2)).toBe(true);
  const before = await score(roundId, () => ({ ...base, coverage: 20, industryLead: 15 }));
  expect(before).toHaveLength(15);
  expect(before.every((points) => Object.keys(points).length === 6)).toBe(true);
  // Equal in everything now: who submitted earlier.
  await taskOf(roundId, 'propose');
  const ranked = await ranking(roundId);
  expect(rows(ranked).slice(1)).toEqual([
    [first, 1, 76, 'winner'],
    [second, 2, 76, 'reserve'],
  ]);
  expect(ranked.categories.at(-1)?.rows.at(-1)?.evidence.decidedBy).toBe('submittedEarlier');

  await decide(scene.city, roundId, 'propose', { outcome: 'forward' });
  const member = await scene.person('promotionMember');
  await until('deliberation', () => openTask(member, roundId, 'deliberate'));
  await decide(member, roundId, 'deliberate', {
    outcome: 'approved',
    minutes: '会议决定删除两项。',
    strikes: [
      { applicationId: first, reason: '存在未披露的财政资金' },
      { applicationId: car, reason: '牵头单位被列入失信名单' },
    ],
  });
  await until('notice', async () => (await scene.round(roundId)).notice);
  // Frozen means frozen: the strikes change the list, not the ranking.
  expect(rows(await ranking(roundId))).toEqual(rows(ranked));
  await taskOf(roundId, 'publish');
  await decide(scene.city, roundId, 'publish', { outcome: 'published' });
  await until('published', async () => (await scene.round(roundId)).status === 'published');
  const { categories } = await scene.round(roundId);
  expect(categories.map(({ no, result }) => [no, result?.outcome, result?.applicationId])).toEqual([
    [2, 'leftOpen', null],
    [3, 'winner', second],
  ]);
  const results = await scene.sql<{ caseId: string; payload: { outcome: string; reason: string | null } }[]>`
    select case_id, payload from facts where kind = 'resultRecorded' and case_id = any(${ids})`;
  expect(
    Object.fromEntries(results.map(({ caseId, payload }) => [caseId, `${payload.outcome} ${payload.reason}`])),
  ).toEqual({
    [first]: 'notSelected struck',
    [second]: 'awarded null',
    [car]: 'notSelected struck',
  });
}, 240_000);
