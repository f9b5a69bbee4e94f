/** The expert review as it is read: the draws and the frozen ranking. */
import { Problem } from '../contracts/problem-error.ts';
import type { Tx } from './client.ts';
import { categoryOf, roundFrame } from './programmes.ts';

/** The draws of a round with everything that is needed to repeat them. */
export async function panelsOf(tx: Tx, roundId: string) {
  const frame = await roundFrame(tx, roundId);
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
             (count(distinct t.case_id) - count(t.id) filter (where t.status = 'open'))::int as signed, count(distinct t.case_id)::int as all
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
    passMark: frame.policy.rubric.passMark,
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
