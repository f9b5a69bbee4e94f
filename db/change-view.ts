/** Changes of member as people read them. */
import type { ChangeView } from '../contracts/changes.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { RelatedPair } from '../contracts/rounds.ts';
import { isOpenChange } from '../contracts/vocabulary.ts';
import { type Actor, permits, type Subject } from '../domain/permissions.ts';
import type { Tx } from './client.ts';
import { creditOf } from './credit.ts';
import { frozenFrame } from './programmes.ts';
import { relatedParties } from './related-parties.ts';

type Row = Omit<ChangeView, 'roundTitle' | 'rehearsal' | 'leaving' | 'joining' | 'shares' | 'allowed' | 'successor'> & {
  roundId: string;
  leavingId: string;
  leavingName: string;
  joiningId: string | null;
  joiningName: string | null;
  /** As the request recorded them; null of requests made before it did. */
  sharesBefore: { enterpriseId: string; shareBp: number }[] | null;
  shares: { enterpriseId: string; shareBp: number }[];
  names: { enterpriseId: string; name: string }[];
};

/** What a change is related to: the parties, who leaves and who joins; before its answer the joining one is invited. */
export async function changeSubject(
  tx: Tx,
  changeId: string,
): Promise<Subject & { applicationId: string; status: ChangeView['status'] }> {
  const [row] = await tx<
    {
      applicationId: string;
      status: ChangeView['status'];
      lead: string;
      body: string;
      leaving: string;
      joining: string | null;
      parties: string[];
    }[]
  >`
    select m.application_id, m.status, a.lead_enterprise_id as lead, a.recommending_body_id as body,
           m.leaving_enterprise_id as leaving, m.joining_enterprise_id as joining,
           array(select enterprise_id::text from application_parties p where p.application_id = a.case_id and p.status = 'confirmed') as parties
    from member_changes m join applications a on a.case_id = m.application_id where m.case_id = ${changeId}`;
  if (!row) throw new Problem('notFound');
  const invited = row.joining && row.status === 'confirming' ? [row.joining] : [];
  return {
    applicationId: row.applicationId,
    status: row.status,
    bodyIds: [row.body],
    leadEnterpriseId: row.lead,
    partyEnterpriseIds: [...row.parties, row.leaving, ...(row.joining && invited.length === 0 ? [row.joining] : [])],
    invitedEnterpriseIds: invited,
  };
}

const shareOf = (shares: readonly { enterpriseId: string; shareBp: number }[], of: string) =>
  shares.find(({ enterpriseId }) => enterpriseId === of)?.shareBp ?? null;

/** The changes of one application, newest first, or one of them. */
export async function changesOf(
  tx: Tx,
  by: { applicationId: string } | { changeId: string },
  actor: Actor,
): Promise<ChangeView[]> {
  const rows = await tx<Row[]>`
    select m.case_id as id, m.application_id, a.project_name, a.receipt_no, a.round_id, e.name as lead_name,
           m.leaving_enterprise_id as leaving_id, l.name as leaving_name, m.joining_enterprise_id as joining_id, j.name as joining_name,
           m.reason, m.shares, f.payload -> 'sharesBefore' as shares_before, m.status, m.confirm_by, t.due_at, m.filed_at, u.name as filed_by, m.answered_at, m.settled_at,
           m.decision_reason, clock_timestamp() as now,
           (select jsonb_agg(jsonb_build_object('enterpriseId', x.id, 'name', x.name) order by p.role, x.name)
            from enterprises x left join application_parties p on p.enterprise_id = x.id and p.application_id = a.case_id
            where p.status = 'confirmed' or x.id in (m.leaving_enterprise_id, m.joining_enterprise_id)
               or x.id::text in (select s ->> 'enterpriseId' from jsonb_array_elements(m.shares) s)) as names
    from member_changes m
    join applications a on a.case_id = m.application_id join enterprises e on e.id = a.lead_enterprise_id
    join enterprises l on l.id = m.leaving_enterprise_id left join enterprises j on j.id = m.joining_enterprise_id
    join users u on u.id = m.filed_by left join tasks t on t.id = m.task_id
    left join facts f on f.case_id = m.case_id and f.kind = 'changeFiled'
    where ${'changeId' in by ? tx`m.case_id = ${by.changeId}` : tx`m.application_id = ${by.applicationId}`}
    order by m.filed_at desc`;
  const views: ChangeView[] = [];
  for (const { roundId, leavingId, leavingName, joiningId, joiningName, sharesBefore, shares, names, ...row } of rows) {
    const frame = await frozenFrame(tx, roundId);
    const subject = await changeSubject(tx, row.id);
    const open = isOpenChange(row.status);
    const allowed: string[] = [];
    if (row.status === 'confirming' && permits(actor, 'change.answer', subject) === 'allowed') allowed.push('answer');
    if (open && permits(actor, 'change.file', subject) === 'allowed') allowed.push('withdraw');
    views.push({
      ...row,
      roundTitle: frame.title,
      rehearsal: frame.workingDayMs !== null,
      leaving: { id: leavingId, name: leavingName },
      joining: joiningId === null ? null : { id: joiningId, name: joiningName ?? '' },
      shares: names.map(({ enterpriseId, name }) => ({
        enterpriseId,
        name,
        beforeBp: shareOf(sharesBefore ?? [], enterpriseId),
        afterBp: shareOf(shares, enterpriseId),
      })),
      allowed,
      successor: null,
    });
  }
  return views;
}

/** One change; the caller has judged that it may be read. */
export async function changeView(tx: Tx, changeId: string, actor: Actor): Promise<ChangeView> {
  const [view] = await changesOf(tx, { changeId }, actor);
  if (!view) throw new Problem('notFound');
  const subject = await changeSubject(tx, changeId);
  if (
    !isOpenChange(view.status) ||
    view.joining === null ||
    permits(actor, 'application.readChecks', subject) !== 'allowed'
  )
    return view;
  return { ...view, successor: await successorEvidence(tx, view.applicationId, view.joining.id) };
}

async function successorEvidence(tx: Tx, applicationId: string, joining: string): Promise<ChangeView['successor']> {
  const [application] = await tx<
    { roundId: string }[]
  >`select round_id from applications where case_id = ${applicationId}`;
  const [credit, related] = await Promise.all([
    creditOf(tx, joining),
    relatedParties(tx, application?.roundId as string, applicationId),
  ]);
  const touches = ({ first, second }: RelatedPair) =>
    [first, second].some((side) => side.enterpriseId === joining && side.applicationId === applicationId);
  return { credit, related: related.items.filter(touches) };
}
