/** 公布: results of the lines that are through their notice. */
import { UNSETTLED } from '../domain/notice-items.ts';
import { recordFact } from './cases.ts';
import { issueCertificates } from './certificates.ts';
import type { Sql, Tx } from './client.ts';
import { unfollowed } from './follow-ups.ts';
import { lockRound } from './round-tasks.ts';

/** Applications that still wait for the result of their category. */
const WAITING = ['qualified', 'underReview', 'ranked'];

/**
 * Writes the results that the office's decision names and tells every application whose category is settled with them its own.
 * The round is published once nothing on a notice is unsettled; until then it goes back to its notices.
 */
export async function publishResults(sql: Sql, roundId: string, taskId: string): Promise<boolean> {
  return sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.status !== 'publication') return false;
    const [task] = await tx<{ decidedBy: string; itemIds: string[] | null }[]>`
      select decided_by, payload -> 'itemIds' as item_ids from tasks where id = ${taskId} and status = 'done'`;
    if (!task) return false;
    await tx`
      select 1 from cases where id in (
        select case_id from applications where round_id = ${roundId} and status = any(${[...WAITING, 'noticed']})) order by id for update`;
    const published = await tx<{ id: string }[]>`
      update notice_items set state = 'published', changed_at = clock_timestamp()
      where round_id = ${roundId} and state = 'ready' and (${task.itemIds === null} or id = any(${task.itemIds ?? []}::uuid[]))
      returning id`;
    const itemIds = published.map(({ id }) => id);
    await writeResults(tx, roundId, itemIds, task.decidedBy);
    await tellSelected(tx, roundId, itemIds);
    await issueCertificates(tx, roundId);
    const open = await unsettledCategories(tx, roundId);
    await tellOthers(tx, roundId, open);
    await tx`update rounds set status = ${open.length === 0 ? 'published' : 'notice'} where case_id = ${roundId}`;
    await recordFact(tx, roundId, 'resultsPublished', null, { taskId, itemIds, openCategoryNos: open }, false);
    return true;
  });
}

const writeResults = (tx: Tx, roundId: string, itemIds: readonly string[], publishedBy: string) => tx`
  insert into results (round_id, category_no, place, issue, outcome, application_id, reason, published_at, published_by)
  select i.round_id, i.category_no, i.slot,
    1 + (select count(*) from results s where s.round_id = i.round_id and s.category_no = i.category_no and s.place = i.slot),
    -- Of a winner the line may say why an objection to it was rejected: that is no reason of the result.
    i.kind, i.application_id, case when i.kind = 'leftOpen' then i.reason end, clock_timestamp(), ${publishedBy}
  from notice_items i where i.round_id = ${roundId} and i.id = any(${[...itemIds]}::uuid[])`;

const tellSelected = (tx: Tx, roundId: string, itemIds: readonly string[]) => tx`
  with told as (
    update applications a set status = 'awarded', settled_at = clock_timestamp()
    from notice_items i
    where i.id = any(${[...itemIds]}::uuid[]) and i.application_id = a.case_id and a.status = 'noticed'
    returning a.case_id, a.category_no)
  select record_fact(d.case_id, 'resultRecorded', null, jsonb_build_object('outcome', 'awarded', 'categoryNo', d.category_no,
    'rank', k.rank, 'reason', null), true)
  from told d left join rankings k on k.application_id = d.case_id and k.round_id = ${roundId}`;

/** Categories with a line that runs, is paused, ready, or waits for its successor. */
async function unsettledCategories(tx: Tx, roundId: string): Promise<number[]> {
  const rows = await tx<{ no: number }[]>`
    select distinct category_no as no from notice_items i
    where round_id = ${roundId} and (state = any(${[...UNSETTLED]}) or (${unfollowed(tx)})) order by no`;
  return rows.map(({ no }) => no);
}

const tellOthers = (tx: Tx, roundId: string, openCategoryNos: readonly number[]) => tx`
  with told as (
    update applications a set status = 'notSelected', settled_at = clock_timestamp()
    where a.round_id = ${roundId} and a.status = any(${WAITING}) and not (a.category_no = any(${[...openCategoryNos]}::int[]))
    returning case_id, category_no)
  select record_fact(d.case_id, 'resultRecorded', null, jsonb_build_object('outcome', 'notSelected', 'categoryNo', d.category_no,
    'rank', k.rank, 'reason', case
      when exists (
        select 1 from tasks t, jsonb_array_elements(t.payload -> 'strikes') s
        where t.case_id = ${roundId} and t.step = 'deliberate' and t.outcome = 'approved'
          and s ->> 'applicationId' = d.case_id::text) then 'struck'
      when exists (select 1 from notice_items i where i.application_id = d.case_id and i.state = 'passedOver') then 'creditRecord'
      when k.reaches_pass_mark is false then 'belowPassMark' else 'rankedLower' end), true)
  from told d left join rankings k on k.application_id = d.case_id and k.round_id = ${roundId}`;
