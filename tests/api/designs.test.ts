/** The designer over HTTP: drafts saved and judged, four eyes, versions that running cases never notice, trials, comparison. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DesignView, ProgrammeHistory } from '../../contracts/designs.ts';
import type { Pack } from '../../contracts/programme.ts';
import { loadProgramme } from '../../db/seed.ts';
import { loadPack } from '../../programmes/load.ts';
import { type Client, Refusal } from '../support/client.ts';
import { openScene, problemOf, type Scene } from '../support/scene.ts';
import { applyJointly, sampleApplication } from '../support/story.ts';

const KEY = 'zhengzhou-ecommerce';
let scene: Scene;
let writer: Client;
let checker: Client;
beforeAll(async () => {
  scene = await openScene();
  writer = scene.city;
  checker = await scene.as('city.officer2@demo.tenfold.example');
}, 60_000);
afterAll(() => scene.close());

type Section = { schema: { properties: { summary: { maxLength: number } } } };
type Content = Pack & Record<string, unknown>;
const open = async (fromVersion = 1) =>
  (await writer.post<{ id: string }>('/designs', { programmeKey: KEY, fromVersion })).id;
const read = (client: Client, id: string) => client.get<DesignView>(`/designs/${id}`);
async function change(client: Client, id: string, edit: (content: Content) => void) {
  const { content, version } = await read(client, id);
  const edited = structuredClone(content) as Content;
  edit(edited);
  return client.put<{ version: number; faults: { path: string; rule: string }[] }>(
    `/designs/${id}`,
    { content: edited },
    { ifMatch: version },
  );
}
const act = async (client: Client, id: string, verb: string, body: object = {}) =>
  client.post<{ version: number; publishedVersion: number | null }>(`/designs/${id}/${verb}`, body, {
    ifMatch: (await read(client, id)).version,
  });
const history = () => writer.get<ProgrammeHistory>(`/programmes/${KEY}`);
/** Publishes an edit as the next version and gives its number. */
async function publish(edit: (content: Content) => void): Promise<number> {
  const { current } = await history();
  const id = await open(current);
  await change(writer, id, edit);
  await act(writer, id, 'proposal', { note: '依会议纪要调整', supersedes: current });
  return (await act(checker, id, 'publication')).publishedVersion as number;
}
const officeFacts = async () =>
  (
    await scene.sql<{ kind: string }[]>`
      select f.kind from facts f join cases c on c.id = f.case_id where c.kind = 'office' and f.kind like 'programme%' order by f.version`
  ).map(({ kind }) => kind);

test('a draft keeps what is unfinished and names each fault; faults keep it from being proposed', async () => {
  const id = await open();
  expect(await open()).toBe(id);
  const saved = await change(writer, id, ({ policy }) => {
    policy.rubric.criteria[0] = { ...(policy.rubric.criteria[0] as (typeof policy.rubric.criteria)[0]), maxPoints: 20 };
  });
  expect(saved.faults).toMatchObject([
    { path: '/policy/rubric/criteria', rule: 'pointsNot100', values: { points: 95 } },
    { path: '/policy/rubric/criteria/0/anchors/2/points', rule: 'aboveMaxPoints' },
  ]);
  const refused = await writer.call('POST', `/designs/${id}/proposal`, {
    body: { note: '试', supersedes: 1 },
    ifMatch: saved.version,
  });
  expect(problemOf(refused)).toMatchObject({ status: 422, code: 'invalid' });
  expect((await read(writer, id)).status).toBe('editing');
  await act(writer, id, 'discarding');
  expect((await history()).design).toBeNull();
});

test('a second editor is told who saved in between, and nothing is lost', async () => {
  const id = await open();
  const { version, content } = await read(writer, id);
  await change(writer, id, ({ policy }) => {
    policy.notice.workingDays = 8;
  });
  const late = await checker.call('PUT', `/designs/${id}`, { body: { content }, ifMatch: version });
  expect(late.status).toBe(412);
  expect(late.body).toMatchObject({ code: 'staleVersion', current: { version: version + 1, savedBy: '蔡正宏' } });
  expect(((await read(writer, id)).content as Content).policy.notice.workingDays).toBe(8);
  await act(writer, id, 'discarding');
});

