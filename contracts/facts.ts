/** Past-tense facts of a case: what the audit chain records and workflows read. Free of zod and Node. */
import type { ApplicationStatus, Effect, RoundStatus } from './vocabulary.ts';

export const FACT_KINDS = [
  // application
  'drafted', 'partyInvited', 'partyConfirmed', 'partyDeclined', 'partyLapsed', 'partyRemoved', 'sharesSet',
  'contentFrozen', 'contentReopened', 'partySigned', 'submitted', 'withdrawn',
  'taskOpened', 'taskClaimed', 'taskReleased', 'taskDecided', 'taskReminded', 'taskOverdue',
  'correctionOpened', 'correctionSubmitted', 'correctionLapsed', 'slipIssued', 'expired',
  'reviewStarted', 'scored', 'recused', 'resultRecorded', 'commented',
  // round
  'roundDrafted', 'roundOpened', 'closingExtended', 'roundClosed', 'circulationSettled', 'panelDrawn', 'expertReplaced',
  'scoringSettled', 'rankingFrozen', 'proposed', 'deliberated', 'noticePublished', 'noticeEnded', 'resultsPublished', 'roundCancelled',
  // office
  'packLoaded', 'calendarLoaded', 'userCreated', 'roleGranted', 'roleRevoked', 'enterpriseRegistered', 'identifierOverridden',
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
  role: 'districtOfficer' | 'cityOfficer' | 'financeOfficer' | 'promotionMember';
  /** Which body sits here: the recommending body of the lead, or the city office. */
  body: 'recommending' | 'cityOffice';
  workingDays: number;
  /** Reminder so many working days before the deadline. */
  remindBeforeWorkingDays: number;
  outcomes: DeskOutcome[];
  /** Clause or source of this desk. */
  basis: string;
};
export type DeskOutcome = { key: string; effect: Effect; needsReason: boolean; allowsMarks?: boolean };

/** A mark of an officer on a field that must be corrected. `pointer` is a JSON pointer into the section's data. */
export type FieldMark = { section: string; enterpriseId: string | null; pointer: string; note: string };

/** Where a case stands on its slip, as the workflow sees it after reading. */
export type Standing =
  | { kind: 'atDesk'; taskId: string; step: string; remindAt: string | null; dueAt: string; reminded: boolean; overdue: boolean }
  | { kind: 'halted'; effect: Exclude<Effect, 'pass'>; outcome: string; taskId: string; desk: number }
  | { kind: 'correcting'; taskId: string; remindAt: string | null; dueAt: string; reminded: boolean }
  | { kind: 'corrected'; desk: number }
  | { kind: 'passed' }
  | { kind: 'closed'; status: ApplicationStatus };

export type CaseNews = { version: number; facts: Fact[]; standing: Standing };

export type RoundStanding = {
  version: number;
  status: RoundStatus;
  closesAt: string | null;
  /** Applications submitted that have not yet passed or left their slip. */
  circulating: number;
  qualified: number;
  openTask: { taskId: string; step: string; dueAt: string; remindAt: string | null; reminded: boolean; overdue: boolean } | null;
  lastDecision: { step: string; outcome: string; version: number } | null;
  scoresOpen: number;
  scoringDueAt: string | null;
  noticeEndsAt: string | null;
};
