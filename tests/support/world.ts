/** A small made-up town with a pack, people and an open round: enough for the processes, independent of any real pack. */
import { randomUUID } from 'node:crypto';
import type { RoundPolicy } from '../../contracts/policy.ts';
import { json, type Sql } from '../../db/client.ts';
import { sha256Hex } from '../../domain/hashing.ts';

const words = (text: string) => ({ zh: text, en: text });

const desk = (step: string, role: RoundPolicy['desks'][number]['role'], body: 'recommending' | 'cityOffice') => ({
  step,
  label: words(step),
  role,
  body,
  workingDays: 5,
  remindBeforeWorkingDays: 1,
  outcomes: [
    { key: 'accepted', effect: 'pass' as const, needsReason: false },
    { key: 'correction', effect: 'correct' as const, needsReason: true, allowsMarks: true },
    { key: 'returned', effect: 'sendBack' as const, needsReason: true },
    { key: 'refused', effect: 'refuse' as const, needsReason: true },
  ],
  basis: 'test',
});

/** Three desks, five experts, one winner a category. */
export const worldPolicy: RoundPolicy = {
  minWindowDays: 1,
  consortium: {
    leadKinds: ['backbone'],
    partnerKinds: ['third-party-service'],
    minPartners: 1,
    confirmationWorkingDays: 10,
    basis: 'test',
  },
  desks: [
    desk('formCheck', 'districtOfficer', 'recommending'),
    desk('recommendation', 'districtOfficer', 'recommending'),
    desk('qualification', 'cityOfficer', 'cityOffice'),
  ],
  correction: { workingDays: 5, remindBeforeWorkingDays: 2, basis: 'test' },
  panel: { size: 5, blind: true, scoringWorkingDays: 10, remindBeforeWorkingDays: 2, basis: 'test' },
  rubric: {
    criteria: [
      {
        key: 'coverage',
        label: words('coverage'),
        maxPoints: 40,
        anchors: [
          { points: 0, text: words('no') },
          { points: 40, text: words('all') },
        ],
        basis: 'test',
      },
      {
        key: 'effect',
        label: words('effect'),
        maxPoints: 60,
        anchors: [
          { points: 0, text: words('no') },
          { points: 60, text: words('all') },
        ],
        basis: 'test',
      },
    ],
    passMark: 60,
    dropExtremes: true,
  },
  selection: {
    winnersPerCategory: 1,
    reservesPerCategory: 1,
    tieBreakers: [{ kind: 'coverage' }, { kind: 'submittedEarlier' }, { kind: 'lot' }],
    basis: 'test',
  },
  officeTasks: { drawPanelWorkingDays: 5, proposeWorkingDays: 5, deliberateWorkingDays: 10, publishWorkingDays: 5 },
  notice: { workingDays: 7, basis: 'test' },
  form: {
    version: 1,
    sections: [
      {
        key: 'project',
        title: words('项目'),
        scope: 'shared',
        schema: { type: 'object', properties: { summary: { type: 'string', title: '摘要', 'x-title-en': 'Summary' } } },
        uiSchema: {},
      },
      {
        key: 'services',
        title: words('服务'),
        scope: 'shared',
        schema: { type: 'object', properties: {} },
        uiSchema: {},
      },
    ],
  },
  eligibility: [],
  attachments: [],
};

export const worldCategories = [1, 2].map((no) => ({
  no,
  key: `category-${no}`,
  name: words(`类别${no}`),
  industry: 'trade',
  purpose: null,
  requiredServices: [{ code: `0${no}-01`, name: words('咨询') }],
}));

export type WorldOptions = {
  /** Milliseconds of a working day of the round and its cases; null is the legal clock. */
  workingDayMs?: number | null;
  /** Milliseconds until the call closes. */
  closesInMs?: number;
  policy?: Partial<RoundPolicy>;
};
export type World = Awaited<ReturnType<typeof makeWorld>>;

