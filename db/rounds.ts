/** Rounds as the office works with them: create, open, move the closing, control room, panels, ranking. */
import { page } from '../contracts/paging.ts';
import type { RoundPolicy } from '../contracts/policy.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { RoundView } from '../contracts/rounds.ts';
import type { ApplicationStatus, RoundStatus } from '../contracts/vocabulary.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { noticeItemsOf } from './notices.ts';
import { drawPanels } from './panels.ts';
import { categoryOf, newestPack, type RoundFrame, roundFrame } from './programmes.ts';
import { linksOf, openCategories } from './recalls.ts';
import { demandLater } from './round-window.ts';
import { lockRound } from './round-tasks.ts';
import { tasksOfRound } from './tasks.ts';

type NewRound = {
  programmeKey: string;
  title: { zh: string; en: string };
  categoryNos: number[];
  closesAt: string;
  workingDayMs: number | null;
};

const invalid = (pointer: string, rule: string, message: string) =>
  new Problem('invalid', { detail: message, errors: [{ pointer, rule, message }] });

/** A draft round from the programme's newest pack; its policy is frozen when it opens. */
export async function createRound(tx: Tx, input: NewRound, actorId: string): Promise<{ id: string }> {
  const pack = await newestPack(tx, input.programmeKey);
  if (!pack) throw invalid('/programmeKey', 'unknown', 'this programme is not loaded');
  const unknown = input.categoryNos.filter((no) => !pack.categories.some((category) => category.no === no));
  if (unknown.length > 0) throw invalid('/categoryNos', 'unknown', `not in the programme: ${unknown.join(', ')}`);
  await demandLater(tx, input.closesAt);
  const [created] = await tx<
    { id: string }[]
  >`insert into cases (kind, working_day_ms) values ('round', ${input.workingDayMs}) returning id`;
  const { id } = created as { id: string };
  await tx`
    insert into rounds (case_id, programme_key, programme_version, title_zh, title_en, policy, category_nos, closes_at, created_by)
    values (${id}, ${pack.key}, ${pack.version}, ${input.title.zh}, ${input.title.en}, ${json(tx, pack.policy)},
            ${json(
              tx,
              [...new Set(input.categoryNos)].sort((a, b) => a - b),
            )}, ${input.closesAt}, ${actorId})`;
  await recordFact(tx, id, 'roundDrafted', actorId, { ...input, programmeVersion: pack.version }, false);
  return { id };
}

/** Publishes the call: from now on the policy does not change. The legal clock demands the policy's shortest window. */
export async function openRound(tx: Tx, roundId: string, actorId: string): Promise<number> {
  const round = await lockRound(tx, roundId);
  if (!round) throw new Problem('notFound');
  if (round.status !== 'draft') throw new Problem('wrongState', { status: round.status });
  const [window] = await tx<{ later: boolean; days: number; rehearsal: boolean; closesAt: string }[]>`
    select r.closes_at > clock_timestamp() as later, extract(epoch from r.closes_at - clock_timestamp()) / 86400 as days,
           c.working_day_ms is not null as rehearsal, r.closes_at
    from rounds r join cases c on c.id = r.case_id where r.case_id = ${roundId}`;
  if (!window?.later) throw invalid('/closesAt', 'inThePast', 'the closing must lie in the future: change it first');
  const { minWindowDays } = round.policy;
  if (!window.rehearsal && Number(window.days) < minWindowDays) {
    throw invalid(
      '/closesAt',
      'windowTooShort',
      `the policy asks for at least ${minWindowDays} days between opening and closing`,
    );
  }
  const [design] = await tx<{ id: string }[]>`
    select id from designs where round_id = ${roundId} and status = 'editing'`;
  if (design) {
    throw new Problem('notReady', {
      detail: 'changes of the policy are not taken over yet: apply or discard them first',
      designId: design.id,
    });
  }
  await tx`update rounds set status = 'open', opens_at = clock_timestamp() where case_id = ${roundId}`;
  return (await recordFact(tx, roundId, 'roundOpened', actorId, { closesAt: window.closesAt })).version;
}

