/** English texts of messages, in inbox and mail. */
import type { Texts } from './texts.zh.ts';
import { deadlineText, instantText, stepName, word } from './words.ts';

const w = (words: Parameters<typeof word>[1]) => word('en', words);
const step = (named: Parameters<typeof stepName>[1]) => stepName('en', named);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const GONE = {
  declined: 'has declined',
  lapsed: 'did not answer in time',
  removed: 'was removed by the lead',
  withdrawn: 'has withdrawn',
};
const CHANGE = {
  confirming: 'waits for a confirmation',
  deciding: 'waits for the office',
  approved: 'was approved',
  refused: 'was refused',
  declined: 'ended: the successor declined',
  lapsed: 'lapsed: it was not confirmed in time',
  withdrawn: 'was withdrawn by the lead',
  overtaken: 'ended with the award',
};
const because = (reason: string | null) => (reason ? `\nReason: ${reason}` : '');
/** Times are Beijing time; readers abroad should not have to guess. */
const until = (at: string) => `${deadlineText(at)} (Beijing time)`;

export const en: Texts = {
  partyInvited: (v) => ({
    subject: `${v.lead} invites you to apply jointly`,
    body: `${v.lead} invites your enterprise to join its application in “${w(v.round)}”.\nPlease confirm or decline by ${until(v.dueAt)}; without an answer the invitation lapses.`,
  }),
  partyInvitedByMail: (v) => ({
    subject: `${v.lead} invites your enterprise to apply jointly`,
    body: `${v.lead} invites your enterprise to join its application in “${w(v.round)}”.\nOpen this link by ${until(v.dueAt)}, sign up and register your enterprise; its owner or a signer then confirms or declines. Without an answer the invitation lapses.\n${v.url}\nThe link works once: pass it on to nobody else. If this does not concern you, ignore this message.`,
  }),
  partyConfirmed: (v) => ({
    subject: `${v.partner} has joined the application`,
    body: `${v.partner} has confirmed the joint application in “${w(v.round)}”.`,
  }),
  partyGone: (v) => ({
    subject: `Joint application: ${v.partner} ${GONE[v.how]}`,
    body: `${v.partner} ${GONE[v.how]} (joint application in “${w(v.round)}”).${because(v.reason)}${v.frozen ? '\nThe locked content is a draft again and must be locked anew.' : ''}${v.voided ? ' Signatures given so far are void: every party signs again.' : ''}${v.lead ? '\nYou can invite it again, or another enterprise.' : ''}`,
  }),
  partyRemoved: (v) => ({
    subject: `${v.lead} has removed your enterprise from the joint application`,
    body: `${v.lead} has removed your enterprise from its joint application in “${w(v.round)}”: there is nothing left for you to fill in or sign.${because(v.reason)}`,
  }),
  contentReopened: (v) => ({
    subject: 'The joint application is open for changes again',
    body: `${v.lead} has unlocked the joint application in “${w(v.round)}” to change it.${v.voided ? '\nSignatures given so far are void: once it is locked anew, every party signs again.' : ''}`,
  }),
  memberInvited: (v) => ({
    subject: `${v.enterprise} invites you to its account`,
    body: `${v.enterprise} invites you to its account as “${v.role}”. Sign up with this address and you can start.`,
  }),
  submitted: (v) => ({
    subject: `Application submitted, receipt ${v.receiptNo}`,
    body: `“${v.project}” was submitted to “${w(v.round)}” at ${instantText(v.submittedAt)} (Beijing time).\nReceipt: ${v.receiptNo}\nFingerprint of the content (SHA-256): ${v.sha256}`,
  }),
  stepPassed: (v) => ({
    subject: `${capital(step(v.step))} passed`,
    body: `“${v.project}” (${w(v.round)}) has passed the ${step(v.step)}.`,
  }),
  correctionAsked: (v) => ({
    subject: `Please correct by ${deadlineText(v.dueAt)}`,
    body: `The ${step(v.step)} of “${v.project}” asks for corrections. Please make all of them by ${until(v.dueAt)}; without them the application counts as withdrawn.${because(v.reason)}\n${v.marks.map((mark, index) => `${index + 1}. ${w(mark.field)}: ${mark.note}`).join('\n')}`,
  }),
  correctionReceived: (v) => ({
    subject: 'Corrections received',
    body: `The corrections of “${v.project}” arrived at ${instantText(v.receivedAt)} (Beijing time). The body that asked for them goes on with its check.`,
  }),
  correctionLapsed: (v) => ({
    subject: 'Not corrected in time: counts as withdrawn',
    body: `“${v.project}” (${w(v.round)}) was not corrected by ${until(v.dueAt)} and counts as withdrawn under the rules.`,
  }),
  refused: (v) => ({
    subject: `${capital(step(v.step))} not passed`,
    body: `“${v.project}” (${w(v.round)}) has not passed the ${step(v.step)}; this application ends here.${because(v.reason)}`,
  }),
  withdrawn: (v) => ({
    subject: 'Application withdrawn',
    body: `“${v.project}” (${w(v.round)}) has been withdrawn by its applicant.`,
  }),
  draftExpired: (v) => ({
    subject: 'The call has closed, your draft was not submitted',
    body: `“${w(v.round)}” closed at ${until(v.closedAt)}. “${v.project}” was still a draft and does not take part.`,
  }),
  endedWithRound: (v) => ({
    subject: `Round cancelled, the application has ended: ${v.project}`,
    body: `“${w(v.round)}” was cancelled. “${v.project}” has ended with it and is not examined any further.${because(v.reason)}\nWhat you filled in and submitted stays on record and can be read at any time. You can apply again when a new call is announced. For questions about the cancellation ask the office in charge.`,
  }),
  reviewStarted: (v) => ({
    subject: 'Expert review has begun',
    body: `Experts now review “${v.project}” (${w(v.round)}).`,
  }),
  onNotice: (v) => ({
    subject: 'Named in the public notice',
    body: `“${v.project}” (${w(v.round)}) is named in the public notice from ${instantText(v.startsAt)} to ${until(v.endsAt)}.`,
  }),
  resultWon: (v) => ({ subject: 'Result: selected', body: `“${v.project}” has been selected in “${w(v.round)}”.` }),
  resultNotSelected: (v) => ({
    subject: 'Result: not selected',
    body: `“${v.project}” has not been selected in “${w(v.round)}”.${because(v.reason ? w(v.reason) : null)}`,
  }),
  certificateIssued: (v) => ({
    subject: `Certificate issued: ${v.number}`,
    body: `The certificate of “${v.project}” (${w(v.round)}) has been issued with the number ${v.number}. Download it from the page of the application; anybody can verify it by its number or QR code.`,
  }),
  certificateRevoked: (v) => ({
    subject: `Certificate revoked: ${v.number}`,
    body: `Certificate ${v.number} of “${v.project}” (${w(v.round)}) has been revoked and must not be used any more.${because(v.reason)}`,
  }),
  itemPaused: (v) => ({
    subject: 'An objection was raised: publication is paused',
    body: `An objection under a real name was raised against “${v.project}” (${w(v.round)}). This project alone is paused; the verdict is due by ${until(v.dueAt)} and will be told to you.`,
  }),
  itemRestored: (v) => ({
    subject: 'The objection has been dealt with: the project goes on',
    body: `The objection against “${v.project}” (${w(v.round)}) has been dealt with; the project goes on as before.${because(v.reason)}`,
  }),
  itemStruck: (v) => ({
    subject: 'Objection upheld: struck from the list',
    body: `An objection against “${v.project}” (${w(v.round)}) was upheld; the project is struck from the list.${because(v.reason)}`,
  }),
  noticedAgain: (v) => ({
    subject: 'Amended and on public notice again',
    body: `“${v.project}” (${w(v.round)}) has been amended and is on public notice again from ${instantText(v.startsAt)} to ${until(v.endsAt)}.${v.reason ? `\nAmended: ${v.reason}` : ''}`,
  }),
  reservePromoted: (v) => ({
    subject: 'Promoted from the reserve, now on public notice',
    body: `“${v.project}” (${w(v.round)}) moves up from the reserve and is on a public notice of its own from ${instantText(v.startsAt)} to ${until(v.endsAt)}.`,
  }),
  passedOver: (v) => ({
    subject: 'Credit check not passed: not on the list',
    body: `The credit check before the notice found a valid record against a party of “${v.project}” (${w(v.round)}); it is not put on the list. If the record is wrong, ask the body that entered it to mend it.`,
  }),
  renounced: (v) => ({
    subject: 'Place given up',
    body: `The lead has given up the place of “${v.project}” in “${w(v.round)}”. A reserve follows by the rules.`,
  }),
  reversalProposed: (v) => ({
    subject: `Reversal proposed (${v.documentNo})`,
    body: `The city office asks the promotion group to reverse the decision on “${v.project}” (${w(v.round)}), under ${v.documentNo}. The decision stands until a new one is taken.${because(v.reason)}`,
  }),
  reversalRejected: (v) => ({
    subject: 'The decision stands',
    body: `The promotion group has decided not to reverse the decision on “${v.project}” (${w(v.round)}).${because(v.reason)}`,
  }),
  awardRevoked: (v) => ({
    subject: `Award revoked (${v.documentNo})`,
    body: `By decision of the promotion group the award of “${v.project}” in “${w(v.round)}” is revoked, under ${v.documentNo}. Both decisions stay on record.${because(v.reason)}`,
  }),
  refusalReopened: (v) => ({
    subject: `Refusal reversed (${v.documentNo})`,
    body: `By decision of the promotion group the refusal of “${v.project}” (${w(v.round)}) is reversed, under ${v.documentNo}. The application goes back to the desk that refused it.${because(v.reason)}`,
  }),
  objectionReceived: (v) => ({
    subject: `Objection received, number ${v.no}`,
    body: `Your objection to the public notice of “${w(v.round)}” arrived at ${instantText(v.filedAt)} (Beijing time) under number ${v.no}. Who you are is kept confidential; you will be told the verdict by ${until(v.dueAt)}.`,
  }),
  objectionDecided: (v) => ({
    subject: `Objection ${v.no}: ${w(v.verdict)}`,
    body: `Your objection ${v.no} to the public notice of “${w(v.round)}” has been decided: ${w(v.verdict)}.${because(v.reason)}`,
  }),
  objectionClosed: (v) => ({
    subject: `Objection ${v.no} closed`,
    body: `The project that your objection ${v.no} names has left the public notice of “${w(v.round)}”; there is nothing left to decide.`,
  }),
  changeFiled: (v) => ({
    subject: `Change of member asked for: ${v.project}`,
    body: `${v.lead} asks for a change in “${v.project}” (${w(v.round)}): ${v.leaving} leaves${v.joining ? `, ${v.joining} takes its place` : ''}.${because(v.reason)}`,
  }),
  changeAsked: (v) => ({
    subject: `${v.lead} asks your enterprise to take a partner's place`,
    body: `${v.lead} asks your enterprise to take the place of ${v.leaving} in “${v.project}” (${w(v.round)}). Please confirm or decline by ${until(v.dueAt)}; without an answer the request lapses.`,
  }),
  changeSettled: (v) => ({
    subject: `Change of member ${CHANGE[v.status]}: ${v.project}`,
    body: `The change of member in “${v.project}” (${w(v.round)}), ${v.leaving} leaving${v.joining ? ` and ${v.joining} joining` : ''}, ${CHANGE[v.status]}.${v.status === 'approved' ? ' Members and shares are changed, and a valid certificate is replaced by a new one.' : ''}${because(v.reason)}`,
  }),
  taskWaiting: (v) => ({
    subject: `To do: ${step(v.step)} (${v.project})`,
    body: `“${v.project}” (${w(v.round)}) waits for its ${step(v.step)}, due by ${until(v.dueAt)}.`,
  }),
  taskReminder: (v) => ({
    subject: `Due soon: ${step(v.step)}`,
    body: `“${w(v.about)}”: ${v.count} × ${step(v.step)} still to do, due by ${until(v.dueAt)}.`,
  }),
  taskOverdue: (v) => ({
    subject: `Overdue: ${step(v.step)}`,
    body: `“${w(v.about)}”: ${v.count} × ${step(v.step)} past its deadline ${until(v.dueAt)}${v.body ? `, with ${w(v.body)}` : ''}. Please see to it.`,
  }),
  taskEscalated: (v) => ({
    subject: `For your attention: ${step(v.step)} is overdue`,
    body: `The ${step(v.step)} of “${w(v.about)}” is past its deadline ${until(v.dueAt)} and not done${v.body ? `, with ${w(v.body)}` : ''}; claimed by ${w(v.holder)}. Please see that it is done, or hand it to somebody else.`,
  }),
  taskReassigned: (v) => ({
    subject: `Handed on: ${step(v.step)}`,
    body: `The ${step(v.step)} of “${w(v.about)}” has been handed on; before: ${w(v.from)}, now: ${v.to}, due by ${until(v.dueAt)}. Handed on by ${v.by}.${because(v.reason)}`,
  }),
  taskStranded: (v) => ({
    subject: `Nobody may take it: ${step(v.step)}`,
    body: `“${w(v.about)}”: ${v.count} × ${step(v.step)} that nobody may take. The officers of ${w(v.office)} are on leave, must stand aside, or were never appointed. The first stays due by ${until(v.dueAt)}. Call a colleague back from leave, ask the superior body to decide, or have the operator appoint somebody.`,
  }),
  taskMovedUp: (v) => ({
    subject: `For your body to decide: ${step(v.step)}`,
    body: `Nobody of ${w(v.from)} may take the ${step(v.step)} of “${w(v.about)}”. ${v.by} has asked your body to decide in its stead, due by ${until(v.dueAt)}.${because(v.reason)}`,
  }),
  calledBack: (v) => ({
    subject: 'You are called back: your leave has ended',
    body: `${v.by} has ended your leave from ${v.from} to ${v.to} before its time.${because(v.reason)}`,
  }),
  coverAsked: (v) => ({
    subject: `You stand in for ${v.person}`,
    body: `${v.person} is on leave from ${v.from} to ${v.to}, and you stand in. What this colleague has claimed appears under “Covering” in your queue; you decide it in your own name.${because(v.reason)}`,
  }),
  coverEnded: (v) => ({
    subject: `You no longer stand in for ${v.person}`,
    body: `The leave of ${v.person} from ${v.from} to ${v.to} has been revoked, and your cover ends with it.${because(v.reason)}`,
  }),
  scoresWaiting: (v) => ({
    subject: `Review: ${w(v.round)}`,
    body: `You have been drawn as an expert of “${w(v.round)}”. ${v.count} application(s) wait for your signed sheet, due by ${until(v.dueAt)}. If you have a conflict of interest, recuse yourself with a reason.`,
  }),
  roundTaskWaiting: (v) => ({
    subject: `To do: ${step(v.step)} (${w(v.round)})`,
    body: `“${w(v.round)}” waits for the ${step(v.step)}, due by ${until(v.dueAt)}.`,
  }),
  closingExtended: (v) => ({
    subject: `The call is extended to ${deadlineText(v.closesAt)}`,
    body: `“${w(v.round)}” now closes at ${until(v.closesAt)}.${because(v.reason)}`,
  }),
  roundClosed: (v) => ({
    subject: `Call closed: ${w(v.round)}`,
    body: `“${w(v.round)}” has closed. ${v.circulating} application(s) are still being checked.`,
  }),
  roundCancelled: (v) => ({
    subject: `Round cancelled: ${w(v.round)}`,
    body: `“${w(v.round)}” was cancelled. Its applications, invitations and tasks have ended.${because(v.reason)}`,
  }),
  tasksVoid: (v) => ({
    subject: `Round cancelled, nothing left to do: ${w(v.round)}`,
    body: `“${w(v.round)}” was cancelled. Your open tasks in it (${v.count}) have ended; there is nothing left to do.${because(v.reason)}`,
  }),
  noticePublished: (v) => ({
    subject: `Public notice: ${w(v.round)}`,
    body: `The public notice of “${w(v.round)}” runs until ${until(v.endsAt)}.`,
  }),
  resultsPublished: (v) => ({
    subject: `Results: ${w(v.round)}`,
    body: `The results of “${w(v.round)}” are published.`,
  }),
  placeVacated: (v) => ({
    subject: `A place is free in category ${v.categoryNo}: ${w(v.round)}`,
    body: `In category ${v.categoryNo} of “${w(v.round)}” the selected applicant ${w(v.cause)}. The next reserve is being promoted.`,
  }),
  placeLeftOpen: (v) => ({
    subject: `No reserve is left in category ${v.categoryNo}: ${w(v.round)}`,
    body: `No reserve can take the free place in category ${v.categoryNo} of “${w(v.round)}”: it is left open. Once published, the category can be called again.`,
  }),
  invariantsBroken: (v) => ({
    subject: `The check found ${v.count} rule(s) broken`,
    body: `${v.count} rule(s) that must always hold do not. See which cases are concerned under “Checks of the whole”.`,
  }),
  verifyEmail: (v) => ({
    subject: 'Verify your e-mail address',
    body: `Open this link to verify your address:\n${v.url}\nIf it was not you, ignore this message.`,
  }),
  resetPassword: (v) => ({
    subject: 'Reset your password',
    body: `Open this link to set a new password:\n${v.url}\nIf it was not you, ignore this message.`,
  }),
};
