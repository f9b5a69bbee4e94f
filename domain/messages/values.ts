/** Values of each message template. Texts in two languages are given whole; the reader's language picks one. */
import type { Bilingual } from '../../contracts/text.ts';
import type { ChangeStatus } from '../../contracts/vocabulary.ts';

/** Text in both languages, or one for both. A step without words of its own is given by its key. */
export type Words = string | Bilingual;
type About = { project: string; round: Words };
type Timed = { dueAt: string };
/** A mark of a correction, already worded: the field and what is wrong with it. */
export type MarkWords = { field: Words; note: string };

export type MessageValues = {
  /** Sent by commands of a draft. */
  partyInvited: { lead: string; round: Words } & Timed;
  /** To an address without an account: the link is the key. */
  partyInvitedByMail: { lead: string; round: Words; url: string } & Timed;
  partyConfirmed: { partner: string; round: Words };
  /** To those who stay: who has gone and how; what was frozen and signed no longer counts. `lead`: the reader can invite anew. */
  partyGone: {
    partner: string;
    round: Words;
    how: 'declined' | 'lapsed' | 'removed' | 'withdrawn';
    reason: string | null;
    frozen: boolean;
    voided: boolean;
    lead: boolean;
  };
  /** To the one that the lead removed. */
  partyRemoved: { lead: string; round: Words; reason: string | null };
  /** To the parties when the lead opens a frozen content again. */
  contentReopened: { lead: string; round: Words; voided: boolean };
  memberInvited: { enterprise: string; role: string };
  /** Told to the parties of an application. */
  submitted: About & { receiptNo: string; submittedAt: string; sha256: string };
  stepPassed: About & { step: Words };
  correctionAsked: About & Timed & { step: Words; reason: string | null; marks: MarkWords[] };
  correctionReceived: About & { receivedAt: string };
  correctionLapsed: About & Timed;
  refused: About & { step: Words; reason: string | null };
  withdrawn: About;
  draftExpired: About & { closedAt: string };
  /** To the parties, those invited too, when the round is cancelled; `reason` is the office's. */
  endedWithRound: About & { reason: string | null };
  reviewStarted: About;
  onNotice: About & { startsAt: string; endsAt: string };
  resultWon: About;
  resultNotSelected: About & { reason: Words | null };
  certificateIssued: About & { number: string };
  certificateRevoked: About & { number: string; reason: string };
  itemPaused: About & Timed;
  itemRestored: About & { reason: string | null };
  itemStruck: About & { reason: string | null };
  noticedAgain: About & { startsAt: string; endsAt: string; reason: string | null };
  reservePromoted: About & { startsAt: string; endsAt: string };
  passedOver: About;
  renounced: About;
  reversalProposed: About & { documentNo: string; reason: string };
  reversalRejected: About & { reason: string };
  awardRevoked: About & { documentNo: string; reason: string };
  refusalReopened: About & { documentNo: string; reason: string };
  /** Told to the objector alone. */
  objectionReceived: { round: Words; no: string; filedAt: string } & Timed;
  objectionDecided: { round: Words; no: string; verdict: Words; reason: string };
  objectionClosed: { round: Words; no: string };
  /** Told about a change of member after the award. */
  changeFiled: About & { lead: string; leaving: string; joining: string | null; reason: string };
  changeAsked: About & Timed & { lead: string; leaving: string };
  changeSettled: About & {
    leaving: string;
    joining: string | null;
    status: ChangeStatus;
    reason: string | null;
  };
  /** Told to whoever holds a task, or answers for it. */
  taskWaiting: About & Timed & { step: Words };
  taskReminder: { about: Words; step: Words; count: number } & Timed;
  taskOverdue: { about: Words; step: Words; count: number; body: Words | null } & Timed;
  /** To the supervisor of the body that is late. `holder`: who claimed it. */
  taskEscalated: { about: Words; step: Words; dueAt: string; body: Words | null; holder: Words };
  /** To who gives and who takes it. */
  taskReassigned: { about: Words; step: Words; from: Words; to: string; by: string; reason: string | null } & Timed;
  /** To the supervisor of a body of which nobody may take the task, and to operators. */
  taskStranded: { about: Words; step: Words; count: number; office: Words } & Timed;
  /** To a superior body that decides in the stead of `from`. */
  taskMovedUp: { about: Words; step: Words; from: Words; by: string; reason: string | null } & Timed;
  /** To somebody whose leave another person has ended. */
  calledBack: { from: string; to: string; by: string; reason: string | null };
  /** To a deputy. */
  coverAsked: { person: string; from: string; to: string; reason: string | null };
  coverEnded: { person: string; from: string; to: string; reason: string | null };
  scoresWaiting: { round: Words; count: number } & Timed;
  roundTaskWaiting: { round: Words; step: Words } & Timed;
  /** Told about a round. */
  closingExtended: { round: Words; closesAt: string; reason: string | null };
  roundClosed: { round: Words; circulating: number };
  roundCancelled: { round: Words; reason: string | null };
  /** To whoever had open tasks of a round that was cancelled. */
  tasksVoid: { round: Words; reason: string | null; count: number };
  noticePublished: { round: Words; endsAt: string };
  resultsPublished: { round: Words };
  placeVacated: { round: Words; categoryNo: number; cause: Words };
  placeLeftOpen: { round: Words; categoryNo: number };
  /** Told to operators. */
  invariantsBroken: { count: number };
  /** Accounts. */
  verifyEmail: { url: string };
  resetPassword: { url: string };
};
export type TemplateName = keyof MessageValues;

/** Messages whose body is a key to an account: never in an inbox, and emptied once they are mailed. */
export const SECRET_TEMPLATES: readonly TemplateName[] = ['verifyEmail', 'resetPassword', 'partyInvitedByMail'];

/** Messages that would tell who objects: on the operator's page they have no address. */
export const CONFIDENTIAL_TEMPLATES: readonly TemplateName[] = [
  'objectionReceived',
  'objectionDecided',
  'objectionClosed',
];
