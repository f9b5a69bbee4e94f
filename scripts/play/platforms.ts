/**
 * 演练: the ten platforms of the plan on a compressed clock, from the call to ten winners, played through the public API by all the people in
 * it. On the way: a correction, one that lapses, a recusal, an objection upheld with its reserve promoted, one rejected, a category that
 * nobody wins and that is called again.
 */
import type { Pack } from '../../contracts/programme.ts';
import { apply } from './acts.ts';
import { type Applicant, newApplicant, type Registry, registry } from './applicants.ts';
import type { Client } from './client.ts';
import type { Narrator } from './narrator.ts';
import { judge, noticeLines, object } from './objections.ts';
import type { People } from './people.ts';
import {
  circulate,
  type Company,
  drawPanels,
  type Entry,
  fewAtATime,
  publishAll,
  review,
  untilStatus,
} from './round.ts';

/** Events told below, so that the bar tells the truth; each rival in nine categories adds its submission and its circulation. */
export const eventsOf = (rivals: number) => 48 + rivals * 18;
const AT_A_TIME = 3;
const HOUR_MS = 3_600_000;

/** The twists, by category number of the plan. */
const UPHELD = 3;
const REJECTED = 4;
const CORRECTED = 5;
const LAPSED = 6;
const RECUSED = 8;
/** Shares of the points. */
const WINNING = 0.84;
const RESERVE = 0.78;

/** `workingDayMs`: length of a working day. `rivals`: further consortia in each category, for load; where the correction lapses there are none. */
export type Play = { workingDayMs: number; rivals: number };
export type Played = { categories: number; decided: number; recalled: number[]; facts: number };
type Programme = Pick<Pack, 'key' | 'categories' | 'bodies'>;
type Troupe = {
  baseUrl: string;
  people: People;
  narrator: Narrator;
  numbers: Registry;
  programme: Programme;
  services: Applicant[];
};

/** Plays the whole. Throws when anything does not come as the plan says. */
export async function playPlatforms(
  baseUrl: string,
  people: People,
  narrator: Narrator,
  { workingDayMs, rivals }: Play,
): Promise<Played> {
  const office = await people.inRole('cityOfficer');
  const programme = await office.get<Programme>('/public/programmes/zhengzhou-ecommerce');
  const troupe: Troupe = { baseUrl, people, narrator, numbers: registry(), programme, services: [] };

  narrator.chapter('一、申报', '1. The call');
  await fewAtATime([1, 2, 3, 4], AT_A_TIME, async () => {
    troupe.services.push(await enterprise(troupe, 'third-party-service', '郑州演练电商服务'));
  });
  narrator.tell('四家第三方电子商务服务企业注册', 'four third-party service enterprises register');
  const company = await openCall(
    troupe,
    office,
    programme.categories.map(({ no }) => no),
    workingDayMs,
  );
  const entries: Entry[] = [];
  const consortia = programme.categories.flatMap(({ no }) => [
    { no, share: no === UPHELD ? 0.9 : WINNING },
    ...(no === UPHELD ? [{ no, share: RESERVE }] : []),
    ...(no === LAPSED ? [] : Array.from({ length: rivals }, () => ({ no, share: 0.65 }))),
  ]);
  await fewAtATime(consortia, AT_A_TIME, async ({ no, share }) => {
    const entry = await enter(troupe, company.roundId, no, share);
    entries.push({ ...entry, formCheck: formCheckOf(no, share) });
  });
  await close(company);

  narrator.chapter('二、初审、推荐与资格审查', '2. Circulation');
  await fewAtATime(entries, AT_A_TIME, (entry) => circulate(company, entry));

  narrator.chapter('三、专家评审与审议', '3. Review and decision');
  await drawPanels(company, RECUSED);
  await review(company, entries);

  narrator.chapter('四、公示与异议', '4. Notice and objections');
  await objections(company, entries);
  const published = await publishAll(company);
  const open = published.categories.filter(({ result }) => result?.outcome === 'leftOpen').map(({ no }) => no);
  if (open.join() !== String(LAPSED)) throw new Error(`left open: ${open.join(', ')}, expected ${LAPSED}`);

  narrator.chapter('五、空缺类别重新征集', '5. The open category is called again');
  const recalled = await recall(troupe, company, open);
  const decided = [...published.categories, ...recalled.categories].filter(
    ({ result }) => result?.outcome === 'winner',
  );
  return {
    categories: programme.categories.length,
    decided: new Set(decided.map(({ no }) => no)).size,
    recalled: open,
    facts: await verifyChain(people, narrator),
  };
}

