/** An application as one person may see it, and the lists of applications. */
import type { ApplicationView } from '../contracts/applications.ts';
import type { FieldMark } from '../contracts/facts.ts';
import { Problem } from '../contracts/problem-error.ts';
import { type Actor, permits, type Subject } from '../domain/permissions.ts';
import { allowedActs } from './allowed-acts.ts';
import type { Tx } from './client.ts';
import { type Content, contentOf, eligibilityOf, missingFor, missingOf } from './content.ts';
import { voidedSignatures } from './departures.ts';
import { SHARED } from './drafts.ts';
import { categoryOf, formOf, type RoundFrame, roundFrame } from './programmes.ts';
import { timelineOf } from './timeline.ts';

type HeadRow = {
  id: string;
  projectName: string | null;
  status: ApplicationView['status'];
  receiptNo: string | null;
  submittedAt: string | null;
  createdAt: string;
  roundId: string;
  categoryNo: number;
  contentVersion: number;
  version: number;
  leadName: string;
  bodyZh: string;
  bodyEn: string;
  bodyId: string;
  currentStep: string | null;
  currentDueAt: string | null;
  frozenNo: number | null;
  frozenSha256: string | null;
  frozenAt: string | null;
  agreementSha256: string | null;
  now: string;
  correction: {
    taskId: string;
    dueAt: string;
    payload: { marks?: FieldMark[]; askedBy?: string; reason?: string };
  } | null;
  roundCancellation: { at: string; reason: string } | null;
  rank: number | null;
  scoreHundredths: number | null;
};

/** Enterprises for which the actor may act among these. */
export const myEnterprises = (actor: Actor, ids: readonly string[]) =>
  ids.filter((id) => actor.grants.some((grant) => grant.enterpriseId === id));

/**
 * The whole view. Parties see the shared sections and their own private ones; officers see all; nobody sees the other
 * party's private sections. An invited enterprise sees the shared sections only.
 */
export async function applicationView(
  tx: Tx,
  applicationId: string,
  actor: Actor,
  subject: Subject,
): Promise<ApplicationView> {
  const [[head], content] = await Promise.all([
    tx<HeadRow[]>`
      select a.case_id as id, a.project_name, a.status, a.receipt_no, a.submitted_at, a.created_at, a.round_id, a.category_no, a.content_version,
             c.version, e.name as lead_name, b.name_zh as body_zh, b.name_en as body_en, b.id as body_id, t.step as current_step, t.due_at as current_due_at,
             a.frozen_no, f.sha256 as frozen_sha256, f.frozen_at, f.content -> 'agreement' ->> 'sha256' as agreement_sha256, clock_timestamp() as now,
             case when t.step = 'correction' then jsonb_build_object('taskId', t.id, 'dueAt', t.due_at, 'payload', t.payload) end as correction,
             case when a.status = 'cancelled' then jsonb_build_object('at', r.cancelled_at, 'reason', r.cancellation_reason) end as round_cancellation,
             k.rank, k.score_hundredths
      from applications a join cases c on c.id = a.case_id join rounds r on r.case_id = a.round_id join enterprises e on e.id = a.lead_enterprise_id
      join bodies b on b.id = a.recommending_body_id
      left join lateral (select * from tasks t where t.case_id = a.case_id and t.status = 'open' and t.step <> 'score' order by opened_at desc limit 1) t on true
      left join frozen_contents f on f.application_id = a.case_id and f.no = a.frozen_no
      left join rankings k on k.application_id = a.case_id
      where a.case_id = ${applicationId}`,
    contentOf(tx, applicationId),
  ]);
  if (!head) throw new Problem('notFound');
  const frame = (await roundFrame(tx, head.roundId)) as RoundFrame;
  const category = categoryOf(frame.pack, head.categoryNo);
  const [signatures, timeline, voided] = await Promise.all([
    tx<{ enterpriseId: string; signedAt: string; name: string }[]>`
      select s.enterprise_id, s.signed_at, u.name from signatures s join users u on u.id = s.signer_id
      where s.application_id = ${applicationId} and s.frozen_no = ${
        head.contentVersion === 0
          ? tx`${head.frozenNo}::int`
          : // A correction is handed in by the lead: what all parties signed stays the first submission.
            tx`(select max(frozen_no) from signatures where application_id = ${applicationId})`
      }`,
    timelineOf(tx, applicationId, frame),
    head.contentVersion === 0 ? voidedSignatures(tx, applicationId) : [],
  ]);
  const ids = content.parties
    .filter(({ status }) => status === 'confirmed' || status === 'invited')
    .map(({ enterpriseId }) => enterpriseId);
  const mine = myEnterprises(actor, ids);
  const official = permits(actor, 'application.readChecks', subject) === 'allowed';
  const marks = head.correction?.payload.marks ?? [];
  const frozen =
    head.frozenNo === null || head.frozenSha256 === null || head.frozenAt === null
      ? null
      : { no: head.frozenNo, sha256: head.frozenSha256, frozenAt: head.frozenAt };
  const draft = head.status === 'draft' || head.status === 'signing' || head.status === 'correcting';
  const mayEdit = permits(actor, 'application.edit', subject) === 'allowed';
  const leads = mine.includes(content.parties.find(({ role }) => role === 'lead')?.enterpriseId ?? '');
  const visible = (enterpriseId: string | null) => enterpriseId === null || official || mine.includes(enterpriseId);
  return {
    ...summaryOf(head, frame, category.name),
    version: head.version,
    contentVersion: head.contentVersion,
    requiredServices: category.requiredServices,
    parties: content.parties.map((party) => {
      const signature = signatures.find(({ enterpriseId }) => enterpriseId === party.enterpriseId);
      return {
        enterpriseId: party.enterpriseId,
        name: party.name,
        identifier: party.identifier,
        kind: party.kind,
        role: party.role,
        status: party.status,
        shareBp: party.shareBp,
        confirmBy: party.confirmBy,
        answeredAt: party.answeredAt,
        departedAt: party.departedAt,
        departureReason: party.departureReason,
        signedAt: signature?.signedAt ?? null,
        signerName: signature?.name ?? null,
        mine: mine.includes(party.enterpriseId),
      };
    }),
    sections: sectionViews(frame, head, content, marks, { visible, mayEdit, mine, leads }),
    form: formOf(frame.policy, category).sections,
    attachmentSlots: frame.policy.attachments,
    attachments: content.attachments.filter(({ slot, enterpriseId }) =>
      visible(frame.policy.attachments.find(({ key }) => key === slot)?.scope === 'shared' ? null : enterpriseId),
    ),
    mailInvitations: content.mailInvitations
      .filter(({ status }) => leads || status === 'open')
      .map((invitation) => ({ ...invitation, email: leads ? invitation.email : null })),
    minPartners: frame.policy.consortium.minPartners,
    frozen,
    agreement: frame.policy.consortium.agreement
      ? { section: frame.policy.consortium.agreement.section, sha256: head.agreementSha256 }
      : null,
    voidedSignatures: voided,
    missing: draft || official ? missingFor(missingOf(frame, head.categoryNo, content), visible) : [],
    eligibility: eligibilityOf(frame, head.categoryNo, content).map(({ key, verdict, message }) => ({
      key,
      verdict,
      message,
    })),
    correction: head.correction && {
      taskId: head.correction.taskId,
      dueAt: new Date(head.correction.dueAt).toISOString(),
      askedBy: head.correction.payload.askedBy ?? '',
      reason: head.correction.payload.reason ?? null,
      marks: marks.filter(({ enterpriseId }) => visible(enterpriseId) || leads),
    },
    roundCancellation: head.roundCancellation && {
      at: new Date(head.roundCancellation.at).toISOString(),
      reason: head.roundCancellation.reason,
    },
    result:
      head.status === 'awarded' || head.status === 'notSelected'
        ? {
            outcome: head.status,
            rank: head.rank,
            score: head.scoreHundredths === null ? null : head.scoreHundredths / 100,
          }
        : null,
    timeline,
    allowed: allowedActs(actor, subject, head, frame, content),
    myEnterpriseId: mine[0] ?? null,
    now: head.now,
  };
}

