/** Experts: who is seated, what they see, what a sheet must hold, and who takes the seat of one who recuses. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { Client } from '../support/client.ts';
import { food, rival, scoreTasks, seats, underReview } from '../support/review.ts';
import { cast } from '../support/story.ts';
import { openScene, problemOf, type Scene } from '../support/scene.ts';

let scene: Scene;
let roundId: string;
beforeAll(async () => {
  scene = await openScene({ worker: true });
  const [lead, partner] = food.parties.map(({ enterprise }) => enterpriseOf(enterprise));
  const project = food.shared.project as Record<string, unknown>;
  // Words that give the parties away, as people really write them.
  const telling = `${lead?.name.zh}（统一社会信用代码 ${lead?.uscc.toLowerCase()}）与 ${[...(partner?.name.zh ?? '')].join(' ')} 联合建设，${partner?.uscc.slice(0, 8)}-${partner?.uscc.slice(8)}。官网 www.yuweiyuan-food.cn，电话 0371-68001234。豫味源（Yu Wei Yuan）出资、链桐公司运营，强于枣香园和云桥电商；法定代表人陈国栋，联系人林婉清。重大成果逐年公布。`;
  const open = {
    ...food,
    shared: {
      ...food.shared,
      project: { ...project, summary: `${project.summary}${telling}`, projectName: `${lead?.name.zh}食品平台` },
    },
  };
  ({ roundId } = await underReview(scene, [open, rival]));
}, 180_000);
afterAll(async () => {
  await scene.close();
});

const enterpriseOf = (key: string) => cast.enterprises.find((enterprise) => enterprise.key === key);
const sheet = {
  points: { coverage: 20, industryLead: 15, serviceCapability: 15, operationModel: 10, investment: 8, security: 8 },
  advice: 'support',
  opinion: '材料完整。',
};
const save = (client: Client, taskId: string, body: object, ifMatch = 0) =>
  client.call('PUT', `/tasks/${taskId}/score-sheet`, { body, ifMatch });
const sign = (client: Client, taskId: string, ifMatch: number) =>
  client.call('POST', `/tasks/${taskId}/score-sheet/signature`, { body: {}, ifMatch });
type Panel = {
  categoryNo: number;
  seed: string;
  candidates: { expertId: string }[];
  excluded: { expertId: string; reason: string }[];
  members: { expertId: string; state: string; reason: string | null }[];
};
const panel = async () =>
  (await scene.city.get<{ items: Panel[] }>(`/rounds/${roundId}/panels`)).items.find(
    ({ categoryNo }) => categoryNo === 3,
  ) as Panel;
/** The draw as anybody can repeat it: SHA-256 of `seed:id`, smallest first. */
const order = ({ seed, candidates }: Panel) =>
  candidates
    .map(({ expertId }) => ({ expertId, lot: createHash('sha256').update(`${seed}:${expertId}`).digest('hex') }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ expertId }) => expertId);

test('the draw can be repeated from its seed; whoever a party employs or is tied to it took no part', async () => {
  const drawn = await panel();
  expect(drawn.members.map(({ expertId }) => expertId).sort()).toEqual(order(drawn).slice(0, 5).sort());
  const employed = await scene.userId('expert10@demo.tenfold.example'); // of 云桥, a partner in this category
  const tied = await scene.userId('expert11@demo.tenfold.example'); // declared a tie to 链桐, a partner in this category
  expect(new Map(drawn.excluded.map(({ expertId, reason }) => [expertId, reason]))).toEqual(
    new Map([
      [employed, 'employerIdentifier'],
      [tied, 'declared'],
    ]),
  );
  for (const left of [employed, tied]) expect(drawn.candidates.map(({ expertId }) => expertId)).not.toContain(left);
  expect(problemOf(await scene.city.call('POST', `/rounds/${roundId}/panels`, { body: {} }))).toMatchObject({
    code: 'wrongState',
  });
});

test('an expert learns no name and no identifier of any party, also where the text gives them away', async () => {
  const [email] = await seats(scene, roundId, 3);
  const expert = await scene.as(email as string);
  const tasks = await scoreTasks(scene, email as string, roundId);
  expect(tasks).toHaveLength(2);
  const receipts = await scene.sql<
    { receiptNo: string }[]
  >`select receipt_no from applications where round_id = ${roundId}`;
  const secrets = [...food.parties, ...rival.parties].flatMap(({ enterprise }) => {
    const known = enterpriseOf(enterprise);
    return [known?.name.zh as string, known?.uscc as string, scene.ids[enterprise] as string];
  });
  const inProse = ['豫味源', '链桐', '枣香园', '云桥', '陈国栋', '林婉清'];
  const replies = [
    (await expert.call('GET', `/tasks?view=open&roundId=${roundId}`)).text,
    ...(
      await Promise.all(
        tasks.flatMap(({ id }) => [expert.call('GET', `/tasks/${id}`), expert.call('GET', `/tasks/${id}/scoring`)]),
      )
    ).map(({ text }) => text),
  ];
  for (const reply of replies) {
    const bare = reply.toUpperCase().replace(/[\s-]/g, '');
    const hidden = [
      ...secrets,
      ...inProse,
      ...receipts.map(({ receiptNo }) => receiptNo),
      'example.com',
      'yuweiyuan',
      '037168001234',
    ];
    expect(hidden.filter((secret) => bare.includes(secret.toUpperCase().replaceAll('-', '')))).toEqual([]);
  }
  const read = replies.join('');
  expect(read).toContain(
    '⟦lead⟧（⟦lead⟧）出资、⟦partner⟧运营，强于⟦rival⟧和⟦rival⟧电商；法定代表人⟦person⟧，联系人⟦person⟧。',
  );
  expect(read).toContain('官网 ⟦web⟧，电话 ⟦phone⟧。');
  expect(read).toContain('重大成果逐年公布');
  for (const part of ['', '/history', '/checks', '/comments', '/receipt'])
    expect((await expert.call('GET', `/applications/${tasks[0]?.caseId}${part}`)).status).toBeGreaterThanOrEqual(403);
  expect((await expert.call('GET', `/rounds/${roundId}/panels`)).status).toBeGreaterThanOrEqual(403);
});