async function enterprise(
  { people, numbers, programme }: Troupe,
  kind: string,
  title: string,
): Promise<Applicant & { bodyId: string }> {
  const districts = programme.bodies.filter(({ divisionCode }) => divisionCode !== null);
  const body = districts[numbers.next() % districts.length];
  if (!body?.divisionCode) throw new Error('the programme has no districts');
  const applicant = await newApplicant(people, numbers, {
    kind,
    title,
    bodyId: body.id,
    divisionCode: body.divisionCode,
  });
  return { ...applicant, bodyId: body.id };
}

async function openCall(
  { people, narrator, numbers }: Troupe,
  office: Client,
  categoryNos: number[],
  workingDayMs: number,
): Promise<Company> {
  const { id: roundId } = await office.post<{ id: string }>('/rounds', {
    programmeKey: 'zhengzhou-ecommerce',
    title: { zh: `十大平台演练 ${numbers.run}`, en: `Rehearsal of the ten platforms ${numbers.run}` },
    categoryNos,
    closesAt: new Date(Date.now() + HOUR_MS).toISOString(),
    workingDayMs,
  });
  await office.post(`/rounds/${roundId}/opening`);
  narrator.tell('办公室发布申报通知', 'the office publishes the call');
  return { people, narrator, office, roundId };
}

async function close(company: Company): Promise<void> {
  await company.office.post(`/rounds/${company.roundId}/closing`, {
    closesAt: new Date().toISOString(),
    reason: '演练：全部申报已提交。',
  });
  await untilStatus(company, 'closed', 'panel');
  company.narrator.tell('申报截止', 'the call closes');
}

/** A generated lead and one of the service enterprises apply jointly, with the contents of the demo's sample. */
async function enter(troupe: Troupe, roundId: string, categoryNo: number, share: number): Promise<Entry> {
  const { baseUrl, people, narrator, numbers, programme, services } = troupe;
  const category = programme.categories.find(({ no }) => no === categoryNo);
  const [sample] = people.cast.applications;
  const [leadPart, partnerPart] = sample?.parties ?? [];
  if (!category || !sample || !leadPart || !partnerPart)
    throw new Error('the demo cast has no sample of a joint application');
  const industry = category.name.zh.replace(/(电子商务)?服务平台$/, '');
  const lead = await enterprise(troupe, 'backbone', `郑州演练${industry}`);
  const partner = services[numbers.next() % services.length] as Applicant;
  const project = `${industry}平台演练项目（${numbers.run}-${numbers.next() % 1000}）`;
  const { id } = await apply(
    { baseUrl, as: people.as },
    {
      roundId,
      categoryNo,
      password: people.password,
      parties: [
        { ...lead, shareBp: leadPart.shareBp, sections: ownSections(leadPart.sections, lead) },
        { ...partner, shareBp: partnerPart.shareBp, sections: ownSections(partnerPart.sections, partner) },
      ],
      shared: {
        ...sample.shared,
        project: {
          ...sample.shared.project,
          projectName: project,
          summary: `${project}：${String(sample.shared.project?.summary)}`,
        },
        services: {
          ...sample.shared.services,
          plans: Object.fromEntries(category.requiredServices.map(({ code, name }) => [code, planOf(name.zh)])),
        },
      },
    },
  );
  narrator.tell(
    `类别${categoryNo}《${project}》联合申报提交`,
    `category ${categoryNo}: a consortium signs and submits`,
  );
  return {
    id,
    categoryNo,
    project,
    lead: lead.owner as Client,
    bodyId: lead.bodyId,
    share,
    formCheck: 'accepted',
  };
}

const formCheckOf = (no: number, share: number): Entry['formCheck'] =>
  no === LAPSED ? 'lapsed' : no === CORRECTED && share === WINNING ? 'corrected' : 'accepted';

