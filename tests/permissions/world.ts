/** Everything the permission matrix points at: two rounds, applications of two districts, a panel, and people of every role. */
import { randomUUID } from 'node:crypto';
import { json } from '../../db/client.ts';
import { drawPanels } from '../../db/panels.ts';
import { closeRound, settleCirculation } from '../../db/round-process.ts';
import { openRoundTask } from '../../db/round-tasks.ts';
import { objectTo } from '../../scripts/play/objection-acts.ts';
import { applyJointly, cast, passCirculation, personOf, sampleApplication } from '../support/story.ts';
import type { System } from '../support/system.ts';

export type Objects = Record<string, string>;

/** Who asks. The application is the food consortium's: lead yuweiyuan (Jinshui district), partner as in the cast. */
export const PERSONAS = {
  nobody: null,
  stranger: 'stranger@demo.tenfold.example',
  leadOwner: 'yuweiyuan.owner@demo.tenfold.example',
  leadEditor: 'yuweiyuan.editor@demo.tenfold.example',
  leadSigner: 'yuweiyuan.signer@demo.tenfold.example',
  partnerOwner: personOf('enterpriseOwner', { enterprise: sampleApplication('food').parties[1]?.enterprise ?? '' }),
  partnerSigner: personOf('enterpriseSigner', { enterprise: sampleApplication('food').parties[1]?.enterprise ?? '' }),
  otherOwner: 'songyue.owner@demo.tenfold.example',
  otherSigner: 'songyue.signer@demo.tenfold.example',
  district: 'jinshui.officer@demo.tenfold.example',
  otherDistrict: 'erqi.officer@demo.tenfold.example',
  city: 'city.officer@demo.tenfold.example',
  finance: 'finance.officer@demo.tenfold.example',
  group: 'promotion.member@demo.tenfold.example',
  groupNoSecondFactor: 'group.bare@demo.tenfold.example',
  supervisor: 'jinshui.supervisor@demo.tenfold.example',
  seatedExpert: 'seated',
  otherExpert: 'unseated',
  auditor: 'auditor@demo.tenfold.example',
  operator: 'operator@demo.tenfold.example',
} as const;
export type Persona = keyof typeof PERSONAS;

