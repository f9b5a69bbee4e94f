/** Officers' internal notes on a case. */

import { recordFact } from './cases.ts';
import type { Tx } from './client.ts';

export type CommentRow = { id: string; author: string; text: string; writtenAt: string };

export const commentsOf = (tx: Tx, caseId: string): Promise<CommentRow[]> => tx<CommentRow[]>`
  select c.id, u.name as author, c.text, c.written_at from comments c join users u on u.id = c.author_id
  where c.case_id = ${caseId} order by c.written_at`;

/** Adds a note; the chain records that one was written, not its words. */
export async function writeComment(
  tx: Tx,
  caseId: string,
  actor: { userId: string; name: string; bodyId: string | null },
  text: string,
): Promise<CommentRow> {
  const [row] = await tx<{ id: string; writtenAt: string }[]>`
    insert into comments (case_id, author_id, body_id, text, written_at) values (${caseId}, ${actor.userId}, ${actor.bodyId}, ${text}, clock_timestamp())
    returning id, written_at`;
  const { id, writtenAt } = row as { id: string; writtenAt: string };
  await recordFact(tx, caseId, 'commented', actor.userId, { commentId: id }, false);
  return { id, author: actor.name, text, writtenAt };
}