function sectionViews(
  frame: RoundFrame,
  head: HeadRow,
  content: Content,
  marks: readonly FieldMark[],
  who: { visible: (enterpriseId: string | null) => boolean; mayEdit: boolean; mine: string[]; leads: boolean },
): ApplicationView['sections'] {
  const views: ApplicationView['sections'] = [];
  const add = (section: string, enterpriseId: string | null) => {
    const row = content.sections.find(
      (candidate) => candidate.section === section && candidate.enterpriseId === (enterpriseId ?? SHARED),
    );
    const own = enterpriseId === null ? who.leads : who.mine.includes(enterpriseId);
    const marked = marks.some((mark) => mark.section === section && mark.enterpriseId === enterpriseId);
    views.push({
      section,
      enterpriseId,
      data: row?.data ?? {},
      version: row?.version ?? 0,
      savedAt: row?.savedAt ?? null,
      savedBy: row?.savedBy ?? null,
      editable: who.mayEdit && own && (head.status === 'draft' || (head.status === 'correcting' && marked)),
    });
  };
  for (const section of formOf(frame.policy, categoryOf(frame.pack, head.categoryNo)).sections) {
    if (section.scope === 'shared') add(section.key, null);
    else
      for (const party of content.parties)
        if (party.status === 'confirmed' && who.visible(party.enterpriseId)) add(section.key, party.enterpriseId);
  }
  return views;
}

function summaryOf(
  head: HeadRow,
  frame: Pick<RoundFrame, 'title' | 'workingDayMs' | 'closesAt'>,
  categoryName: { zh: string; en: string },
) {
  return {
    id: head.id,
    projectName: head.projectName,
    status: head.status,
    receiptNo: head.receiptNo,
    submittedAt: head.submittedAt,
    createdAt: head.createdAt,
    roundId: head.roundId,
    roundTitle: frame.title,
    rehearsal: frame.workingDayMs !== null,
    categoryNo: head.categoryNo,
    categoryName,
    leadName: head.leadName,
    bodyName: { zh: head.bodyZh, en: head.bodyEn },
    currentStep: head.currentStep,
    currentDueAt: head.currentDueAt,
    closesAt: frame.closesAt,
  };
}
