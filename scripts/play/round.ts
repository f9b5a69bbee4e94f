/** A rehearsed round from its open call to the published result, every step taken by those whose step it is. */
import { setTimeout as pause } from 'node:timers/promises';
import type { RoundView } from '../../contracts/rounds.ts';
import { decide, openTask, type Person, scoreSheets } from './acts.ts';
import type { Client } from './client.ts';
import type { Narrator } from './narrator.ts';
import type { People } from './people.ts';

/** An application as the rehearsal follows it. */
export type Entry = {
  id: string;
  categoryNo: number;
  project: string;
  lead: Client;
  /** Body that recommends it. */
  bodyId: string;
  /** Share of the points that the experts give, 0..1. */
  share: number;
  /** What the form check brings: taken up, asked for a correction that comes, or for one that never comes. */
  formCheck: 'accepted' | 'corrected' | 'lapsed';
};

const PATIENCE_MS = 180_000;
const LOOK_MS = 150;

/** Asks until there is an answer. Fails with `what` when it never comes. */
export async function until<T>(what: string, ask: () => Promise<T | false | null | undefined>): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined) return answer;
    if (Date.now() > giveUpAt) throw new Error(`never came: ${what}`);
    await pause(LOOK_MS);
  }
}

/** Does the work of all, a few at a time. */
export async function fewAtATime<T>(
  items: readonly T[],
  atATime: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const hand = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atATime }, hand));
}

/** Decides an open task of the case as soon as it is there. */
async function act(person: Person, caseId: string, step: string, decision: Record<string, unknown>): Promise<void> {
  await until(`${step} of ${caseId}`, () => openTask(person, caseId, step));
  await decide(person, caseId, step, decision);
}

export type Company = { people: People; narrator: Narrator; office: Client; roundId: string };

export const roundOf = ({ office, roundId }: Company) => office.get<RoundView>(`/rounds/${roundId}`);
export const untilStatus = (company: Company, ...wanted: string[]) =>
  until(`round ${wanted.join(' or ')}`, async () => {
    const round = await roundOf(company);
    return wanted.includes(round.status) && round;
  });

/** 形式审查 → 推荐 → 资格审查, with the correction that the entry's part foresees. */
export async function circulate(company: Company, entry: Entry): Promise<void> {
  const { people, narrator, office } = company;
  const { id, categoryNo, project, lead } = entry;
  const district = await people.inRole('districtOfficer', entry.bodyId);
  if (entry.formCheck !== 'accepted') {
    await act(district, id, 'formCheck', {
      outcome: 'correction',
      marks: [{ section: 'project', enterpriseId: null, pointer: '/summary', note: '请写明三年内服务企业的数量' }],
    });
    narrator.tell(`类别${categoryNo}《${project}》一次性告知补正`, `category ${categoryNo}: a correction is asked for`);
    if (entry.formCheck === 'lapsed') {
      await until('the correction lapses', async () => {
        const { status } = await lead.get<{ status: string }>(`/applications/${id}`);
        return status === 'deemedWithdrawn';
      });
      narrator.tell(
        `类别${categoryNo}逾期未补正，视为撤回`,
        `category ${categoryNo}: nobody answers, deemed withdrawn`,
      );
      return;
    }
    await correct(people, entry);
    narrator.tell(`类别${categoryNo}补正已提交`, `category ${categoryNo}: the correction comes in time`);
  }
  await act(district, id, 'formCheck', { outcome: 'accepted' });
  await act(district, id, 'recommendation', { outcome: 'recommended' });
  await act(office, id, 'qualification', { outcome: 'qualified' });
  narrator.tell(
    `类别${categoryNo}《${project}》受理、推荐、资格审查通过`,
    `category ${categoryNo}: accepted, recommended, qualified`,
  );
}

async function correct({ password }: People, { id, lead }: Entry): Promise<void> {
  type View = {
    correction: { taskId: string } | null;
    sections: { section: string; enterpriseId: string | null; version: number; data: { summary?: string } }[];
  };
  const view = await until('the correction', async () => {
    const found = await lead.get<View>(`/applications/${id}`);
    return found.correction && found;
  });
  const project = view.sections.find(({ section, enterpriseId }) => section === 'project' && enterpriseId === null);
  await lead.put(
    `/applications/${id}/sections/project/shared`,
    { data: { ...project?.data, summary: `${project?.data.summary ?? ''}三年内服务企业不少于1500家。` } },
    { ifMatch: project?.version ?? 0 },
  );
  await lead.post(`/applications/${id}/corrections`, { taskId: view.correction?.taskId, password });
}

/** 随机抽取专家; where a category is named, one of its experts recuses and the next of the draw takes the seat. */
export async function drawPanels(company: Company, recusalIn: number | null): Promise<void> {
  const { people, narrator, office, roundId } = company;
  await untilStatus(company, 'panel');
  await office.post(`/rounds/${roundId}/panels`);
  narrator.tell('随机抽取评审专家，种子存档', 'experts are drawn at random; the seed is on record');
  if (recusalIn === null) return;
  for (const { email } of people.cast.experts) {
    const expert = await people.as(email);
    const { items } = await expert.get<{ items: { id: string }[] }>(
      `/tasks?view=open&step=score&roundId=${roundId}&categoryNo=${recusalIn}&perPage=1`,
    );
    if (!items[0]) continue;
    await expert.post(`/tasks/${items[0].id}/recusal`, { reason: '本人近三年为其中一家申报单位提供过咨询服务。' });
    narrator.tell(
      `类别${recusalIn}一位专家回避，按抽取顺序递补`,
      `category ${recusalIn}: an expert recuses, the next of the draw is seated`,
    );
    return;
  }
  throw new Error(`no expert sits on the panel of category ${recusalIn}`);
}

/** 专家评审 → 拟定建议名单 → 审议 → 公示. */
export async function review(company: Company, entries: readonly Entry[]): Promise<void> {
  const { people, narrator, office, roundId } = company;
  const shareOf = (id: string) => entries.find((entry) => entry.id === id)?.share ?? 0;
  let signed = 0;
  await fewAtATime(people.cast.experts, 3, async ({ email }) => {
    const sheets = await scoreSheets(await people.as(email), roundId, shareOf);
    signed += sheets;
  });
  narrator.tell(`专家独立打分并签署${signed}份评分表`, `experts score on their own and sign ${signed} sheets`);
  await untilStatus(company, 'ranked');
  await act(office, roundId, 'propose', { outcome: 'forward', reason: '按冻结排名拟定建议名单。' });
  narrator.tell('排名冻结，提出建议名单', 'the ranking is frozen; the office proposes the list');
  const group = await people.inRole('promotionMember');
  await act(group, roundId, 'deliberate', { outcome: 'approved', minutes: '会议审议，同意建议名单。' });
  await untilStatus(company, 'notice');
  narrator.tell('推进小组审议通过，开始公示', 'the promotion group approves; the public notice runs');
}

/** 公布: the office publishes whatever is through its notice, until nothing of the round is left. */
export async function publishAll(company: Company): Promise<RoundView> {
  const { narrator, office, roundId } = company;
  for (;;) {
    const round = await untilStatus(company, 'publication', 'published');
    if (round.status === 'published') {
      narrator.tell('结果公布', 'the results are published');
      return round;
    }
    const task = await openTask(office, roundId, 'publish');
    if (!task) {
      await pause(LOOK_MS);
      continue;
    }
    await decide(office, roundId, 'publish', { outcome: 'published' });
    await until('the publication', async () => {
      const { status, tasks } = await roundOf(company);
      return status !== 'publication' || tasks.length > 0;
    });
  }
}