/** The sample's private sections with what identifies the enterprise replaced by its own. */
function ownSections(sections: Record<string, Record<string, unknown>>, own: Applicant): Record<string, unknown> {
  return {
    ...sections,
    partyProfile: {
      ...sections.partyProfile,
      legalRepresentative: own.legalRepresentative,
      establishedOn: '2005-03-18',
      contact: {
        name: own.legalRepresentative,
        mobile: own.mobile,
        email: `contact@${own.identifier.toLowerCase()}.example.com`,
      },
      platformUrls: [`https://${own.identifier.toLowerCase()}.example.com`],
    },
  };
}

const planOf = (service: string) => ({
  status: 'planned',
  readyOn: '2028-03-31',
  plan: `${service}：完成需求调研与方案设计，分两期建设并接入全市企业，按季度报告进度。`,
});

/** One objection is upheld: the reserve moves up and has a notice of its own. One is rejected: the line is restored. */
async function objections(company: Company, entries: readonly Entry[]): Promise<void> {
  const { people, narrator } = company;
  const lines = await noticeLines(company, 'first');
  const lineOf = (no: number) => {
    const line = lines.find(({ categoryNo, place }) => categoryNo === no && place === 'winner');
    if (!line) throw new Error(`category ${no} is not on the notice`);
    return line;
  };
  const rival = entries.find(({ categoryNo, share }) => categoryNo === UPHELD && share === RESERVE);
  const bystander = entries.find(({ categoryNo }) => categoryNo === 1);
  if (!rival || !bystander) throw new Error('nobody is there to object');
  const sound = await object(
    rival.lead,
    lineOf(UPHELD),
    '李建国',
    '公示项目所附服务企业名单中有十二家企业从未与其签订服务协议，附企业书面证明，请予核查。',
  );
  const unsound = await object(
    bystander.lead,
    lineOf(REJECTED),
    '王雪梅',
    '认为公示项目的建设内容与其他平台重复，请复核其必要性，附相关公开报道。',
  );
  narrator.tell('两件实名异议提出，仅暂停所涉项目', 'two objections under real names; only their lines are paused');
  const handler = await people.as(people.emails('cityOfficer')[1] as string);
  await judge(handler, sound, 'upheld', {
    reason: '经核查，所附名单与事实不符，异议成立。',
    publicReason: '经核查，申报材料所附服务企业名单与事实不符。',
  });
  narrator.tell(`类别${UPHELD}异议成立，项目撤下`, `category ${UPHELD}: the objection is upheld, the project struck`);
  await judge(handler, unsound, 'rejected', {
    reason: '经复核，建设内容与其他平台不重复，异议不成立。',
    publicReason: '经复核，异议不成立。',
  });
  narrator.tell(
    `类别${REJECTED}异议不成立，恢复公示`,
    `category ${REJECTED}: the objection is rejected, the line restored`,
  );
  await noticeLines(company, 'reserve');
  narrator.tell(
    `类别${UPHELD}备选经信用复核递补，单独公示`,
    `category ${UPHELD}: the reserve passes a new credit check and has its own notice`,
  );
}

/** 重新征集: what nobody won is called again, and won. */
async function recall(troupe: Troupe, old: Company, categoryNos: readonly number[]) {
  const { office, narrator } = old;
  const { id: roundId } = await office.post<{ id: string }>(`/rounds/${old.roundId}/recall`, {
    title: { zh: `十大平台演练 ${troupe.numbers.run} 重新征集`, en: `Rehearsal ${troupe.numbers.run}, called again` },
    closesAt: new Date(Date.now() + HOUR_MS).toISOString(),
  });
  await office.post(`/rounds/${roundId}/opening`);
  narrator.tell(`类别${categoryNos.join('、')}重新征集`, `category ${categoryNos.join(', ')} is called again`);
  const company = { ...old, roundId };
  const entries: Entry[] = [];
  for (const no of categoryNos) entries.push(await enter(troupe, roundId, no, 0.86));
  await close(company);
  for (const entry of entries) await circulate(company, entry);
  await drawPanels(company, null);
  await review(company, entries);
  return publishAll(company);
}

/** The auditor recomputes every chain. @returns the facts verified */
async function verifyChain(people: People, narrator: Narrator): Promise<number> {
  const auditor = await people.inRole('auditor');
  const { sound, facts } = await auditor.get<{ sound: boolean; facts: number }>('/audit/verification');
  if (!sound) throw new Error('the audit chain does not verify');
  narrator.tell(`审计链完整，共核验${facts}条记录`, `the audit chain verifies: ${facts} facts`);
  return facts;
}