/** Moves the closing, with a reason that everyone concerned is told. Earlier only in a rehearsal: nobody may lose days given. */
export async function changeClosing(
  tx: Tx,
  roundId: string,
  input: { closesAt: string; reason: string },
  actorId: string,
): Promise<number> {
  const round = await lockRound(tx, roundId);
  if (!round) throw new Problem('notFound');
  if (round.status !== 'open' && round.status !== 'draft')
    throw new Problem('wrongState', { status: round.status, detail: 'the call has closed' });
  const [now] = await tx<{ closesAt: string; over: boolean; earlier: boolean; past: boolean; rehearsal: boolean }[]>`
    select r.closes_at, r.closes_at <= clock_timestamp() as over, ${input.closesAt}::timestamptz < r.closes_at as earlier,
           ${input.closesAt}::timestamptz <= clock_timestamp() as past, c.working_day_ms is not null as rehearsal
    from rounds r join cases c on c.id = r.case_id where r.case_id = ${roundId}`;
  if (round.status === 'open' && now?.over) throw new Problem('roundClosed', { closedAt: now.closesAt });
  if (now?.past && !now.rehearsal) throw invalid('/closesAt', 'inThePast', 'the closing must lie in the future');
  if (round.status === 'open' && now?.earlier && !now.rehearsal)
    throw invalid('/closesAt', 'earlier', 'an open call can only be extended');
  await tx`update rounds set closes_at = ${input.closesAt} where case_id = ${roundId}`;
  const fact = { from: now?.closesAt, to: new Date(input.closesAt).toISOString(), reason: input.reason };
  return (await recordFact(tx, roundId, 'closingExtended', actorId, fact, round.status === 'open')).version;
}

/** The office's draw. */
export async function draw(tx: Tx, roundId: string, actorId: string): Promise<{ at: string }> {
  const outcome = await drawPanels(tx, roundId, actorId);
  if (!outcome.ok) {
    if (outcome.why === 'tooFewExperts') {
      throw new Problem('notReady', {
        detail: `category ${outcome.categoryNo}: ${outcome.available} experts without conflict, ${outcome.needed} needed`,
        ...outcome,
      });
    }
    throw new Problem('wrongState', { status: outcome.status, decidedBy: outcome.by, decidedAt: outcome.at });
  }
  const [row] = await tx<{ now: string }[]>`select clock_timestamp() as now`;
  return { at: row?.now as string };
}

type SummaryRow = {
  id: string;
  titleZh: string;
  titleEn: string;
  status: RoundStatus;
  programmeKey: string;
  workingDayMs: number | null;
  categoryNos: number[];
  opensAt: string | null;
  closesAt: string | null;
  closedAt: string | null;
  applications: number;
  createdAt: string;
  version: number;
  scoringDueAt: string | null;
  now: string;
};
const selectRounds = (tx: Tx) => tx`
  select r.case_id as id, r.title_zh, r.title_en, r.status, r.programme_key, c.working_day_ms, r.category_nos, r.opens_at, r.closes_at, r.closed_at,
         r.created_at, c.version, r.scoring_due_at, clock_timestamp() as now,
         (select count(*)::int from applications a where a.round_id = r.case_id and a.content_version > 0) as applications
  from rounds r join cases c on c.id = r.case_id`;
const summary = ({
  titleZh,
  titleEn,
  workingDayMs,
  version: _,
  scoringDueAt: __,
  now: ___,
  closedAt: ____,
  ...row
}: SummaryRow) => ({
  ...row,
  title: { zh: titleZh, en: titleEn },
  rehearsal: workingDayMs !== null,
});

export async function listRounds(tx: Tx, filter: { page: number; perPage: number; status?: RoundStatus | undefined }) {
  const rows = await tx<SummaryRow[]>`
    ${selectRounds(tx)} ${filter.status ? tx`where r.status = ${filter.status}` : tx``}
    order by r.created_at desc limit ${filter.perPage + 1} offset ${(filter.page - 1) * filter.perPage}`;
  return page(rows.map(summary), filter);
}

