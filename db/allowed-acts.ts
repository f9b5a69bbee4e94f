/** What a person may do with an application now. */
import { type Actor, permits, type Subject } from '../domain/permissions.ts';
import type { Content } from './content.ts';
import type { RoundFrame } from './programmes.ts';
import { WITHDRAWABLE } from './submission.ts';

/** What the page may offer. The routes check again. */
export function allowedActs(
  actor: Actor,
  subject: Subject,
  head: { status: string; now: string },
  frame: RoundFrame,
  content: Content,
): string[] {
  const may = (action: Parameters<typeof permits>[1]) => permits(actor, action, subject) === 'allowed';
  const open = frame.status === 'open' && (frame.closesAt ?? '') > head.now;
  const acts: string[] = [];
  if (head.status === 'draft' && open) {
    if (may('application.edit')) acts.push('edit');
    if (may('application.invite')) acts.push('invite');
    if (may('application.share')) acts.push('share');
    if (may('application.answerInvitation')) acts.push('answerInvitation');
    if (may('application.freeze')) acts.push('freeze');
  }
  if (['draft', 'signing'].includes(head.status) && open) {
    if (may('application.invite')) acts.push('removeParty');
    const partners = content.parties.filter(({ role, status }) => role === 'partner' && status === 'confirmed');
    const own = { ...subject, partyEnterpriseIds: partners.map(({ enterpriseId }) => enterpriseId) };
    if (permits(actor, 'application.leave', own) === 'allowed') acts.push('leave');
  }
  if (head.status === 'signing' && open) {
    if (may('application.freeze')) acts.push('reopen');
    if (may('application.sign')) acts.push('sign');
    if (may('application.submit')) acts.push('submit');
  }
  if (head.status === 'correcting') {
    if (may('application.edit')) acts.push('edit');
    if (may('application.submit')) acts.push('submitCorrection');
  }
  if (may('application.withdraw')) {
    if (WITHDRAWABLE.includes(head.status)) acts.push('withdraw');
    if (head.status === 'noticed' || head.status === 'awarded') acts.push('renounce');
  }
  return acts;
}
