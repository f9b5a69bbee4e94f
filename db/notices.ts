/** Public notices (公示): their lines, their end, and the way from there to publication. */
import type { z } from 'zod';
import type { RoundPolicy } from '../contracts/policy.ts';
import type { NoticeItemView } from '../contracts/rounds.ts';
import { recordFact } from './cases.ts';
import { json, type Sql, type Tx } from './client.ts';
import { lockRound, openRoundTask } from './round-tasks.ts';

/** One line as it is published: the proposed winner of a place, or the place left open. */
export type NoticeLine = {
  categoryNo: number;
  /** Place within the category, from 1. */
  slot: number;
  applicationId: string | null;
  place: 'winner' | 'leftOpen';
  projectName: string | null;
  parties: string[];
  scoreHundredths: number | null;
  /** The line whose place it takes. */
  replaces?: string | null;
  amendment?: { note: string; projectName: string | null } | null;
};
export type NoticeKind = 'first' | 'reserve' | 'amended';
export type NoticePeriod = { noticeId: string; startsAt: string; endsAt: string };

/**
 * Publishes a notice. It runs from the next midnight to 24:00 of its last working day; a rehearsal starts at once.
 * The round is locked by the caller.
 */
export async function insertNotice(
  tx: Tx,
  roundId: string,
  kind: NoticeKind,
  workingDays: number,
  lines: readonly NoticeLine[],
): Promise<NoticePeriod & { itemIds: string[] }> {
  const [notice] = await tx<{ id: string; startsAt: string; endsAt: string }[]>`
    insert into notices (round_id, kind, items, published_at, starts_at, ends_at, working_days)
    select ${roundId}, ${kind}, ${json(tx, lines)}, now.at,
      case when c.working_day_ms is not null then now.at
           else ((now.at at time zone 'Asia/Shanghai')::date + 1)::timestamp at time zone 'Asia/Shanghai' end,
      due_at(now.at, ${workingDays}, c.working_day_ms), ${workingDays}
    from cases c, (select clock_timestamp() as at) now where c.id = ${roundId}
    returning id, starts_at, ends_at`;
  const { id: noticeId, startsAt, endsAt } = notice as { id: string; startsAt: string; endsAt: string };
  const items = await tx<{ id: string }[]>`
    insert into notice_items (round_id, notice_id, no, category_no, slot, kind, application_id, project_name, parties, score_hundredths,
      state, replaces, reason, amendment, changed_at)
    select ${roundId}, ${noticeId}, e.no, x."categoryNo", x.slot, x.place, x."applicationId", x."projectName", x.parties, x."scoreHundredths",
      'noticed', x.replaces, case when x.place = 'leftOpen' then 'nobodyReachedPassMark' end, nullif(x.amendment, 'null'), clock_timestamp()
    from jsonb_array_elements(${json(tx, lines)}) with ordinality as e(line, no),
      jsonb_to_record(e.line) as x("categoryNo" int, slot int, place text, "applicationId" uuid, "projectName" text, parties jsonb,
        "scoreHundredths" int, replaces uuid, amendment jsonb)
    returning id`;
  return { noticeId, startsAt, endsAt, itemIds: items.map((item) => item.id) };
}

/**
 * Ends the notices whose last day has passed by the database's clock: lines without an open objection are through, and the
 * office is asked to publish them. A paused line waits for its verdict alone.
 * @returns milliseconds until the next notice ends; 0 when something ended, is ready, or none runs
 */
export async function endNotice(sql: Sql, roundId: string): Promise<number> {
  return sql.begin(async (tx) => {
    const round = await lockRound(tx, roundId);
    if (round?.status !== 'notice') return 0;
    const ended = await tx<{ id: string }[]>`
      update notices set ended_at = clock_timestamp()
      where round_id = ${roundId} and ended_at is null and ends_at <= clock_timestamp() returning id`;
    await tx`
      update notice_items i set state = 'ready', changed_at = clock_timestamp() from notices n
      where i.round_id = ${roundId} and i.state = 'noticed' and n.id = i.notice_id and n.ended_at is not null`;
    const publication = await openPublication(tx, roundId, round.policy);
    if (ended.length > 0) {
      const fact = { noticeId: ended[0]?.id, noticeIds: ended.map(({ id }) => id), nextTaskId: publication };
      await recordFact(tx, roundId, 'noticeEnded', null, fact, false);
    } else if (publication !== null) {
      await recordFact(tx, roundId, 'taskOpened', null, { nextTaskId: publication }, false);
    }
    if (ended.length > 0 || publication !== null) return 0;
    const [next] = await tx<{ missingMs: number | null }[]>`
      select ceil(extract(epoch from min(ends_at) - clock_timestamp()) * 1000)::float8 as missing_ms
      from notices where round_id = ${roundId} and ended_at is null`;
    return Math.max(next?.missingMs ?? 0, 0);
  });
}

/** Asks the office to publish the lines that are through. Null when there are none. */
async function openPublication(tx: Tx, roundId: string, policy: RoundPolicy): Promise<string | null> {
  const ready = await tx<{ id: string }[]>`
    select id from notice_items where round_id = ${roundId} and state = 'ready' order by category_no, slot`;
  if (ready.length === 0) return null;
  await tx`update rounds set status = 'publication' where case_id = ${roundId}`;
  return openRoundTask(tx, roundId, {
    step: 'publish',
    body: 'cityOffice',
    workingDays: policy.officeTasks.publishWorkingDays,
    outcomes: [{ key: 'published', effect: 'pass', needsReason: false }],
    payload: { itemIds: ready.map(({ id }) => id) },
  });
}

type ItemView = z.infer<typeof NoticeItemView>;

/** Every line of a round's notices with its state and the number of objections, by place and time. */
export const noticeItemsOf = (tx: Tx, roundId: string) => tx<ItemView[]>`
  select i.id, i.notice_id, n.kind as notice_kind, n.ends_at, i.category_no, i.slot, i.kind, i.application_id, i.project_name, i.state, i.reason,
    (select count(*)::int from objections o where o.item_id = i.id and o.status = 'open') as objections_open,
    (select count(*)::int from objections o where o.item_id = i.id) as objections
  from notice_items i left join notices n on n.id = i.notice_id
  where i.round_id = ${roundId} order by i.category_no, i.slot, i.changed_at, i.id`;
