/** Messages about facts: each kind of fact knows whom it concerns (`tell/`). */
import { type Fact, REOPENING_FACTS } from '../contracts/facts.ts';
import type { CaseKind } from '../contracts/vocabulary.ts';
import type { Sql, Tx } from '../db/client.ts';
import { postMessages } from '../db/messages.ts';
import { APPLICATION_FACTS } from './tell/application.ts';
import { CHANGE_FACTS } from './tell/change.ts';
import { OBJECTION_FACTS, REVERSAL_FACTS } from './tell/matters.ts';
import { ROUND_FACTS } from './tell/round.ts';
import { type CaseOfFacts, collector } from './tell/telling.ts';

const FACTS_OF_KIND: Partial<Record<CaseKind, typeof APPLICATION_FACTS>> = {
  application: APPLICATION_FACTS,
  change: CHANGE_FACTS,
  round: ROUND_FACTS,
  objection: OBJECTION_FACTS,
  reversal: REVERSAL_FACTS,
};
const TOLD = [...new Set(Object.values(FACTS_OF_KIND).flatMap((facts) => Object.keys(facts)))];

/**
 * Writes the messages about a case's facts after `from` up to `to`. Each has a key of fact and person, so that the same
 * facts told again add nothing. Facts that concern nobody add nothing either. A run that starts a case anew (`from` 0) tells from
 * the fact that reopened it.
 * @returns messages that are new
 */
export async function notifyOf(sql: Sql, caseId: string, from: number, to: number): Promise<number> {
  return sql.begin(async (tx) => {
    const facts = await tx<Fact[]>`
      select case_id, version, kind, actor_id, at, payload from facts
      where case_id = ${caseId} and version > ${from} and version <= ${to}
        and kind = any(${TOLD})
        and (${from} > 0 or version >= coalesce((
          select max(version) from facts where case_id = ${caseId} and version <= ${to} and kind = any(${[...REOPENING_FACTS]})), 0))
      order by version`;
    if (facts.length === 0) return 0;
    const about = await caseOfFacts(tx, caseId);
    if (!about) return 0;
    const tellers = FACTS_OF_KIND[about.kind] ?? {};
    const { messages, tellingOf } = collector(tx, about);
    for (const fact of facts) await tellers[fact.kind]?.(tellingOf(fact));
    return postMessages(tx, messages);
  });
}

/** Drafts have no workflow of their own: the close tells the parties of those that expired. */
export async function tellExpired(sql: Sql, roundId: string): Promise<void> {
  const expired = await sql<{ caseId: string; version: number }[]>`
    select f.case_id, f.version from facts f join applications a on a.case_id = f.case_id
    where a.round_id = ${roundId} and a.status = 'expired' and f.kind = 'expired'`;
  for (const { caseId, version } of expired) await notifyOf(sql, caseId, version - 1, version);
}

async function caseOfFacts(tx: Tx, caseId: string): Promise<CaseOfFacts | undefined> {
  const [row] = await tx<CaseOfFacts[]>`
    select c.id, c.kind, r.case_id as round_id, r.policy, k as category,
      jsonb_build_object('zh', r.title_zh, 'en', r.title_en) as round,
      coalesce(a.project_name, a.receipt_no, k -> 'name' ->> 'zh', '') as project
    from cases c
    left join objections o on o.case_id = c.id
    left join notice_items i on i.id = o.item_id
    left join reversals v on v.case_id = c.id
    left join member_changes m on m.case_id = c.id
    left join applications a on a.case_id = coalesce(m.application_id, v.application_id, i.application_id, c.id)
    join rounds r on r.case_id = coalesce(o.round_id, a.round_id, c.id)
    left join programmes p on p.key = r.programme_key and p.version = r.programme_version
    left join lateral (
      select k from jsonb_array_elements(p.pack -> 'categories') k where (k ->> 'no')::int = a.category_no limit 1) k on true
    where c.id = ${caseId}`;
  return row;
}
