/** Objections as their readers may see them: who objects is known to the objector, the handler and the auditor only. */
import type { z } from 'zod';
import type { ObjectionPage, ObjectionView } from '../contracts/objections.ts';
import { page } from '../contracts/paging.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { ObjectionStatus } from '../contracts/vocabulary.ts';
import { verdictsFor } from '../domain/notice-items.ts';
import { type Actor, permits, type Subject } from '../domain/permissions.ts';
import type { Tx } from './client.ts';
import { filesOf } from './objection-files.ts';
import { exclusionOf } from './exclusions.ts';
import { categoryOf, packOf } from './programmes.ts';

type Row = {
  id: string;
  no: string;
  status: ObjectionStatus;
  roundId: string;
  titleZh: string;
  titleEn: string;
  rehearsal: boolean;
  programmeKey: string;
  programmeVersion: number;
  noticeId: string | null;
  categoryNo: number;
  projectName: string | null;
  filedAt: string;
  dueAt: string | null;
  overdue: boolean;
  handlerName: string | null;
  decidedAt: string | null;
};

const columns = (tx: Tx) => tx`
  o.case_id as id, o.no, o.status, o.round_id, r.title_zh, r.title_en, c.working_day_ms is not null as rehearsal, r.programme_key,
  r.programme_version, i.notice_id, i.category_no, i.project_name, o.filed_at, t.due_at,
  o.status = 'open' and t.due_at < clock_timestamp() as overdue, h.name as handler_name, o.decided_at`;
const joins = (tx: Tx) => tx`
  objections o join notice_items i on i.id = o.item_id join rounds r on r.case_id = o.round_id join cases c on c.id = o.case_id
  left join users h on h.id = o.handler_id
  left join lateral (select id, due_at, body_id, stranded_at, payload from tasks where case_id = o.case_id order by opened_at desc limit 1) t on true`;

async function summaryOf(tx: Tx, row: Row) {
  const { titleZh, titleEn, programmeKey, programmeVersion, ...rest } = row;
  const pack = await packOf(tx, programmeKey, programmeVersion);
  return { ...rest, roundTitle: { zh: titleZh, en: titleEn }, categoryName: categoryOf(pack, row.categoryNo).name };
}

type Filter = { page: number; perPage: number; status?: ObjectionStatus | undefined; roundId?: string | undefined };

/** Objections, the most pressing first. `objectorId` narrows to a person's own; to everybody else names are not given. */
export async function listObjections(
  tx: Tx,
  filter: Filter,
  objectorId: string | null,
): Promise<z.input<typeof ObjectionPage>> {
  const rows = await tx<Row[]>`
    select ${columns(tx)} from ${joins(tx)}
    where (${objectorId}::text is null or o.objector_id = ${objectorId})
      and (${filter.status ?? null}::text is null or o.status = ${filter.status ?? null})
      and (${filter.roundId ?? null}::uuid is null or o.round_id = ${filter.roundId ?? null})
    order by o.status = 'open' desc, o.filed_at desc, o.case_id
    limit ${filter.perPage + 1} offset ${(filter.page - 1) * filter.perPage}`;
  return page(await Promise.all(rows.map((row) => summaryOf(tx, row))), filter);
}

/** Whose objection it is, and with which body it lies. */
export async function objectionSubject(tx: Tx, objectionId: string): Promise<Subject> {
  const [row] = await tx<{ objectorId: string; bodyId: string | null }[]>`
    select o.objector_id, t.body_id from objections o
    left join lateral (select body_id from tasks where case_id = o.case_id order by opened_at desc limit 1) t on true
    where o.case_id = ${objectionId}`;
  if (!row) throw new Problem('notFound');
  return { userId: row.objectorId, bodyIds: row.bodyId ? [row.bodyId] : [] };
}

type Whole = Row & {
  taskId: string | null;
  bodyId: string | null;
  bodyName: { zh: string; en: string } | null;
  strandedAt: string | null;
  movedUp: ObjectionView['movedUp'];
  applicationId: string | null;
  parties: string[];
  kind: 'winner' | 'leftOpen';
  objectorId: string;
  handlerId: string | null;
  realName: string;
  mobile: string;
  enterpriseName: string | null;
  statement: string;
  reason: string | null;
  publicReason: string | null;
  amendment: { note: string; projectName: string | null } | null;
  now: string;
};

/** Readers who may know who objects. */
export const mayKnow = (actor: Actor, row: { objectorId: string; handlerId: string | null }) =>
  row.objectorId === actor.userId ||
  row.handlerId === actor.userId ||
  actor.grants.some(({ role }) => role === 'auditor');

export async function objectionView(tx: Tx, objectionId: string, actor: Actor): Promise<ObjectionView> {
  const [row] = await tx<Whole[]>`
    select ${columns(tx)}, t.id as task_id, t.body_id, t.stranded_at, t.payload -> 'movedUp' as moved_up,
      (select jsonb_build_object('zh', name_zh, 'en', name_en) from bodies where id = t.body_id) as body_name, i.application_id, i.parties, i.kind, o.objector_id, o.handler_id, o.real_name, o.mobile,
      e.name as enterprise_name, o.statement, o.reason, o.public_reason, case when o.status = 'partlyUpheld' then i.amendment end as amendment,
      clock_timestamp() as now
    from ${joins(tx)} left join enterprises e on e.id = o.enterprise_id where o.case_id = ${objectionId}`;
  if (!row) throw new Problem('notFound');
  const { kind, objectorId, handlerId, realName, mobile, enterpriseName, statement, reason, ...kept } = row;
  const { bodyId, strandedAt, ...rest } = kept;
  const knows = mayKnow(actor, row);
  const subject = { bodyIds: bodyId ? [bodyId] : [] };
  const officer = permits(actor, 'objection.handle', subject) === 'allowed';
  const answers = officer || permits(actor, 'task.moveUp', subject) === 'allowed';
  const exclusion = officer ? await exclusionOf(tx, objectionId, actor.userId) : null;
  const files = knows ? await filesOf(tx, objectionId) : [];
  const open = row.status === 'open';
  const mine = open && handlerId === actor.userId;
  return {
    ...rest,
    ...(await summaryOf(tx, row)),
    // The application is the office's business; an objector knows the notice.
    applicationId: officer || permits(actor, 'objection.list') === 'allowed' ? row.applicationId : null,
    taskId: answers ? row.taskId : null,
    stranded: answers && open && strandedAt !== null,
    movedUp: answers ? row.movedUp : null,
    verdicts: [...verdictsFor(kind)],
    confidential: knows ? { realName, mobile, enterpriseName, statement, files: [...files], reason } : null,
    exclusion,
    allowed: [
      ...(officer && open && handlerId === null && exclusion === null ? ['take'] : []),
      ...(officer && mine ? ['release', ...(exclusion === null ? ['decide'] : [])] : []),
      ...(open && objectorId === actor.userId ? ['withdraw'] : []),
    ],
  };
}

/** A file of an objection for those who may know who objects; for everybody else there is none. */
export async function objectionFile(tx: Tx, objectionId: string, fileId: string, actor: Actor) {
  const [file] = await tx<
    {
      objectorId: string;
      handlerId: string | null;
      fileName: string;
      mediaType: string;
      sizeBytes: number;
      sha256: string;
    }[]
  >`
    select o.objector_id, o.handler_id, f.file_name, f.media_type, f.size_bytes, f.sha256
    from objection_files f join objections o on o.case_id = f.objection_id
    where f.id = ${fileId} and f.objection_id = ${objectionId}`;
  if (!file || !mayKnow(actor, file)) throw new Problem('notFound');
  return file;
}
