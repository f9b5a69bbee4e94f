/** Past-tense facts of a case: what the audit chain records and workflows read. Free of zod and Node. */
import type { ApplicationStatus, ChangeOutcome, Effect, RoundStatus } from './vocabulary.ts';

export const FACT_KINDS = [
  // application
  'drafted',
  'partyInvited',
  'partyInvitedByMail',
  'mailInvitationSettled',
  'partyConfirmed',
  'partyDeclined',
  'partyLapsed',
  'partyRemoved',
  'partyWithdrew',
  'sharesSet',
  'contentFrozen',
  'contentReopened',
  'partySigned',
  'submitted',
  'withdrawn',
  'taskOpened',
  'taskClaimed',
  'taskReleased',
  'taskDecided',
  'taskReminded',
  'taskOverdue',
  'taskEscalated',
  'taskReassigned',
  'taskStranded',
  'taskRelieved',
  'taskMovedUp',
  'correctionOpened',
  'correctionSubmitted',
  'correctionLapsed',
  'slipIssued',
  'expired',
  'endedWithRound',
  'reviewStarted',
  'scored',
  'recused',
  'resultRecorded',
  'certificateIssued',
  'certificateRevoked',
  'commented',
  'creditChecked',
  'attachmentAdded',
  'attachmentRemoved',
  'noticeItemPaused',
  'noticeItemRestored',
  'noticeItemStruck',
  'noticeItemAmended',
  'reservePromoted',
  'passedOver',
  'renounced',
  'reversalProposed',
  'reversalRejected',
  'decisionReversed',
  // change of member
  'changeFiled',
  'changeConfirmed',
  'changeDeclined',
  'changeSettled',
  'membersChanged',
  // round
  'roundDrafted',
  'roundPolicyChanged',
  'roundOpened',
  'closingExtended',
  'roundClosed',
  'circulationSettled',
  'panelDrawn',
  'expertReplaced',
  'scoringSettled',
  'rankingFrozen',
  'proposed',
  'deliberated',
  'noticePublished',
  'noticeEnded',
  'resultsPublished',
  'roundCancelled',
  'recommendationRanked',
  'summaryIssued',
  'placeVacated',
  'placeLeftOpen',
  'roundRecalled',
  // objection
  'objectionFiled',
  'objectionTaken',
  'objectionReleased',
  'objectionDecided',
  'objectionWithdrawn',
  'objectionClosed',
  // office
  'packLoaded',
  'programmeProposed',
  'programmeReturned',
  'programmePublished',
  'programmeDraftDiscarded',
  'calendarLoaded',
  'userCreated',
  'roleGranted',
  'roleRevoked',
  'enterpriseRegistered',
  'enterpriseUpdated',
  'memberInvited',
  'sessionsRevoked',
  'identifierOverridden',
  'mailRetried',
  'leaveEntered',
  'leaveRevoked',
  'creditRecordEntered',
  'creditRecordsImported',
  'creditRecordRevoked',
  'addressBounced',
  'addressCleared',
  'deadLettersRedriven',
  'stuckRetried',
  'messageTemplateChanged',
  'messageTemplateReset',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** A fact as workflows and the API read it. `at` is an ISO instant of the database's clock. */
export type Fact = {
  caseId: string;
  version: number;
  kind: FactKind;
  actorId: string | null;
  at: string;
  payload: Record<string, unknown>;
};

/** One desk of a routing slip (流转单). Frozen from the round's policy when the slip is issued. */
export type Desk = {
  step: string;
  label: { zh: string; en: string };
  role: 'districtOfficer' | 'cityOfficer' | 'financeOfficer' | 'promotionMember';
  /** Which body sits here: the recommending body of the lead, or the city office. */
  body: 'recommending' | 'cityOffice';
  workingDays: number;
  /** Reminder so many working days before the deadline. */
  remindBeforeWorkingDays: number;
  /** Working days after the deadline when the body's supervisor is told; absent: 2. */
  escalateAfterWorkingDays?: number;
  outcomes: DeskOutcome[];
  /** Clause or source of this desk. */
  basis: string;
};
export type DeskOutcome = {
  key: string;
  label?: { zh: string; en: string };
  effect: Effect;
  needsReason: boolean;
  allowsMarks?: boolean;
};

/** A mark of an officer on a field that must be corrected. `pointer` is a JSON pointer into the section's data. */
export type FieldMark = { section: string; enterpriseId: string | null; pointer: string; note: string };

/** What still has to happen to the open tasks of a case by itself: instants of the database's clock, null once done or not due. */
export type Watch = { remindAt: string | null; dueAt: string | null };

/** Where an application stands on its slip, as its workflow sees it after reading. */
export type Standing =
  /** An officer has it; `dueAt` is when the desk is marked overdue. */
  | { kind: 'atDesk'; step: string; watch: Watch }
  /** A decision other than a pass; `desk` is the index of the desk that took it. */
  | { kind: 'halted'; effect: Exclude<Effect, 'pass'>; desk: number }
  /** With the applicant; `dueAt` is when the correction lapses. */
  | { kind: 'correcting'; watch: Watch }
  /** The applicant has answered the desk at index `desk`. */
  | { kind: 'corrected'; desk: number }
  /** The slip has passed: the round has it. */
  | { kind: 'passed' }
  | { kind: 'closed'; status: ApplicationStatus }
  /** A draft: nothing circulates yet. */
  | { kind: 'waiting' };

/** Facts up to `version` have been read. */
export type CaseNews = { version: number; standing: Standing };

/** Where a round stands, as its workflow sees it after reading. */
export type RoundStanding = {
  status: RoundStatus;
  closesAt: string | null;
  /** End of the notice that ends first. */
  noticeEndsAt: string | null;
  /** Applications submitted that have not yet passed or left their slip. */
  circulating: number;
  /** Score tasks that are not signed yet. */
  scoresOpen: number;
  /** The open task of the office or the promotion group, if any. */
  openStep: string | null;
  /** Effect of the latest decision on the step that the status waits for, once no task of that step is open. */
  decision: { taskId: string; effect: Effect } | null;
  /** Next reminder and deadline among the round's own tasks and its score tasks. */
  watch: Watch;
  /** Lines of notices that are through and wait to be published. */
  ready: number;
  /** Lines struck, renounced or amended that nothing follows yet. */
  followUps: number;
};

export type RoundNews = { version: number; standing: RoundStanding };

/** A matter of one task (an objection, a reversal): open with its timers, or decided. */
export type MatterStanding = { outcome: string | null; watch: Watch };
export type MatterNews = { version: number; standing: MatterStanding };

/**
 * Facts with which a case that had come to its end goes on: a workflow that starts anew tells from here, for what lies before
 * was told by the run that ended.
 */
export const REOPENING_FACTS: readonly FactKind[] = [
  'renounced',
  'reservePromoted',
  'reversalProposed',
  'decisionReversed',
  'placeVacated',
  'membersChanged',
];

/** Where a change of member stands, as its workflow sees it after reading. */
export type ChangeStanding =
  /** Who joins has not answered; `dueAt` is when the request lapses. */
  | { kind: 'confirming'; watch: Watch }
  /** With the city office; `dueAt` is when its task is marked overdue. */
  | { kind: 'deciding'; watch: Watch }
  /** The office has decided: to be carried out. */
  | { kind: 'decided' }
  | { kind: 'closed'; status: ChangeOutcome };

export type ChangeNews = { version: number; standing: ChangeStanding };
