/** Lists of applications, cut to what the actor may see inside the statement itself. */
import { page } from '../contracts/paging.ts';
import type { ApplicationStatus } from '../contracts/vocabulary.ts';
import type { Actor } from '../domain/permissions.ts';
import type { Tx } from './client.ts';
import { categoryOf, frozenFrame } from './programmes.ts';
import { leadsNamed, mentions } from './search.ts';

export type ApplicationFilter = {
  page: number;
  perPage: number;
  q?: string | undefined;
  roundId?: string | undefined;
  categoryNo?: number | undefined;
  status?: ApplicationStatus | undefined;
  bodyId?: string | undefined;
  sort: 'createdAt' | 'submittedAt' | 'projectName' | 'status' | 'categoryNo';
  order: 'ASC' | 'DESC';
};
type Row = {
  id: string;
  projectName: string | null;
  status: ApplicationStatus;
  receiptNo: string | null;
  submittedAt: string | null;
  createdAt: string;
  roundId: string;
  categoryNo: number;
  leadName: string;
  bodyZh: string;
  bodyEn: string;
  currentStep: string | null;
  currentDueAt: string | null;
  closesAt: string | null;
};
/** Orders that a list is read in; among equals the later submission and then the id decides, so that pages never overlap. */
const ORDERS = {
  createdAt: ['created_at'],
  submittedAt: ['submitted_at'],
  projectName: ['project_name'],
  status: ['status', 'submitted_at'],
  categoryNo: ['category_no', 'submitted_at'],
} as const;

/** Own and invited applications of members, submitted ones of the own body for districts, all submitted ones for the city. */
function visibleTo(tx: Tx, actor: Actor) {
  const bodyIds = actor.grants.flatMap(({ role, bodyId }) => (role === 'districtOfficer' && bodyId ? [bodyId] : []));
  const enterpriseIds = actor.grants.flatMap(({ enterpriseId }) => (enterpriseId ? [enterpriseId] : []));
  const city = actor.grants.some(
    ({ role }) => role === 'cityOfficer' || role === 'auditor' || (role === 'promotionMember' && actor.twoFactor),
  );
  const submitted = city
    ? [tx`a.content_version > 0`]
    : bodyIds.map((bodyId) => tx`a.recommending_body_id = ${bodyId} and a.content_version > 0`);
  const own = tx`a.case_id in (select p.application_id from application_parties p
    where p.enterprise_id = any(${enterpriseIds}::uuid[]) and p.status in ('invited', 'confirmed'))`;
  const alternatives = enterpriseIds.length > 0 ? [...submitted, own] : submitted;
  const condition = alternatives.reduce((before, next) => tx`${before} or ${next}`, tx`false`);
  // Submitted ones have every value: then an index can be read in the list's order.
  return {
    condition: alternatives.length === 1 ? (alternatives[0] as typeof condition) : condition,
    drafts: enterpriseIds.length > 0,
  };
}

export async function listApplications(tx: Tx, actor: Actor, filter: ApplicationFilter) {
  const visible = visibleTo(tx, actor);
  const direction = filter.order === 'ASC' ? tx`asc` : tx`desc`;
  const nulls = visible.drafts ? tx`nulls last` : tx``;
  const order = [...ORDERS[filter.sort], 'case_id']
    .map((column) => tx`${tx(`a.${column}`)} ${direction} ${nulls}`)
    .reduce((before, next) => tx`${before}, ${next}`);
  const leads = filter.q ? await leadsNamed(tx, filter.q) : null;
  const rows = await tx<Row[]>`
    select a.case_id as id, a.project_name, a.status, a.receipt_no, a.submitted_at, a.created_at, a.round_id, a.category_no,
           e.name as lead_name, b.name_zh as body_zh, b.name_en as body_en, t.step as current_step, t.due_at as current_due_at, r.closes_at
    from (
      select a.* from applications a
      where (${visible.condition})
        ${filter.roundId ? tx`and a.round_id = ${filter.roundId}` : tx``}
        ${filter.categoryNo ? tx`and a.category_no = ${filter.categoryNo}` : tx``}
        ${filter.status ? tx`and a.status = ${filter.status}` : tx``}
        ${filter.bodyId ? tx`and a.recommending_body_id = ${filter.bodyId}` : tx``}
        ${filter.q ? tx`and ${mentions(tx, filter.q, leads)}` : tx``}
      order by ${order}
      limit ${filter.perPage + 1} offset ${(filter.page - 1) * filter.perPage}
    ) a
    join enterprises e on e.id = a.lead_enterprise_id join bodies b on b.id = a.recommending_body_id join rounds r on r.case_id = a.round_id
    left join lateral (select step, due_at from tasks t where t.case_id = a.case_id and t.status = 'open' and t.step <> 'score' limit 1) t on true
    order by ${order}`;
  const items = rows.map(async ({ bodyZh, bodyEn, ...row }) => {
    const frame = await frozenFrame(tx, row.roundId);
    return {
      ...row,
      roundTitle: frame.title,
      rehearsal: frame.workingDayMs !== null,
      categoryName: categoryOf(frame.pack, row.categoryNo).name,
      bodyName: { zh: bodyZh, en: bodyEn },
    };
  });
  return page(await Promise.all(items), filter);
}
