/** A draft: its parties and sections, until its content is frozen. */

import type { FieldMark } from '../contracts/facts.ts';
import { Problem } from '../contracts/problem-error.ts';
import { markedOnly } from '../domain/forms.ts';
import { demandStatus, recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { categoryOf, formOf, type RoundFrame, roundFrame } from './programmes.ts';
import { demandNotCancelled } from './round-cancellation.ts';

/** Owner of shared sections in `form_sections`: the nil UUID. */
export const SHARED = '00000000-0000-0000-0000-000000000000';

type Row = { status: string; roundId: string; categoryNo: number; leadEnterpriseId: string; frozenNo: number | null };

/** Locks the application's case row (always first: no deadlocks) and returns its state. */
export async function lockApplication(tx: Tx, applicationId: string): Promise<Row> {
  await tx`select 1 from cases where id = ${applicationId} for update`;
  const [row] = await tx<Row[]>`
    select status, round_id, category_no, lead_enterprise_id, frozen_no from applications where case_id = ${applicationId} for update`;
  if (!row) throw new Problem('notFound');
  // The close, or the end of its round, took it along: whoever still has it open is told when that was, and why.
  if (row.status === 'expired' || row.status === 'cancelled') await demandOpenRound(tx, row.roundId);
  return row;
}

/** Refuses once the call is over, by the database's clock. The shared lock keeps the close from passing meanwhile. */
export async function demandOpenRound(tx: Tx, roundId: string): Promise<RoundFrame> {
  const [clock] = await tx<
    { open: boolean; status: string; closesAt: string | null; closedAt: string | null; now: string }[]
  >`
    select status = 'open' and clock_timestamp() < closes_at as open, status, closes_at, closed_at, clock_timestamp() as now
    from rounds where case_id = ${roundId} for share`;
  if (!clock) throw new Problem('notFound');
  if (clock.status === 'draft') throw new Problem('roundNotOpen');
  if (clock.status === 'cancelled') await demandNotCancelled(tx, roundId);
  if (!clock.open) throw new Problem('roundClosed', { closedAt: clock.closedAt ?? clock.closesAt, now: clock.now });
  return (await roundFrame(tx, roundId)) as RoundFrame;
}

/**
 * Creates the draft of one lead in one category. A second one is refused with the way to the first: pains of duplicated drafts.
 */
export async function createDraft(
  tx: Tx,
  input: { roundId: string; categoryNo: number; enterpriseId: string },
  actorId: string,
): Promise<{ id: string }> {
  const frame = await demandOpenRound(tx, input.roundId);
  const [round] = await tx<
    { categoryNos: number[] }[]
  >`select category_nos from rounds where case_id = ${input.roundId}`;
  if (!round?.categoryNos.includes(input.categoryNo)) {
    throw new Problem('invalid', {
      errors: [{ pointer: '/categoryNo', rule: 'notCalled', message: 'this category is not called in this round' }],
    });
  }
  const [lead] = await tx<{ kind: string; name: string; body: string; profile: Record<string, unknown> }[]>`
    select kind, name, recommending_body_id as body, profile from enterprises where id = ${input.enterpriseId}
    for no key update`; // two drafts of one lead at once: the second waits and is told of the first
  if (!lead) throw new Problem('notFound');
  if (!frame.policy.consortium.leadKinds.includes(lead.kind as never)) {
    throw new Problem('invalid', {
      detail: `an enterprise of kind ${lead.kind} cannot lead`,
      errors: [
        {
          pointer: '/enterpriseId',
          rule: 'leadKind',
          message: `kind must be one of ${frame.policy.consortium.leadKinds.join(', ')}`,
        },
      ],
    });
  }
  const [twin] = await tx<{ caseId: string }[]>`
    select case_id from applications where round_id = ${input.roundId} and category_no = ${input.categoryNo}
      and lead_enterprise_id = ${input.enterpriseId} and status not in ('withdrawn', 'expired', 'refused', 'deemedWithdrawn')`;
  if (twin)
    throw new Problem('duplicate', {
      applicationId: twin.caseId,
      detail: 'this enterprise already leads a consortium in this category',
    });
  const [created] = await tx<{ id: string }[]>`
    insert into cases (kind, working_day_ms) values ('application', ${frame.workingDayMs}) returning id`;
  const { id } = created as { id: string };
  await tx`
    insert into applications (case_id, round_id, category_no, lead_enterprise_id, recommending_body_id, created_by)
    values (${id}, ${input.roundId}, ${input.categoryNo}, ${input.enterpriseId}, ${lead.body}, ${actorId})`;
  await tx`
    insert into application_parties (application_id, enterprise_id, role, status, share_bp, invited_at, answered_at, answered_by)
    values (${id}, ${input.enterpriseId}, 'lead', 'confirmed', 10000, clock_timestamp(), clock_timestamp(), ${actorId})`;
  await prefill(tx, id, input.enterpriseId, frame, input.categoryNo, actorId);
  await recordFact(tx, id, 'drafted', actorId, { ...input }, false);
  return { id };
}

/** Fills a party's private sections with what its profile already says. */
export async function prefill(
  tx: Tx,
  applicationId: string,
  enterpriseId: string,
  frame: RoundFrame,
  categoryNo: number,
  actorId: string,
): Promise<void> {
  const [enterprise] = await tx<{ kind: string; profile: Record<string, unknown> }[]>`
    select kind, profile from enterprises where id = ${enterpriseId}`;
  if (!enterprise) return;
  const known: Record<string, unknown> = { ...enterprise.profile, enterpriseKind: enterprise.kind };
  for (const section of formOf(frame.policy, categoryOf(frame.pack, categoryNo)).sections) {
    if (section.scope !== 'party') continue;
    const fields = Object.keys((section.schema.properties ?? {}) as Record<string, unknown>);
    const data = Object.fromEntries(
      fields.filter((field) => known[field] != null).map((field) => [field, known[field]]),
    );
    if (Object.keys(data).length === 0) continue;
    await tx`
      insert into form_sections (application_id, section, enterprise_id, data, saved_by, saved_at)
      values (${applicationId}, ${section.key}, ${enterpriseId}, ${json(tx, data)}, ${actorId}, clock_timestamp())
      on conflict do nothing`;
  }
}

/** Marks of the open correction of an application, or null when there is none. */
export async function openCorrection(
  tx: Tx,
  applicationId: string,
): Promise<{ taskId: string; marks: FieldMark[]; dueAt: string } | null> {
  const [row] = await tx<{ id: string; dueAt: string; payload: { marks?: FieldMark[] } }[]>`
    select id, due_at, payload from tasks where case_id = ${applicationId} and step = 'correction' and status = 'open'`;
  return row ? { taskId: row.id, marks: row.payload.marks ?? [], dueAt: row.dueAt } : null;
}

/**
 * Autosave of one section. Version 0 is a section never saved. A newer version on record is refused with its data, so that the
 * page can merge; during a correction only marked fields may change.
 */
export async function saveSection(
  tx: Tx,
  input: {
    applicationId: string;
    section: string;
    owner: string | 'shared';
    data: Record<string, unknown>;
    version: number;
  },
  actorId: string,
): Promise<{ version: number; savedAt: string }> {
  const application = await lockApplication(tx, input.applicationId);
  demandStatus(application.status, ['draft', 'correcting']);
  const frame =
    application.status === 'draft'
      ? await demandOpenRound(tx, application.roundId)
      : ((await roundFrame(tx, application.roundId)) as RoundFrame);
  const section = formOf(frame.policy, categoryOf(frame.pack, application.categoryNo)).sections.find(
    ({ key }) => key === input.section,
  );
  const owner = input.owner === 'shared' ? SHARED : input.owner;
  if (!section || (section.scope === 'shared') !== (owner === SHARED)) throw new Problem('notFound');
  const [before] = await tx<{ data: Record<string, unknown>; version: number; savedBy: string; savedAt: string }[]>`
    select s.data, s.version, u.name as saved_by, s.saved_at from form_sections s left join users u on u.id = s.saved_by
    where application_id = ${input.applicationId} and section = ${input.section} and enterprise_id = ${owner}`;
  if ((before?.version ?? 0) !== input.version) {
    throw new Problem('staleVersion', { current: before ?? { data: {}, version: 0, savedBy: null, savedAt: null } });
  }
  if (application.status === 'correcting') {
    const correction = await openCorrection(tx, input.applicationId);
    const place = { section: input.section, enterpriseId: owner === SHARED ? null : owner };
    const outside = markedOnly(
      [{ ...place, data: before?.data ?? {} }],
      [{ ...place, data: input.data }],
      correction?.marks ?? [],
    );
    if (outside.length > 0) {
      throw new Problem('invalid', {
        detail: 'only the marked fields may change in a correction',
        errors: outside.map(({ pointer }) => ({
          pointer,
          rule: 'notMarked',
          message: 'this field was not marked for correction',
        })),
      });
    }
  }
  const [saved] = await tx<{ version: number; savedAt: string }[]>`
    insert into form_sections (application_id, section, enterprise_id, data, version, saved_by, saved_at)
    values (${input.applicationId}, ${input.section}, ${owner}, ${json(tx, input.data)}, 1, ${actorId}, clock_timestamp())
    on conflict (application_id, section, enterprise_id)
    do update set data = excluded.data, version = form_sections.version + 1, saved_by = excluded.saved_by, saved_at = excluded.saved_at
    returning version, saved_at`;
  if (owner === SHARED && typeof input.data.projectName === 'string') {
    await tx`update applications set project_name = ${input.data.projectName.slice(0, 100)} where case_id = ${input.applicationId}`;
  }
  return saved as { version: number; savedAt: string };
}