/** The control room. `mayManage` adds what the office may do now. */
export async function roundView(tx: Tx, roundId: string, mayManage: boolean): Promise<RoundView> {
  const [[row], frame] = await Promise.all([
    tx<SummaryRow[]>`${selectRounds(tx)} where r.case_id = ${roundId}`,
    roundFrame(tx, roundId),
  ]);
  if (!row || !frame) throw new Problem('notFound');
  const [funnel, districts, categories, tasks, [scoring], [notice], [design], noticeItems, links, openCategoryNos] =
    await Promise.all([
      tx<{ status: ApplicationStatus; count: number }[]>`
      select status, count(*)::int as count from applications where round_id = ${roundId} and (${mayManage} or content_version > 0) group by status order by status`,
      tx<{ bodyId: string; zh: string; en: string; waiting: number; overdue: number; settled: number }[]>`
      select b.id as body_id, b.name_zh as zh, b.name_en as en,
             count(t.id)::int as waiting, count(t.id) filter (where t.due_at < now())::int as overdue,
             count(*) filter (where a.status not in ('circulating', 'correcting'))::int as settled
      from applications a join bodies b on b.id = a.recommending_body_id
      left join tasks t on t.case_id = a.case_id and t.status = 'open' and t.role = 'districtOfficer'
      where a.round_id = ${roundId} and a.content_version > 0 group by b.id order by b.id`,
      categoryRows(tx, roundId),
      tasksOfRound(tx, roundId),
      tx<{ signed: number; all: number }[]>`
      select count(*) filter (where status = 'done')::int as signed, count(*)::int as all from tasks
      where round_id = ${roundId} and step = 'score' and status in ('open', 'done')`,
      tx<{ id: string; startsAt: string; endsAt: string; endedAt: string | null }[]>`
      select id, starts_at, ends_at, ended_at from notices where round_id = ${roundId} order by published_at desc limit 1`,
      tx<{ id: string }[]>`select id from designs where round_id = ${roundId} and status = 'editing'`,
      noticeItemsOf(tx, roundId),
      linksOf(tx, roundId),
      openCategories(tx, roundId),
    ]);
  return {
    ...summary(row),
    programmeVersion: frame.programmeVersion,
    designId: design?.id ?? null,
    version: row.version,
    workingDayMs: row.workingDayMs,
    closedAt: row.closedAt,
    policy: frame.policy,
    funnel,
    districts: districts.map(({ zh, en, ...district }) => ({ ...district, name: { zh, en } })),
    categories: row.categoryNos.map((no) => {
      const found = categories.find((category) => category.no === no);
      return {
        no,
        name: categoryOf(frame.pack, no).name,
        applications: found?.applications ?? 0,
        qualified: found?.qualified ?? 0,
        result: found?.outcome
          ? { outcome: found.outcome, applicationId: found.applicationId, projectName: found.projectName }
          : null,
      };
    }),
    tasks,
    scoring: scoring && scoring.all > 0 ? { ...scoring, dueAt: row.scoringDueAt } : null,
    notice: notice ?? null,
    noticeItems,
    ...links,
    openCategoryNos,
    allowed: mayManage ? [...officeActs(row), ...(openCategoryNos.length > 0 ? ['recall'] : [])] : [],
    now: row.now,
  };
}

function officeActs(row: SummaryRow): string[] {
  const open = row.status === 'open' && (row.closesAt ?? '') > row.now;
  return [
    ...(row.status === 'draft' ? ['open', 'changeClosing'] : []),
    ...(open ? ['changeClosing'] : []),
    ...(row.status === 'panel' ? ['drawPanel'] : []),
  ];
}

type CategoryRow = {
  no: number;
  applications: number;
  qualified: number;
  outcome: 'winner' | 'leftOpen' | null;
  applicationId: string | null;
  projectName: string | null;
};
const categoryRows = (tx: Tx, roundId: string) => tx<CategoryRow[]>`
  select coalesce(a.category_no, s.category_no) as no, coalesce(a.applications, 0) as applications, coalesce(a.qualified, 0) as qualified,
         s.outcome, s.application_id, w.project_name
  from (select category_no, count(*)::int as applications,
               count(*) filter (where status in ('qualified', 'underReview', 'ranked', 'noticed', 'awarded', 'notSelected'))::int as qualified
        from applications where round_id = ${roundId} and content_version > 0 group by category_no) a
  full join (
    select distinct on (category_no, place) * from results where round_id = ${roundId} order by category_no, place, issue desc
  ) s on s.category_no = a.category_no
  left join applications w on w.case_id = s.application_id`;

