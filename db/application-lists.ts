/** Lists of applications, cut to what the actor may see inside the statement itself. */
import { page } from '../contracts/paging.ts';
import type { ApplicationStatus } from '../contracts/vocabulary.ts';
import type { Actor } from '../domain/permissions.ts';
import type { Tx } from './client.ts';
import { categoryOf, type RoundFrame, roundFrame } from './programmes.ts';

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
};
const COLUMNS = {
  createdAt: 'created_at',
  submittedAt: 'submitted_at',
  projectName: 'project_name',
  status: 'status',
  categoryNo: 'category_no',
} as const;

/** Own and invited applications of members, submitted ones of the own body for districts, all submitted ones for the city. */
export async function listApplications(tx: Tx, actor: Actor, filter: ApplicationFilter) {
  const enterpriseIds = actor.grants.flatMap(({ enterpriseId }) => (enterpriseId ? [enterpriseId] : []));
  const bodyIds = actor.grants.flatMap(({ role, bodyId }) => (role === 'districtOfficer' && bodyId ? [bodyId] : []));
  const city = actor.grants.some(
    ({ role }) => role === 'cityOfficer' || role === 'auditor' || (role === 'promotionMember' && actor.twoFactor),
  );
  const direction = filter.order === 'ASC' ? tx`asc` : tx`desc`;
  const rows = await tx<Row[]>`
    select a.case_id as id, a.project_name, a.status, a.receipt_no, a.submitted_at, a.created_at, a.round_id, a.category_no,
           e.name as lead_name, b.name_zh as body_zh, b.name_en as body_en, t.step as current_step, t.due_at as current_due_at
    from (
      select a.* from applications a
      where ((${city} and a.content_version > 0)
          or (a.recommending_body_id = any(${bodyIds}) and a.content_version > 0)
          or a.case_id in (select p.application_id from application_parties p
                           where p.enterprise_id = any(${enterpriseIds}::uuid[]) and p.status in ('invited', 'confirmed')))
        ${filter.roundId ? tx`and a.round_id = ${filter.roundId}` : tx``}
        ${filter.categoryNo ? tx`and a.category_no = ${filter.categoryNo}` : tx``}
        ${filter.status ? tx`and a.status = ${filter.status}` : tx``}
        ${filter.bodyId ? tx`and a.recommending_body_id = ${filter.bodyId}` : tx``}
        ${
          filter.q
            ? tx`and (a.project_name ilike ${`%${escapeLike(filter.q)}%`} or a.receipt_no ilike ${`%${escapeLike(filter.q)}%`}
            or a.lead_enterprise_id in (select id from enterprises where name ilike ${`%${escapeLike(filter.q)}%`}))`
            : tx``
        }
      order by ${tx(COLUMNS[filter.sort])} ${direction} nulls last, a.case_id
      limit ${filter.perPage + 1} offset ${(filter.page - 1) * filter.perPage}
    ) a
    join enterprises e on e.id = a.lead_enterprise_id join bodies b on b.id = a.recommending_body_id
    left join lateral (select step, due_at from tasks t where t.case_id = a.case_id and t.status = 'open' and t.step <> 'score' limit 1) t on true
    order by ${tx(COLUMNS[filter.sort])} ${direction} nulls last, a.case_id`;
  const frames = new Map<string, RoundFrame>();
  for (const { roundId } of rows)
    if (!frames.has(roundId)) frames.set(roundId, (await roundFrame(tx, roundId)) as RoundFrame);
  return page(
    rows.map((row) => {
      const frame = frames.get(row.roundId) as RoundFrame;
      const { bodyZh, bodyEn, ...rest } = row;
      return {
        ...rest,
        roundTitle: frame.title,
        rehearsal: frame.workingDayMs !== null,
        categoryName: categoryOf(frame.pack, row.categoryNo).name,
        bodyName: { zh: bodyZh, en: bodyEn },
        closesAt: frame.closesAt,
      };
    }),
    filter,
  );
}

/** `%`, `_` and `\` of a person's text are letters in a LIKE pattern. */
export const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');
