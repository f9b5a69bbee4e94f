/** Words that every layer shares. Free of zod and Node so that workflows and list pages can import them. */

/** Roles held in a body or alone (`role_grants.role`). Members of an enterprise are the last three. */
export const ROLES = [
  'districtOfficer',
  'cityOfficer',
  'financeOfficer',
  'promotionMember',
  'bodySupervisor',
  'expert',
  'institutionOfficer',
  'auditor',
  'operator',
  'enterpriseOwner',
  'enterpriseEditor',
  'enterpriseSigner',
] as const;
export type Role = (typeof ROLES)[number];

export const ENTERPRISE_ROLES = ['enterpriseOwner', 'enterpriseEditor', 'enterpriseSigner'] as const;
export type EnterpriseRole = (typeof ENTERPRISE_ROLES)[number];

/** Roles whose holders must sign in with a second factor. */
export const TWO_FACTOR_ROLES: readonly Role[] = ['financeOfficer', 'promotionMember'];

export const BODY_KINDS = ['district', 'zone', 'cityOffice', 'finance', 'promotionGroup', 'institution'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** What ends it when nobody of a body may take a task. */
export const WAYS_OUT = ['callBack', 'moveUp', 'appoint'] as const;
export type WayOut = (typeof WAYS_OUT)[number];

export const ENTERPRISE_KINDS = [
  'backbone',
  'cluster-operator',
  'large-known',
  'third-party-service',
  'sme',
  'micro-student',
] as const;
export type EnterpriseKind = (typeof ENTERPRISE_KINDS)[number];

/** What an outcome does to the slip: `pass` opens the next desk, everything else halts it. */
export const EFFECTS = ['pass', 'correct', 'refuse', 'sendBack'] as const;
export type Effect = (typeof EFFECTS)[number];

export const APPLICATION_STATUSES = [
  'draft', // being filled; parties confirm
  'signing', // content frozen, parties sign
  'circulating', // with a desk
  'correcting', // 补正: back with the applicant, marked fields only
  'qualified', // slip passed, waits for its round
  'underReview', // experts score
  'ranked',
  'noticed', // on the public notice
  'awarded',
  'revoked', // an award taken back by a later decision
  'renounced', // 放弃: given up by the applicant once it stood on the notice
  'notSelected',
  'refused', // 不予受理 / 不推荐 / 不符合条件
  'deemedWithdrawn', // correction deadline lapsed
  'withdrawn', // by the applicant
  'expired', // draft never submitted before the close
  'cancelled', // its round was cancelled
] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** Statuses in which a case is over. */
export const FINAL_APPLICATION_STATUSES: readonly ApplicationStatus[] = [
  'awarded',
  'revoked',
  'renounced',
  'notSelected',
  'refused',
  'deemedWithdrawn',
  'withdrawn',
  'expired',
  'cancelled',
];

export const ROUND_STATUSES = [
  'draft',
  'open', // call published, applications accepted until closes_at
  'closed', // circulation of what was submitted goes on
  'panel', // office draws the experts
  'scoring',
  'ranked', // ranking frozen, office proposes
  'deliberation', // promotion group decides
  'notice', // 公示
  'publication', // notice over, office publishes
  'published',
  'cancelled',
] as const;
export type RoundStatus = (typeof ROUND_STATUSES)[number];

/** A draft of a programme's next version or of a draft round's policy. */
export const DESIGN_STATUSES = [
  'editing',
  'proposed', // waits for a second person to publish it
  'published', // for a round: taken over as its policy
  'discarded',
] as const;
export type DesignStatus = (typeof DESIGN_STATUSES)[number];

/** Where a programme's version comes from: a pack's files, or the office's designer. */
export const PROGRAMME_ORIGINS = ['file', 'office'] as const;
export type ProgrammeOrigin = (typeof PROGRAMME_ORIGINS)[number];

/** What became of one line of a public notice. */
export const NOTICE_ITEM_STATES = [
  'noticed', // on a notice that runs
  'paused', // an objection is open
  'ready', // through its notice, waits to be published
  'published',
  'amended', // an objection was upheld in part: noticed again as amended
  'struck', // an objection was upheld
  'renounced', // 放弃 by the applicant
  'revoked', // the award was reversed
  'passedOver', // a reserve that did not pass its credit check
] as const;
export type NoticeItemState = (typeof NOTICE_ITEM_STATES)[number];

export const OBJECTION_STATUSES = [
  'open',
  'upheld',
  'partlyUpheld',
  'rejected',
  'notAccepted', // 不予受理: found not to be under a real name, or without facts
  'withdrawn', // by the objector
  'closed', // its line left the notice meanwhile
] as const;
export type ObjectionStatus = (typeof OBJECTION_STATUSES)[number];

/** Verdicts of a handler. */
export const VERDICTS = ['upheld', 'partlyUpheld', 'rejected', 'notAccepted'] as const;
export type ObjectionVerdict = (typeof VERDICTS)[number];

export const TASK_STATUSES = ['open', 'done', 'lapsed', 'cancelled'] as const;

export const PARTY_STATUSES = ['invited', 'confirmed', 'declined', 'lapsed', 'removed', 'withdrawn'] as const;
export type PartyStatus = (typeof PARTY_STATUSES)[number];

/** 守信 and 失信. */
export const CREDIT_KINDS = ['trustworthy', 'untrustworthy'] as const;
export type CreditKind = (typeof CREDIT_KINDS)[number];

/** What an application's parties were checked against the credit register for. */
export const CREDIT_PURPOSES = ['recommendation', 'notice', 'reservePromotion', 'payment'] as const;
export type CreditPurpose = (typeof CREDIT_PURPOSES)[number];

export const MAIL_INVITATION_STATUSES = ['open', 'confirmed', 'declined', 'revoked', 'lapsed'] as const;
export type MailInvitationStatus = (typeof MAIL_INVITATION_STATUSES)[number];

/** Why a frozen content went back to the draft before it was submitted. */
export const REOPENING_CAUSES = ['byLead', 'declined', 'lapsed', 'removed', 'withdrawn'] as const;
export type ReopeningCause = (typeof REOPENING_CAUSES)[number];

/** A change of member after the award. */
export const OPEN_CHANGE_STATUSES = [
  'confirming', // who joins answers
  'deciding', // with the city office
] as const;
export const CHANGE_STATUSES = [
  ...OPEN_CHANGE_STATUSES,
  'approved',
  'refused',
  'declined', // by who was to join
  'lapsed', // not confirmed in time
  'withdrawn', // by the lead
  'overtaken', // the award ended first
] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];
/** How a change ended. */
export type ChangeOutcome = Exclude<ChangeStatus, (typeof OPEN_CHANGE_STATUSES)[number]>;
export const isOpenChange = (status: ChangeStatus) => OPEN_CHANGE_STATUSES.some((open) => open === status);

export const CASE_KINDS = ['application', 'round', 'objection', 'reversal', 'change', 'office'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** The case under which acts that belong to no application or round are chained (roles, calendar, pack). */
export const OFFICE_CASE_ID = '00000000-0000-4000-8000-000000000001';

export const LOCALES = ['zh', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Basis points of a whole: shares of a consortium add to exactly this. */
export const WHOLE_BP = 10_000;