test('what other records hang on cannot be changed, and content has limits', async () => {
  const id = await open();
  const { version, content } = await read(writer, id);
  const put = (edited: unknown) =>
    writer.call('PUT', `/designs/${id}`, { body: { content: edited }, ifMatch: version });
  expect(problemOf(await put({ ...content, receiptPrefix: 'XX' })).errors).toMatchObject([
    { pointer: '/content/receiptPrefix', rule: 'fixed' },
  ]);
  const deep = JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`) as unknown;
  expect(problemOf(await put({ ...content, guide: deep })).errors).toMatchObject([{ rule: 'tooDeep' }]);
  expect(problemOf(await put({ ...content, guide: 'x'.repeat(10_001) })).errors).toMatchObject([
    { rule: 'textTooLong' },
  ]);
  expect(problemOf(await put([])).status).toBe(422);
  await act(writer, id, 'discarding');
});

describe('publishing', () => {
  test('takes a second person; the new version comes into force with its note, and the office chain tells it', async () => {
    const before = (await officeFacts()).length;
    const id = await open();
    await change(writer, id, ({ policy }) => {
      policy.notice.workingDays = 10;
    });
    const changed = await act(writer, id, 'proposal', { note: '公示期延长', supersedes: 1 });
    const own = await writer.call('POST', `/designs/${id}/publication`, { body: {}, ifMatch: changed.version });
    expect(problemOf(own)).toMatchObject({ code: 'forbidden', errors: [{ rule: 'makerIsChecker' }] });
    await act(checker, id, 'return', { reason: '请写明依据' });
    expect(await read(writer, id)).toMatchObject({ status: 'editing', returnedReason: '请写明依据' });
    await act(writer, id, 'proposal', { note: '公示期延长：市政府会议纪要', supersedes: 1 });
    const locked = await read(writer, id);
    const late = await writer.call('PUT', `/designs/${id}`, {
      body: { content: locked.content },
      ifMatch: locked.version,
    });
    expect(problemOf(late)).toMatchObject({ code: 'wrongState', status: 409 });
    expect(locked.allowed).toEqual(['return']);
    expect((await read(checker, id)).allowed).toEqual(['return', 'publish']);
    const { publishedVersion } = await act(checker, id, 'publication');
    const after = await history();
    expect(after.current).toBe(publishedVersion);
    expect(after.versions[0]).toMatchObject({
      version: publishedVersion,
      origin: 'office',
      inForce: true,
      note: '公示期延长：市政府会议纪要',
      draftedBy: ['蔡正宏'],
      publishedBy: '贾倩',
    });
    expect((await officeFacts()).slice(before)).toEqual([
      'programmeProposed',
      'programmeReturned',
      'programmeProposed',
      'programmePublished',
    ]);
  });

  test('two checkers at the same moment publish once', async () => {
    const { current } = await history();
    const id = await open(current);
    await change(writer, id, ({ policy }) => {
      policy.minWindowDays += 1;
    });
    await act(writer, id, 'proposal', { note: '两人同时', supersedes: current });
    const { version } = await read(checker, id);
    const both = await Promise.all(
      [1, 2].map(() => checker.call('POST', `/designs/${id}/publication`, { body: {}, ifMatch: version })),
    );
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
    expect((await history()).current).toBe(current + 1);
  });

  test('a running round and its cases keep form, rubric and days; a new round takes the new version', async () => {
    const roundId = await scene.openRound({ categoryNos: [3] });
    const was = (await scene.round(roundId)).policy;
    const { id } = await applyJointly(scene.stage, scene.ids, roundId, sampleApplication('food'));
    const caseBefore = await scene.view(scene.city, id);
    const version = await publish(({ policy }) => {
      policy.desks[0] = { ...(policy.desks[0] as (typeof policy.desks)[0]), workingDays: 9 };
      policy.rubric.passMark = 70;
      const [project] = policy.form.sections as unknown as [Section];
      project.schema.properties.summary.maxLength = 900;
    });
    const round = await scene.round(roundId);
    expect(round.policy).toEqual(was);
    expect(round.programmeVersion).toBeLessThan(version);
    const caseAfter = await scene.view(scene.city, id);
    expect(caseAfter.form).toEqual(caseBefore.form);
    const next = await scene.round(await scene.openRound({ categoryNos: [3] }));
    expect(next.programmeVersion).toBe(version);
    expect(next.policy).toMatchObject({ rubric: { passMark: 70 }, form: { version: was.form.version + 1 } });
    expect(next.policy.desks[0]?.workingDays).toBe(9);
  });

  test('a version that came into force meanwhile must be looked at first', async () => {
    const { current } = await history();
    const id = await open(current);
    await change(writer, id, ({ policy }) => {
      policy.minWindowDays = 40;
    });
    const { version } = await read(writer, id);
    const reply = await writer.call('POST', `/designs/${id}/proposal`, {
      body: { note: '旧版本', supersedes: current - 1 },
      ifMatch: version,
    });
    expect(problemOf(reply)).toMatchObject({ code: 'conflict', newestVersion: current });
    await act(writer, id, 'discarding');
  });

  test('a pack file that comes later is offered under the next number and displaces nothing', async () => {
    const { current, versions } = await history();
    const file = { ...loadPack(KEY), version: 2, period: { fromYear: 2010, toYear: 2020 } };
    const load = () => scene.sql.begin((tx) => loadProgramme(tx, file));
    await load();
    await load();
    const after = await history();
    expect(after.current).toBe(current);
    expect(after.versions.length).toBe(versions.length + 1);
    expect(after.versions[0]).toMatchObject({ version: current + 1, origin: 'file', fileVersion: 2, inForce: false });
    const { pack } = await writer.get<{ pack: Pack }>(`/programmes/${KEY}/versions/${current + 1}`);
    expect(pack).toMatchObject({ version: current + 1, period: { toYear: 2020 } });
    // It can be started from: the office decides.
    const id = await open(current + 1);
    expect(await read(writer, id)).toMatchObject({ baseVersion: current + 1, newestVersion: current, faults: [] });
    await act(writer, id, 'discarding');
  });

  test('a published version can be neither changed nor deleted, not even by hand', async () => {
    await expect(scene.sql`update programmes set note = 'x' where key = ${KEY}`).rejects.toThrow('append-only');
    await expect(scene.sql`delete from programmes where key = ${KEY}`).rejects.toThrow('append-only');
  });
});

describe('the policy of a round', () => {
  const draftRound = async () => {
    const { id } = await writer.post<{ id: string }>('/rounds', {
      programmeKey: KEY,
      title: { zh: '草拟批次', en: 'Draft round' },
      categoryNos: [2],
      closesAt: new Date(Date.now() + 86_400_000).toISOString(),
      workingDayMs: 3_600_000,
    });
    return id;
  };

  test('is edited while the round is a draft, and taken over by its writer; opening waits for that', async () => {
    const roundId = await draftRound();
    const { id } = await writer.post<{ id: string }>('/designs', { roundId });
    await change(writer, id, ({ policy }) => {
      policy.panel.size = 7;
    });
    expect((await scene.round(roundId)).designId).toBe(id);
    const opening = await writer.call('POST', `/rounds/${roundId}/opening`, { body: {} });
    expect(problemOf(opening)).toMatchObject({ code: 'notReady', designId: id });
    await act(writer, id, 'publication');
    expect((await scene.round(roundId)).policy.panel.size).toBe(7);
    const changes = await writer.get<{ items: { pointer: string }[] }>(
      `/programmes/${KEY}/comparison?from=1&round=${roundId}`,
    );
    expect(changes.items.map(({ pointer }) => pointer)).toContain('/policy/panel/size');
    await writer.post(`/rounds/${roundId}/opening`);
    const refused = await writer.call('POST', '/designs', { body: { roundId } });
    expect(problemOf(refused)).toMatchObject({ code: 'wrongState', status: 409 });
    const facts = await scene.sql<{ kind: string; payload: { changes: unknown } }[]>`
      select kind, payload from facts where case_id = ${roundId} and kind = 'roundPolicyChanged'`;
    expect(facts).toMatchObject([{ payload: { changes: [{ kind: 'changed', pointer: '/policy/panel/size' }] } }]);
  });

  test('nothing but the policy changes there', async () => {
    const { id } = await writer.post<{ id: string }>('/designs', { roundId: await draftRound() });
    await expect(
      change(writer, id, (content) => {
        content.guide.pop();
      }),
    ).rejects.toThrow(Refusal);
  });
});

describe('trying out', () => {
  test('data of a section is judged as applications are, and rules read a real application', async () => {
    const roundId = await scene.openRound({ categoryNos: [3] });
    const { id: applicationId } = await applyJointly(scene.stage, scene.ids, roundId, sampleApplication('food'));
    const { current } = await history();
    const id = await open(current);
    const trial = await writer.post<{ faults: { pointer: string; rule: string }[] }>(`/designs/${id}/form-trial`, {
      section: 'otherFunding',
      categoryNo: 3,
      data: { hasOther: true },
    });
    expect(trial.faults).toEqual([{ pointer: '/items', rule: 'required' }]);
    const { items } = await writer.get<{ items: { id: string }[] }>(`/designs/${id}/trial-applications`);
    expect(items.map((item) => item.id)).toContain(applicationId);
    const facts = await writer.get<{ lead: Record<string, unknown>; partners: unknown[] }>(
      `/designs/${id}/trial-applications/${applicationId}`,
    );
    expect(facts.lead).toHaveProperty('partyProfile');
    expect(facts.partners).toHaveLength(1);
    await act(writer, id, 'discarding');
  });
});

test('the auditor reads, and changes nothing', async () => {
  const auditor = await scene.person('auditor');
  const id = await open((await history()).current);
  expect((await read(auditor, id)).allowed).toEqual([]);
  const { version, content } = await read(auditor, id);
  const put = await auditor.call('PUT', `/designs/${id}`, { body: { content }, ifMatch: version });
  expect(problemOf(put)).toMatchObject({ code: 'forbidden' });
});
