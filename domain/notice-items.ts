/** What can become of one line of a public notice (公示). Pure: the database guards each step by the state it expects. */
import {
  type NoticeItemState,
  type ObjectionStatus,
  type ObjectionVerdict,
  VERDICTS,
} from '../contracts/vocabulary.ts';

/** States that the round still has to bring to an end. */
export const UNSETTLED: readonly NoticeItemState[] = ['noticed', 'paused', 'ready'];

/** States after which another line takes the place: a reserve, the amended line, or the place left open. */
export const FOLLOWED: readonly NoticeItemState[] = ['amended', 'struck', 'renounced', 'revoked'];

/** States in which the applicant may give up the place. */
export const RENOUNCEABLE: readonly NoticeItemState[] = ['noticed', 'paused', 'ready', 'published'];

/**
 * State of a paused line once one of its objections has ended.
 * @param othersOpen further objections to the same line are open: a line that stays on the notice stays paused
 * @param noticeEnded the notice of the line has been ended
 */
export function afterObjection(
  ended: Exclude<ObjectionStatus, 'open' | 'closed'>,
  { othersOpen, noticeEnded }: { othersOpen: boolean; noticeEnded: boolean },
): NoticeItemState {
  if (ended === 'upheld') return 'struck';
  if (ended === 'partlyUpheld') return 'amended';
  if (othersOpen) return 'paused';
  return noticeEnded ? 'ready' : 'noticed';
}

/** Verdicts on offer: a place left open can be amended, but there is nobody to strike. */
export const verdictsFor = (kind: 'winner' | 'leftOpen'): readonly ObjectionVerdict[] =>
  kind === 'winner' ? VERDICTS : VERDICTS.filter((verdict) => verdict !== 'upheld');