test('no search of the queue tells an expert whose sheet it is; a letter tells the sheets apart', async () => {
  const [email] = await seats(scene, roundId, 3);
  const expert = await scene.as(email as string);
  const find = async (q: string) =>
    (await expert.get<{ items: { alias: string; id: string }[] }>(`/tasks?view=open&roundId=${roundId}${q}`)).items;
  const [receipt] = await scene.sql<
    { receiptNo: string }[]
  >`select receipt_no from applications where round_id = ${roundId}`;
  const names = food.parties.map(({ enterprise }) => enterpriseOf(enterprise)?.name.zh as string);
  for (const text of [...names, receipt?.receiptNo as string, '平台'])
    expect(await find(`&q=${encodeURIComponent(text)}`)).toEqual([]);
  const sheets = await find('');
  expect(sheets.map(({ alias }) => alias).sort()).toEqual(['A', 'B']);
  for (const { id, alias } of sheets) expect(await expert.get(`/tasks/${id}/scoring`)).toMatchObject({ alias });
});

test('a sheet stays within the rubric, is signed only when complete, and never changes afterwards', async () => {
  const [email, colleague] = await seats(scene, roundId, 3);
  const expert = await scene.as(email as string);
  const [task] = await scoreTasks(scene, email as string, roundId);
  const id = task?.id as string;
  const fault = async (points: Record<string, number>) => {
    const { code, errors } = problemOf(await save(expert, id, { ...sheet, points: { ...sheet.points, ...points } }));
    return `${code} ${errors?.[0]?.pointer} ${errors?.[0]?.rule}`;
  };
  expect(await fault({ coverage: 25.5 })).toBe('invalid /points/coverage range');
  expect(await fault({ beauty: 5 })).toBe('invalid /points/beauty unknown');
  expect(await fault({ coverage: -1 })).toMatch(/^invalid \/points\/coverage/);
  expect(await fault({ coverage: 10.25 })).toMatch(/^invalid \/points\/coverage/);
  const { security: _open, ...incomplete } = sheet.points;
  expect((await save(expert, id, { ...sheet, points: incomplete, advice: null })).body).toMatchObject({ version: 1 });
  expect(problemOf(await sign(expert, id, 1)).errors).toMatchObject([{ pointer: '/points/security', rule: 'missing' }]);
  expect((await save(expert, id, { ...sheet, advice: null }, 1)).status).toBe(200);
  expect(problemOf(await sign(expert, id, 2)).errors).toMatchObject([{ pointer: '/advice', rule: 'required' }]);
  expect(problemOf(await save(expert, id, sheet, 1))).toMatchObject({ code: 'staleVersion', current: { version: 2 } });
  expect((await save(expert, id, sheet, 2)).status).toBe(200);
  expect((await save(await scene.as(colleague as string), id, sheet, 3)).status).toBe(404); // a colleague's sheet
  expect(problemOf(await sign(expert, id, 2))).toMatchObject({ code: 'staleVersion' }); // what was seen is what is signed
  const signed = await sign(expert, id, 3);
  expect(signed.body).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(problemOf(await save(expert, id, { ...sheet, opinion: '改' }, 3))).toMatchObject({ code: 'wrongState' });
  expect(problemOf(await sign(expert, id, 3))).toMatchObject({ code: 'wrongState' });
  const view = await expert.get<{ sheet: { opinion: string; sha256: string } }>(`/tasks/${id}/scoring`);
  expect(view.sheet).toMatchObject({ opinion: '材料完整。', sha256: (signed.body as { sha256: string }).sha256 });
});

test('who recuses loses every sheet of the category, and the next of the draw takes the seat', async () => {
  const before = await panel();
  const email = (await seats(scene, roundId, 3)).at(-1) as string;
  const expert = await scene.as(email);
  const expertId = await scene.userId(email);
  const tasks = await scoreTasks(scene, email, roundId);
  expect(tasks).toHaveLength(2);
  expect((await expert.call('POST', `/tasks/${tasks[0]?.id}/recusal`, { body: {} })).status).toBe(422);
  await expert.post(`/tasks/${tasks[0]?.id}/recusal`, { reason: '近亲属任职于申报单位' });
  expect(await scoreTasks(scene, email, roundId)).toEqual([]);
  expect((await save(expert, tasks[1]?.id as string, sheet)).status).toBe(409);
  for (const { id } of tasks)
    expect(problemOf(await expert.call('GET', `/tasks/${id}/scoring`))).toMatchObject({ code: 'wrongState' });
  const after = await panel();
  const next = order(before)[5] as string;
  expect(after.members.find((member) => member.expertId === expertId)).toMatchObject({
    state: 'recused',
    reason: '近亲属任职于申报单位',
  });
  expect(
    after.members
      .filter(({ state }) => state === 'seated')
      .map((member) => member.expertId)
      .sort(),
  ).toEqual([...before.members.map((member) => member.expertId).filter((id) => id !== expertId), next].sort());
  const [seated] = await scene.sql<{ email: string }[]>`select email from users where id = ${next}`;
  expect(await scoreTasks(scene, seated?.email as string, roundId)).toHaveLength(2);
  expect((await expert.call('POST', `/tasks/${tasks[1]?.id}/recusal`, { body: { reason: '再次' } })).status).toBe(409);
});
