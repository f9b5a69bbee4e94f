/** The process as a diagram: a case's position on it, and what lies at each desk of a round. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DiagramView } from '../../contracts/diagrams.ts';
import { openCorrection } from '../../db/circulation.ts';
import { awardedApplication } from '../support/awarded.ts';
import type { Client } from '../support/client.ts';
import { applyJointly, decide, sampleApplication } from '../support/story.ts';
import { openScene, type Scene } from '../support/scene.ts';

const food = sampleApplication('food');
const automotive = sampleApplication('automotive');
let scene: Scene;
let lead: Client;
let district: Client;
beforeAll(async () => {
  scene = await openScene();
  lead = await scene.person('enterpriseOwner', { enterprise: food.lead });
  district = await scene.as('jinshui.officer@demo.tenfold.example');
});
afterAll(() => scene.close());

const ofCase = (id: string) => lead.get<DiagramView>(`/applications/${id}/diagram`);
const states = ({ nodes }: DiagramView, ...ids: string[]) =>
  ids.map((id) => nodes.find((node) => node.id === id)?.position?.state);
const WAY = ['submit', 'desk/formCheck', 'desk/recommendation', 'desk/qualification', 'score', 'end/awarded'];

describe('the position of an application', () => {
  test('moves from the draft along its desks, with whom and until when', async () => {
    const roundId = await scene.openRound();
    const { id } = await applyJointly(scene.stage, scene.ids, roundId, food, { submit: false });
    expect(states(await ofCase(id), ...WAY)).toEqual(['current', 'ahead', 'ahead', 'ahead', 'ahead', 'possible']);
    const submitted = await applyJointly(scene.stage, scene.ids, roundId, automotive);
    const owner = await scene.person('enterpriseOwner', { enterprise: automotive.lead });
    const view = await owner.get<DiagramView>(`/applications/${submitted.id}/diagram`);
    expect(states(view, ...WAY)).toEqual(['done', 'current', 'ahead', 'ahead', 'ahead', 'possible']);
    const [task] = await scene.sql<{ dueAt: string; zh: string }[]>`
      select t.due_at, b.name_zh as zh from tasks t join bodies b on b.id = t.body_id where t.case_id = ${submitted.id}`;
    expect(view.nodes.find(({ id: node }) => node === 'desk/formCheck')?.position).toMatchObject({
      dueAt: task?.dueAt,
      holder: { zh: task?.zh },
    });
    expect(view.nodes.every(({ load }) => load === null)).toBe(true);
  });

  test('goes into the correction of the desk that asked, back, and ends at the desk that refuses', async () => {
    const { id } = await applyJointly(scene.stage, scene.ids, await scene.openRound(), food);
    await decide(district, id, 'formCheck', { outcome: 'accepted' });
    const marks = [{ section: 'project', enterpriseId: null, pointer: '/projectName', note: '请核对' }];
    await decide(district, id, 'recommendation', { outcome: 'returned', reason: '请修改', marks });
    await openCorrection(scene.sql, id);
    const asked = ['desk/formCheck', 'correction/formCheck', 'desk/recommendation', 'correction/recommendation'];
    expect(states(await ofCase(id), ...asked)).toEqual(['done', 'possible', 'ahead', 'current']);
    const other = await applyJointly(scene.stage, scene.ids, await scene.openRound(), food);
    await decide(district, other.id, 'formCheck', { outcome: 'notAccepted', reason: '不在范围' });
    const ends = ['desk/formCheck', 'end/refused/formCheck', 'end/refused/recommendation', 'desk/recommendation'];
    expect(states(await ofCase(other.id), ...ends)).toEqual(['stopped', 'reached', 'skipped', 'skipped']);
  });

  test('follows its round to the result', async () => {
    const roundId = await scene.openRound();
    const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
    const stand = (status: string, roundStatus: string) =>
      scene.sql.begin(async (tx) => {
        await tx`update rounds set status = ${roundStatus} where case_id = ${roundId}`;
        await tx`update tasks set status = 'done', outcome = 'accepted' where case_id = ${id} and status = 'open'`;
        await tx`update applications set status = ${status} where case_id = ${id}`;
      });
    const steps = ['drawPanel', 'score', 'propose', 'deliberate', 'notice', 'publish', 'end/awarded'];
    await stand('underReview', 'scoring');
    expect(states(await ofCase(id), ...steps)).toEqual([
      'done',
      'current',
      'ahead',
      'ahead',
      'ahead',
      'ahead',
      'possible',
    ]);
    await stand('ranked', 'deliberation');
    expect(states(await ofCase(id), ...steps).slice(2, 5)).toEqual(['done', 'current', 'ahead']);
    await stand('awarded', 'published');
    expect(states(await ofCase(id), ...steps)).toEqual([...Array(6).fill('done'), 'reached']);
  });
});

test('an objection pauses the line of one application: its own diagram says so, and the round counts it', async () => {
  const { roundId, id } = await awardedApplication(scene);
  await scene.sql`update rounds set status = 'publication' where case_id = ${roundId}`;
  await scene.sql`update applications set status = 'noticed' where case_id = ${id}`;
  const [item] = await scene.sql<{ id: string }[]>`
    update notice_items set state = 'paused' where application_id = ${id} returning id`;
  const [matter] = await scene.sql<{ id: string }[]>`insert into cases (kind) values ('objection') returning id`;
  const caseId = matter?.id ?? '';
  await scene.sql`
    insert into objections (case_id, no, round_id, item_id, objector_id, real_name, mobile, statement, filed_at)
    values (${caseId}, ${`TEST-${caseId}`}, ${roundId}, ${item?.id ?? ''}, 'x', 'x', 'x', 'x', now())`;
  await scene.sql`select open_task(${caseId}, ${roundId}, 'objection', 'cityOfficer', null, null, null, 10, 3, '[]', '{}', 0, null)`;
  const view = await ofCase(id);
  expect(states(view, 'notice', 'objection', 'publish')).toEqual(['done', 'current', 'ahead']);
  expect(view.nodes.find((node) => node.id === 'objection')?.position?.dueAt).toBeTruthy();
  const { nodes } = await scene.city.get<DiagramView>(`/rounds/${roundId}/diagram`);
  const cases = (node: string) => nodes.find((one) => one.id === node)?.load?.cases;
  expect([cases('objection'), cases('notice'), cases('publish')]).toEqual([1, 0, 0]);
  await scene.sql`update tasks set status = 'done', decided_at = now() where case_id = ${caseId}`;
  await scene.sql`update notice_items set state = 'ready' where id = ${item?.id ?? ''}`;
  expect(states(await ofCase(id), 'notice', 'objection', 'publish')).toEqual(['done', 'done', 'current']);
  expect(
    (await scene.city.get<DiagramView>(`/rounds/${roundId}/diagram`)).nodes.find((one) => one.id === 'publish')?.load
      ?.cases,
  ).toBe(1);
});

describe('the load of a round', () => {
  const loadsOf = async (roundId: string) => {
    const { nodes } = await scene.city.get<DiagramView>(`/rounds/${roundId}/diagram`);
    return Object.fromEntries(nodes.map(({ id, load }) => [id, load]));
  };

  test('counts cases, overdue ones and the median working days of a rehearsal’s clock', async () => {
    const roundId = await scene.openRound(); // a working day is an hour
    const a = await applyJointly(scene.stage, scene.ids, roundId, food);
    const b = await applyJointly(scene.stage, scene.ids, roundId, automotive);
    expect((await loadsOf(roundId))['desk/formCheck']).toEqual({
      cases: 2,
      overdue: 0,
      decided: 0,
      medianWorkingDays: null,
    });
    await decide(district, a.id, 'formCheck', { outcome: 'accepted' });
    const economic = await scene.as('economic.officer@demo.tenfold.example');
    await decide(economic, b.id, 'formCheck', { outcome: 'notAccepted', reason: '不在范围' });
    await scene.sql`
      update tasks set opened_at = decided_at - case when case_id = ${a.id} then interval '2 hours' else interval '5 hours' end
      where round_id = ${roundId} and status = 'done'`;
    await scene.sql`update tasks set due_at = now() - interval '1 second' where case_id = ${a.id} and status = 'open'`;
    const loads = await loadsOf(roundId);
    expect(loads['desk/formCheck']).toEqual({ cases: 0, overdue: 0, decided: 2, medianWorkingDays: 3.5 });
    expect(loads['desk/recommendation']).toMatchObject({ cases: 1, overdue: 1 });
    expect(loads['end/refused/formCheck']).toMatchObject({ cases: 1 });
  });

  test('counts working days of the legal calendar: from Friday to Monday is one', async () => {
    const roundId = await scene.openRound();
    await scene.sql`update cases set working_day_ms = null where id = ${roundId}`;
    const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
    await decide(district, id, 'formCheck', { outcome: 'accepted' });
    await scene.sql`
      update tasks set opened_at = '2026-11-20T15:59:00Z', decided_at = '2026-11-22T16:01:00Z' where case_id = ${id} and status = 'done'`;
    expect((await loadsOf(roundId))['desk/formCheck']?.medianWorkingDays).toBe(1);
  });
});

test('everybody sees the process of a call, nobody that of a draft', async () => {
  const roundId = await scene.openRound();
  const view = await scene.system.anonymous.get<DiagramView>(`/public/calls/${roundId}/diagram`);
  expect(view.nodes.every(({ load, position }) => load === null && position === null)).toBe(true);
  const draft = await scene.city.post<{ id: string }>('/rounds', {
    programmeKey: 'zhengzhou-ecommerce',
    title: { zh: '草稿', en: 'Draft' },
    categoryNos: [3],
    closesAt: new Date(Date.now() + 86_400_000).toISOString(),
    workingDayMs: 3_600_000,
  });
  expect((await scene.system.anonymous.call('GET', `/public/calls/${draft.id}/diagram`)).status).toBe(404);
});