/** Builds the world through the API where people act, and through the workflow's own steps where it acts. */
export async function buildWorld(
  system: System,
): Promise<{ objects: Objects; emails: Record<Persona, string | null> }> {
  const { sql } = system;
  await addPerson(system, PERSONAS.stranger, null);
  await addPerson(system, PERSONAS.groupNoSecondFactor, { role: 'promotionMember', bodyId: 'promotion-group' });
  const ids: Objects = {};
  for (const { key, uscc } of cast.enterprises) {
    const [row] = await sql<{ id: string }[]>`select id from enterprises where identifier = ${uscc}`;
    ids[key] = row?.id ?? '';
  }
  const food = sampleApplication('food');
  const stage = { baseUrl: system.baseUrl, as: system.as };
  const reviewed = await openRehearsal(system, [3]);
  const scored = await applyJointly(stage, ids, reviewed, food);
  await passCirculation(stage, scored.id, food.lead);
  const [city] = await sql<{ id: string }[]>`select id from users where email = ${PERSONAS.city}`;
  await sql`update rounds set closes_at = now() where case_id = ${reviewed}`;
  await closeRound(sql, reviewed);
  await settleCirculation(sql, reviewed);
  await sql.begin((tx) => drawPanels(tx, reviewed, city?.id ?? ''));
  await sql.begin((tx) =>
    openRoundTask(tx, reviewed, {
      step: 'deliberate',
      body: 'promotionGroup',
      workingDays: 5,
      outcomes: [{ key: 'approved', effect: 'pass', needsReason: false }],
    }),
  );

  const running = await openRehearsal(system, [2, 3]);
  const submitted = await applyJointly(stage, ids, running, food);
  const draft = await applyJointly(stage, ids, running, sampleApplication('automotive'), { submit: false });
  const task = async (caseId: string, step: string) =>
    (
      await sql<{ id: string; assigneeId: string | null }[]>`
    select id, assignee_id from tasks where case_id = ${caseId} and step = ${step} and status = 'open' limit 1`
    )[0];
  const score = await task(scored.id, 'score');
  const seated =
    (await sql<{ email: string }[]>`select email from users where id = ${score?.assigneeId ?? ''}`)[0]?.email ?? '';
  const unseated =
    (
      await sql<{ email: string }[]>`
    select u.email from experts e join users u on u.id = e.user_id
    where e.user_id not in (select expert_id from panel_members) order by u.email limit 1`
    )[0]?.email ?? '';
  const [owner] = await sql<{ id: string }[]>`select id from users where email = ${PERSONAS.leadOwner}`;
  const [message] = await sql<{ id: string }[]>`
    insert into messages (user_id, email, locale, template, "values", subject, body, dedupe_key, created_at, mail_status)
    values (${owner?.id ?? ''}, ${PERSONAS.leadOwner}, 'zh', 'withdrawn', '{}', 'subject', 'body', ${randomUUID()}, now(), 'failed') returning id`;
  await addPerson(system, 'spare@demo.tenfold.example', { role: 'districtOfficer', bodyId: 'zone-airport' });
  const [spare] = await sql<{ id: string; grantId: string }[]>`
    select u.id, g.id as grant_id from users u join role_grants g on g.user_id = u.id where u.email = 'spare@demo.tenfold.example'`;
  const [invitation] = await sql<{ id: string }[]>`
    insert into member_invitations (enterprise_id, email, role, invited_by)
    values (${ids[food.lead] ?? ''}, 'invited@demo.tenfold.example', 'enterpriseEditor', ${owner?.id ?? ''}) returning id`;
  const [notice] = await sql<{ id: string }[]>`
    insert into notices (round_id, items, published_at, starts_at, ends_at, working_days)
    values (${reviewed}, '[]', now(), now(), now() + interval '1 day', 7) returning id`;
  await sql`
    insert into results (round_id, category_no, outcome, published_at, published_by)
    values (${reviewed}, 3, 'leftOpen', now(), ${owner?.id ?? ''})`;
  const [creditRecord] = await sql<{ id: string }[]>`
    insert into credit_records (identifier, name, kind, source, document_no, reason, valid_from, entered_by, entered_at)
    values ('91410100MA00000000', '名录企业', 'untrustworthy', '来源', '文号', '事由', '2026-01-01', ${city?.id ?? ''}, now()) returning id`;
  const certificateNo = 'ZZEC-DRILL-2026-03-9001';
  const paper = {
    layout: 1,
    number: certificateNo,
    programme: { zh: '专项', en: 'Programme' },
    issuer: { zh: '市政府', en: 'City' },
    roundTitle: { zh: '权限矩阵', en: 'Permission matrix' },
    category: { no: 3, zh: '食品', en: 'Food' },
    projectName: null,
    parties: [],
    issuedOn: '2026-11-25',
    rehearsal: true,
  };
  await sql`
    insert into certificates (number, application_id, round_id, category_no, content, canonical, sha256, code, issued_at)
    values (${certificateNo}, ${submitted.id}, ${running}, 3, ${json(sql, paper)}, '', '', '0000-0000-0000-0000', now())`;
  await sql`
    insert into result_letters (application_id, no, number, case_version, decision, content, sha256, decided_at)
    select ${submitted.id}, 1, 'ZZEC-RL-2026-999999', 1, 'withdrawn', letter_content(${submitted.id}), '', now()`;
  const [body] = await sql<{ id: string }[]>`
    select recommending_body_id as id from applications where case_id = ${scored.id}`;
  const officer = await system.as(PERSONAS.district);
  const filter = { view: 'open', step: 'formCheck' };
  const bulk = await officer.post<{ id: string }>('/bulk-decisions', { filter, outcome: 'accepted' });
  const views = await officer.post<{ items: { id: string }[] }>('/me/views', {
    name: '矩阵',
    filter,
    isDefault: false,
  });
  await officer.post(`/rounds/${reviewed}/recommendations/${body?.id}/summaries`, { kind: 'interim' }, { ifMatch: 0 });
  const [item] = await sql<{ id: string }[]>`
    insert into notice_items (round_id, notice_id, no, category_no, slot, kind, application_id, project_name, state, changed_at)
    values (${reviewed}, ${notice?.id ?? ''}, 1, 3, 1, 'winner', ${scored.id}, 'project', 'noticed', now()) returning id`;
  const objection = await objectTo(stage, await system.as(PERSONAS.stranger), item?.id ?? '');
  const [file] = await sql<
    { id: string }[]
  >`select id from objection_files where objection_id = ${objection.id} limit 1`;
  const [reversal] = await sql<{ id: string }[]>`
    with opened as (insert into cases (kind) values ('reversal') returning id)
    insert into reversals (case_id, application_id, round_id, kind, reverses, reason, document_no, fill_place, proposed_by, proposed_at)
    select id, ${scored.id}, ${reviewed}, 'revokeAward',
      ${sql.json({ step: 'publish', outcome: 'awarded', taskId: null, decidedAt: '2026-11-23T08:00:00Z', reason: null })},
      'reason', '1', false, ${city?.id ?? ''}, now() from opened returning case_id as id`;
  const [leave] = await sql<{ id: string }[]>`
    insert into leaves (user_id, role, body_id, deputy_id, starts_on, ends_on, starts_at, ends_at, reason, entered_by, entered_at)
    select d.id, 'districtOfficer', 'district-410105', o.id, '2020-01-01', '2020-01-02', '2020-01-01', '2020-01-03', '年休假', d.id, now()
    from users d, users o where d.email = ${PERSONAS.district} and o.email = ${PERSONAS.otherDistrict} returning id, user_id`;
  const [district] = await sql<{ id: string }[]>`select id from users where email = ${PERSONAS.district}`;
  // The other consortium's lead is asked to take the partner's place.
  const [change] = await sql<{ id: string }[]>`insert into cases (kind) values ('change') returning id`;
  await sql`
    insert into member_changes (case_id, application_id, leaving_enterprise_id, joining_enterprise_id, reason, shares, status, confirm_by, filed_by, filed_at)
    values (${change?.id ?? ''}, ${submitted.id}, ${ids[food.parties[1]?.enterprise ?? ''] ?? ''}, ${ids[sampleApplication('automotive').lead] ?? ''},
      'reason', '[]', 'confirming', now() + interval '1 day', ${owner?.id ?? ''}, now())`;
  const [attachment] = await sql<{ id: string }[]>`
    select id from attachments where application_id = ${submitted.id} and enterprise_id = ${ids[food.lead] ?? ''} limit 1`;
  const { id: design } = await (await system.as(PERSONAS.city)).post<{ id: string }>('/designs', {
    programmeKey: 'zhengzhou-ecommerce',
    fromVersion: 1,
  });
  return {
    objects: {
      design,
      submitted: submitted.id,
      draftOfOther: draft.id,
      lead: ids[food.lead] ?? '',
      partner: ids[food.parties[1]?.enterprise ?? ''] ?? '',
      districtTask: (await task(submitted.id, 'formCheck'))?.id ?? '',
      groupTask: (await task(reviewed, 'deliberate'))?.id ?? '',
      scoreTask: score?.id ?? '',
      running,
      reviewed,
      attachment: attachment?.id ?? '',
      recommendingBody: body?.id ?? '',
      bulkDecision: bulk.id,
      savedView: views.items[0]?.id ?? '',
      message: message?.id ?? '',
      owner: owner?.id ?? '',
      spare: spare?.id ?? '',
      spareGrant: spare?.grantId ?? '',
      invitation: invitation?.id ?? '',
      creditRecord: creditRecord?.id ?? '',
      leave: leave?.id ?? '',
      officer: district?.id ?? '',
      notice: notice?.id ?? '',
      objection: objection.id,
      objectionFile: file?.id ?? '',
      reversal: reversal?.id ?? '',
      receiptNo: submitted.receiptNo ?? '',
      change: change?.id ?? '',
      certificateNo,
    },
    emails: { ...PERSONAS, seatedExpert: seated, otherExpert: unseated },
  };
}

async function openRehearsal(system: System, categoryNos: number[]): Promise<string> {
  const city = await system.as(PERSONAS.city);
  const { id } = await city.post<{ id: string }>('/rounds', {
    programmeKey: 'zhengzhou-ecommerce',
    title: { zh: '权限矩阵', en: 'Permission matrix' },
    categoryNos,
    closesAt: new Date(Date.now() + 86_400_000).toISOString(),
    workingDayMs: 3_600_000,
  });
  await city.post(`/rounds/${id}/opening`, {});
  return id;
}

async function addPerson(system: System, email: string, grant: { role: string; bodyId: string } | null): Promise<void> {
  const id = randomUUID();
  await system.sql`insert into users (id, name, email, email_verified) values (${id}, ${email.split('@')[0] ?? ''}, ${email}, true)`;
  if (grant)
    await system.sql`insert into role_grants (user_id, role, body_id) values (${id}, ${grant.role}, ${grant.bodyId})`;
}