/** The draws of a round with everything that is needed to repeat them. */
export async function panelsOf(tx: Tx, roundId: string) {
  const frame = (await roundFrame(tx, roundId)) as RoundFrame | null;
  if (!frame) throw new Problem('notFound');
  const [panels, members, experts] = await Promise.all([
    tx<
      {
        categoryNo: number;
        seed: string;
        candidates: string[];
        excluded: { expertId: string; ground?: string }[];
        drawnAt: string;
      }[]
    >`
      select category_no, seed, candidates, excluded, drawn_at from panels where round_id = ${roundId} order by category_no`,
    tx<
      {
        categoryNo: number;
        expertId: string;
        state: 'seated' | 'recused';
        reason: string | null;
        signed: number;
        all: number;
      }[]
    >`
      select m.category_no, m.expert_id, m.state, m.reason,
             count(t.id) filter (where t.status = 'done')::int as signed, count(t.id)::int as all
      from panel_members m left join (tasks t join applications a on a.case_id = t.case_id)
        on t.round_id = m.round_id and t.assignee_id = m.expert_id and t.step = 'score' and t.status in ('open', 'done') and a.category_no = m.category_no
      where m.round_id = ${roundId} group by m.category_no, m.expert_id, m.state, m.reason, m.seated_at order by m.seated_at, m.expert_id`,
    tx<{ userId: string; name: string; employer: string }[]>`select user_id, name, employer from experts`,
  ]);
  const person = (expertId: string) => {
    const expert = experts.find(({ userId }) => userId === expertId);
    return { expertId, name: expert?.name ?? '', employer: expert?.employer ?? '' };
  };
  return {
    items: panels.map(({ categoryNo, seed, candidates, excluded, drawnAt }) => ({
      categoryNo,
      categoryName: categoryOf(frame.pack, categoryNo).name,
      seed,
      candidates: candidates.map(person),
      excluded: excluded.map(({ expertId, ground }) => ({
        expertId,
        name: person(expertId).name,
        reason: ground ?? '',
      })),
      members: members
        .filter((member) => member.categoryNo === categoryNo)
        .map(({ categoryNo: _, ...member }) => ({ ...person(member.expertId), ...member })),
      drawnAt,
    })),
  };
}

/** The frozen ranking by category. */
export async function rankingOf(tx: Tx, roundId: string) {
  const frame = await roundFrame(tx, roundId);
  if (!frame) throw new Problem('notFound');
  const rows = await tx<
    {
      categoryNo: number;
      applicationId: string;
      rank: number;
      projectName: string | null;
      leadName: string;
      partners: string[];
      scoreHundredths: number;
      reachesPassMark: boolean;
      place: 'winner' | 'reserve' | 'none';
      evidence: Record<string, unknown>;
      frozenAt: string;
    }[]
  >`
    select k.category_no, k.application_id, k.rank, a.project_name, e.name as lead_name, k.score_hundredths, k.reaches_pass_mark, k.place, k.evidence, k.frozen_at,
           array(select pe.name from application_parties p join enterprises pe on pe.id = p.enterprise_id
                 where p.application_id = a.case_id and p.role = 'partner' and p.status = 'confirmed' order by pe.name) as partners
    from rankings k join applications a on a.case_id = k.application_id join enterprises e on e.id = a.lead_enterprise_id
    where k.round_id = ${roundId} order by k.category_no, k.rank`;
  const [round] = await tx<{ categoryNos: number[] }[]>`select category_nos from rounds where case_id = ${roundId}`;
  return {
    frozenAt: rows[0]?.frozenAt ?? null,
    passMark: (frame.policy as RoundPolicy).rubric.passMark,
    categories: (round?.categoryNos ?? []).map((no) => {
      const own = rows.filter(({ categoryNo }) => categoryNo === no);
      return {
        no,
        name: categoryOf(frame.pack, no).name,
        leftOpen: !own.some(({ place }) => place === 'winner'),
        rows: own.map(({ categoryNo: _, scoreHundredths, frozenAt: __, ...row }) => ({
          ...row,
          score: scoreHundredths / 100,
        })),
      };
    }),
  };
}
