/** What the office does with a round: create, open, move the closing, draw the panels. */
import { Problem } from '../contracts/problem-error.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { drawPanels } from './panels.ts';
import { newestPack } from './programmes.ts';
import { demandLater } from './round-window.ts';
import { demandNotCancelled } from './round-cancellation.ts';
import { type LockedRound, lockRound } from './round-tasks.ts';

type NewRound = {
  programmeKey: string;
  title: { zh: string; en: string };
  categoryNos: number[];
  closesAt: string;
  workingDayMs: number | null;
};

const invalid = (pointer: string, rule: string, message: string) =>
  new Problem('invalid', { detail: message, errors: [{ pointer, rule, message }] });

/** A draft round from the programme's newest pack; its policy is frozen when it opens. */
export async function createRound(tx: Tx, input: NewRound, actorId: string): Promise<{ id: string }> {
  const pack = await newestPack(tx, input.programmeKey);
  if (!pack) throw invalid('/programmeKey', 'unknown', 'this programme is not loaded');
  const unknown = input.categoryNos.filter((no) => !pack.categories.some((category) => category.no === no));
  if (unknown.length > 0) throw invalid('/categoryNos', 'unknown', `not in the programme: ${unknown.join(', ')}`);
  await demandLater(tx, input.closesAt);
  const [created] = await tx<
    { id: string }[]
  >`insert into cases (kind, working_day_ms) values ('round', ${input.workingDayMs}) returning id`;
  const { id } = created as { id: string };
  await tx`
    insert into rounds (case_id, programme_key, programme_version, title_zh, title_en, policy, category_nos, closes_at, created_by)
    values (${id}, ${pack.key}, ${pack.version}, ${input.title.zh}, ${input.title.en}, ${json(tx, pack.policy)},
            ${json(
              tx,
              [...new Set(input.categoryNos)].sort((a, b) => a - b),
            )}, ${input.closesAt}, ${actorId})`;
  await recordFact(tx, id, 'roundDrafted', actorId, { ...input, programmeVersion: pack.version }, false);
  return { id };
}

/** Locks a round that stands. @throws Problem notFound; roundCancelled */
async function lockStanding(tx: Tx, roundId: string): Promise<LockedRound> {
  const round = await lockRound(tx, roundId);
  if (!round) throw new Problem('notFound');
  await demandNotCancelled(tx, roundId);
  return round;
}

/** Publishes the call: from now on the policy does not change. The legal clock demands the policy's shortest window. */
export async function openRound(tx: Tx, roundId: string, actorId: string): Promise<number> {
  const round = await lockStanding(tx, roundId);
  if (round.status !== 'draft') throw new Problem('wrongState', { status: round.status });
  const [window] = await tx<{ later: boolean; days: number; rehearsal: boolean; closesAt: string }[]>`
    select r.closes_at > clock_timestamp() as later, extract(epoch from r.closes_at - clock_timestamp()) / 86400 as days,
           c.working_day_ms is not null as rehearsal, r.closes_at
    from rounds r join cases c on c.id = r.case_id where r.case_id = ${roundId}`;
  if (!window?.later) throw invalid('/closesAt', 'inThePast', 'the closing must lie in the future: change it first');
  const { minWindowDays } = round.policy;
  if (!window.rehearsal && Number(window.days) < minWindowDays) {
    throw invalid(
      '/closesAt',
      'windowTooShort',
      `the policy asks for at least ${minWindowDays} days between opening and closing`,
    );
  }
  const [design] = await tx<{ id: string }[]>`
    select id from designs where round_id = ${roundId} and status = 'editing'`;
  if (design) {
    throw new Problem('notReady', {
      detail: 'changes of the policy are not taken over yet: apply or discard them first',
      designId: design.id,
    });
  }
  await tx`update rounds set status = 'open', opens_at = clock_timestamp() where case_id = ${roundId}`;
  return (await recordFact(tx, roundId, 'roundOpened', actorId, { closesAt: window.closesAt })).version;
}

/** Moves the closing, with a reason that everyone concerned is told. Earlier only in a rehearsal: nobody may lose days given. */
export async function changeClosing(
  tx: Tx,
  roundId: string,
  input: { closesAt: string; reason: string },
  actorId: string,
): Promise<number> {
  const round = await lockStanding(tx, roundId);
  if (round.status !== 'open' && round.status !== 'draft')
    throw new Problem('wrongState', { status: round.status, detail: 'the call has closed' });
  const [now] = await tx<{ closesAt: string; over: boolean; earlier: boolean; past: boolean; rehearsal: boolean }[]>`
    select r.closes_at, r.closes_at <= clock_timestamp() as over, ${input.closesAt}::timestamptz < r.closes_at as earlier,
           ${input.closesAt}::timestamptz <= clock_timestamp() as past, c.working_day_ms is not null as rehearsal
    from rounds r join cases c on c.id = r.case_id where r.case_id = ${roundId}`;
  if (round.status === 'open' && now?.over) throw new Problem('roundClosed', { closedAt: now.closesAt });
  if (now?.past && !now.rehearsal) throw invalid('/closesAt', 'inThePast', 'the closing must lie in the future');
  if (round.status === 'open' && now?.earlier && !now.rehearsal)
    throw invalid('/closesAt', 'earlier', 'an open call can only be extended');
  await tx`update rounds set closes_at = ${input.closesAt} where case_id = ${roundId}`;
  const fact = { from: now?.closesAt, to: new Date(input.closesAt).toISOString(), reason: input.reason };
  return (await recordFact(tx, roundId, 'closingExtended', actorId, fact, round.status === 'open')).version;
}

/** The office's draw. */
export async function draw(tx: Tx, roundId: string, actorId: string): Promise<{ at: string }> {
  const outcome = await drawPanels(tx, roundId, actorId);
  if (!outcome.ok) {
    if (outcome.why === 'tooFewExperts') {
      throw new Problem('notReady', {
        detail: `category ${outcome.categoryNo}: ${outcome.available} experts without conflict, ${outcome.needed} needed`,
        ...outcome,
      });
    }
    throw new Problem('wrongState', { status: outcome.status, decidedBy: outcome.by, decidedAt: outcome.at });
  }
  const [row] = await tx<{ now: string }[]>`select clock_timestamp() as now`;
  return { at: row?.now as string };
}