/** Writes the town into an empty, migrated database. Officers are named by what they are: `district`, `city`, `group`, `expert-1` … */
export async function makeWorld(sql: Sql, options: WorldOptions = {}) {
  const { workingDayMs = null, closesInMs = 86_400_000 } = options;
  const policy = { ...worldPolicy, ...options.policy };
  await sql`
    insert into calendar_days (day, is_working, provisional)
    select day, extract(isodow from day) < 6, false from generate_series('2026-01-01'::date, '2028-12-31', '1 day') day
    on conflict do nothing`;
  await sql`select renumber_calendar()`;
  await sql`
    insert into bodies (id, kind, name_zh, name_en) values
      ('district-a', 'district', '甲区', 'District A'), ('city-office', 'cityOffice', '市办', 'City office'),
      ('promotion-group', 'promotionGroup', '推进小组', 'Promotion group')`;
  await sql`insert into programmes (key, version, pack) values ('town', 1, ${json(sql, { key: 'town', name: words('小城工程'), document: { number: '城政〔2026〕1号', title: words('规划'), issuer: words('小城'), printedOn: '2026-01-01' }, bodies: [], receiptPrefix: 'TT', categories: worldCategories })})`;

  const person = async (id: string, role: string, place: { bodyId?: string; enterpriseId?: string } = {}) => {
    await sql`
      insert into users (id, name, email, email_verified, locale)
      values (${id}, ${id}, ${`${id}@town.example`}, true, 'zh') on conflict do nothing`;
    await sql`
      insert into role_grants (user_id, role, body_id, enterprise_id)
      values (${id}, ${role}, ${place.bodyId ?? null}, ${place.enterpriseId ?? null})`;
    return id;
  };
  const officers = {
    district: await person('district', 'districtOfficer', { bodyId: 'district-a' }),
    city: await person('city', 'cityOfficer', { bodyId: 'city-office' }),
    group: await person('group', 'promotionMember', { bodyId: 'promotion-group' }),
  };
  const experts: string[] = [];
  for (let no = 1; no <= 8; no++) {
    const id = await person(`expert-${no}`, 'expert');
    await sql`
      insert into experts (user_id, name, title, employer, fields)
      values (${id}, ${id}, '教授', ${`大学${no}`}, ${json(
        sql,
        worldCategories.map((category) => category.key),
      )})`;
    experts.push(id);
  }

  const enterprise = async (name: string, kind: string) => {
    const [row] = await sql<{ id: string }[]>`
      insert into enterprises (name, identifier_scheme, identifier, kind, recommending_body_id)
      values (${name}, 'uscc', ${name}, ${kind}, 'district-a') returning id`;
    const id = row?.id as string;
    return { id, signer: await person(`signer-${name}`, 'enterpriseSigner', { enterpriseId: id }) };
  };
  const partner = await enterprise('partner', 'third-party-service');

  const roundId = randomUUID();
  await sql`insert into cases (id, kind, working_day_ms) values (${roundId}, 'round', ${workingDayMs})`;
  await sql`
    insert into rounds (case_id, programme_key, programme_version, title_zh, title_en, status, policy, category_nos, opens_at, closes_at, created_by)
    values (${roundId}, 'town', 1, '第一批', 'First round', 'open', ${json(sql, policy)}, ${json(sql, [1, 2])}, clock_timestamp(),
      clock_timestamp() + make_interval(secs => ${closesInMs / 1000}), 'city')`;
  await sql`select record_fact(${roundId}, 'roundOpened', 'city', '{}'::jsonb)`;

  let leads = 0;
  /** A joint application whose parties have all signed. `submit: false` leaves it unsubmitted. */
  const application = async (given: { categoryNo?: number; submit?: boolean; draft?: boolean } = {}) => {
    const { categoryNo = 1, submit = true, draft = false } = given;
    leads += 1;
    const lead = await enterprise(`lead-${leads}`, 'backbone');
    const id = randomUUID();
    const content = { shared: { services: { plans: { [`0${categoryNo}-01`]: { status: 'planned', plan: '建设' } } } } };
    const canonical = JSON.stringify(content);
    await sql`insert into cases (id, kind, working_day_ms) values (${id}, 'application', ${workingDayMs})`;
    await sql`
      insert into applications (case_id, round_id, category_no, lead_enterprise_id, recommending_body_id, project_name, status, frozen_no, created_by)
      values (${id}, ${roundId}, ${categoryNo}, ${lead.id}, 'district-a', ${`项目${leads}`}, ${draft ? 'draft' : 'signing'},
        ${draft ? null : 1}, ${lead.signer})`;
    await sql`
      insert into frozen_contents (application_id, no, content, canonical, sha256, frozen_by, frozen_at)
      values (${id}, 1, ${json(sql, content)}, ${canonical}, ${sha256Hex(canonical)}, ${lead.signer}, clock_timestamp())`;
    for (const [index, party] of [lead, partner].entries()) {
      await sql`
        insert into application_parties (application_id, enterprise_id, role, status, share_bp, invited_at)
        values (${id}, ${party.id}, ${index === 0 ? 'lead' : 'partner'}, 'confirmed', 5000, clock_timestamp())`;
      await sql`
        insert into signatures (application_id, frozen_no, enterprise_id, signer_id, sha256, signed_at)
        values (${id}, 1, ${party.id}, ${party.signer}, ${sha256Hex(canonical)}, clock_timestamp())`;
    }
    await sql`select record_fact(${id}, 'drafted', ${lead.signer}, '{}'::jsonb, false)`;
    if (submit && !draft) await demand(sql`select submit_application(${id}, ${lead.signer}, 'TT') as reply`);
    return { id, lead };
  };

  /** The open task of a case, off the score sheets. */
  const openTask = async (caseId: string) => {
    const [task] = await sql<{ id: string; step: string; contentVersion: number; dueAt: string }[]>`
      select id, step, content_version, due_at from tasks where case_id = ${caseId} and status = 'open' and step <> 'score'`;
    return task;
  };
  /** Decides the open task of a case as somebody. */
  const decide = async (
    caseId: string,
    actor: string,
    outcome: string,
    payload: object = {},
    reason: string | null = null,
  ) => {
    const task = await openTask(caseId);
    if (!task) throw new Error(`case ${caseId} has no open task`);
    return demand(
      sql`select decide_task(${task.id}, ${actor}, ${outcome}, ${task.contentVersion}, ${reason}, ${json(sql, payload)}) as reply`,
    );
  };
  /** Through all three desks. */
  const qualify = async (caseId: string) => {
    await decide(caseId, officers.district, 'accepted');
    await decide(caseId, officers.district, 'accepted');
    await decide(caseId, officers.city, 'accepted');
  };
  /** Every open sheet of the round signed; `points` by application. */
  const scoreAll = async (points: (applicationId: string) => Record<string, number>) => {
    const sheets = await sql<{ id: string; caseId: string; assigneeId: string; contentVersion: number }[]>`
      select id, case_id, assignee_id, content_version from tasks where round_id = ${roundId} and step = 'score' and status = 'open'`;
    for (const { id, caseId, assigneeId, contentVersion } of sheets) {
      await sql`
        insert into score_sheets (task_id, application_id, expert_id, points, advice, saved_at, signed_at)
        values (${id}, ${caseId}, ${assigneeId}, ${json(sql, points(caseId))}, 'support', clock_timestamp(), clock_timestamp())
        on conflict (task_id) do update set signed_at = excluded.signed_at`;
      await demand(
        sql`select decide_task(${id}, ${assigneeId}, 'scored', ${contentVersion}, null, '{}'::jsonb) as reply`,
      );
    }
    return sheets.length;
  };
  /** Moves the closing of the call, as the office does. */
  const moveClosing = async (inMs: number) => {
    await sql`update rounds set closes_at = clock_timestamp() + make_interval(secs => ${inMs / 1000}) where case_id = ${roundId}`;
    await sql`select record_fact(${roundId}, 'closingExtended', 'city', jsonb_build_object('to', closes_at, 'reason', 'test'))
      from rounds where case_id = ${roundId}`;
  };
  const statusOf = async (caseId: string) => {
    const [row] = await sql<{ status: string }[]>`
      select status from applications where case_id = ${caseId} union all select status from rounds where case_id = ${caseId}`;
    return row?.status;
  };
  const factsOf = async (caseId: string) => {
    const rows = await sql<{ kind: string }[]>`select kind from facts where case_id = ${caseId} order by version`;
    return rows.map((row) => row.kind);
  };
  /** Templates of the messages about a case, sorted, with the person they went to. */
  const messagesAbout = async (caseId: string) => {
    const rows = await sql<{ line: string }[]>`
      select template || ' → ' || user_id as line from messages where case_id = ${caseId} order by 1`;
    return rows.map((row) => row.line);
  };
  return {
    roundId,
    officers,
    experts,
    partner,
    person,
    enterprise,
    application,
    openTask,
    decide,
    qualify,
    scoreAll,
    moveClosing,
    statusOf,
    factsOf,
    messagesAbout,
  };
}

async function demand(query: Promise<readonly { reply?: { ok: boolean } }[]>): Promise<Record<string, unknown>> {
  const [row] = await query;
  if (!row?.reply?.ok) throw new Error(`refused: ${JSON.stringify(row?.reply)}`);
  return row.reply as Record<string, unknown>;
}
