/**
 * The one permission table: role × action × relation to the object. The API checks it on every route; the UI mirrors it.
 * `anyone` needs no session, `signedIn` any session.
 */
import type { Role } from '../contracts/vocabulary.ts';
import { TWO_FACTOR_ROLES } from '../contracts/vocabulary.ts';

/**
 * any: no relation needed · ownBody: the object lies with the actor's body · party: the actor's enterprise is a live party of
 * the application · invited: … or invited to it · lead: the actor's enterprise leads it · ownEnterprise: the object is the actor's enterprise ·
 * handlingBody: a task of the case lies, or lay, with the actor's body · assigned: the task names the actor · self: the object is the actor.
 */
export type Relation =
  | 'any'
  | 'ownBody'
  | 'handlingBody'
  | 'party'
  | 'invited'
  | 'lead'
  | 'ownEnterprise'
  | 'assigned'
  | 'self';

export type Rule = { role: Role | 'anyone' | 'signedIn'; relation: Relation };

export type Grant = { role: Role; bodyId: string | null; enterpriseId: string | null };

export type Actor = {
  userId: string;
  name: string;
  email: string;
  locale: 'zh' | 'en';
  sessionId: string;
  /** The account has a verified second factor (and better-auth asked for it at sign-in). */
  twoFactor: boolean;
  grants: Grant[];
};

/** What an object is related to, loaded from the database by each route. */
export type Subject = {
  bodyIds?: readonly string[];
  /** Bodies with which a task of the case lies or lay. */
  handlingBodyIds?: readonly string[];
  partyEnterpriseIds?: readonly string[];
  invitedEnterpriseIds?: readonly string[];
  leadEnterpriseId?: string | null;
  enterpriseId?: string | null;
  assigneeId?: string | null;
  userId?: string | null;
  /** A task names the role that may act: rules for another role do not count. */
  role?: string | null;
};

const rule = (role: Rule['role'], relation: Relation): Rule => ({ role, relation });
const any = (...roles: Rule['role'][]): Rule[] => roles.map((role) => rule(role, 'any'));
const members = (relation: Relation): Rule[] => [
  rule('enterpriseOwner', relation),
  rule('enterpriseEditor', relation),
  rule('enterpriseSigner', relation),
];
const editors = (relation: Relation): Rule[] => [rule('enterpriseOwner', relation), rule('enterpriseEditor', relation)];

const officersOfTheCase: Rule[] = [
  rule('districtOfficer', 'ownBody'),
  rule('bodySupervisor', 'handlingBody'),
  ...any('cityOfficer', 'promotionMember', 'auditor'),
];
/** Whose tasks lie with a body. */
const deciders = (relation: Relation): Rule[] => [
  rule('districtOfficer', relation),
  rule('cityOfficer', relation),
  rule('promotionMember', relation),
  rule('financeOfficer', relation),
];
const officersOfTheBody = deciders('ownBody');

export const PERMISSIONS = {
  'public.read': any('anyone'),
  'me.read': any('signedIn'),
  'me.update': any('signedIn'),
  'inbox.read': any('signedIn'),
  'inbox.update': [rule('signedIn', 'self')],
  'events.read': any('signedIn'),

  'enterprise.register': any('signedIn'),
  'enterprise.read': [
    ...members('ownEnterprise'),
    ...any('cityOfficer', 'auditor'),
    rule('districtOfficer', 'ownBody'),
  ],
  'enterprise.update': editors('ownEnterprise'),
  'enterprise.list': any('cityOfficer', 'auditor', 'districtOfficer'),
  'enterprise.lookUp': any('enterpriseOwner', 'enterpriseEditor'),
  'enterprise.overrideIdentifier': any('cityOfficer'),
  'member.list': members('ownEnterprise'),
  'member.manage': [rule('enterpriseOwner', 'ownEnterprise')],

  'application.create': editors('ownEnterprise'),
  'application.list': any(
    'enterpriseOwner',
    'enterpriseEditor',
    'enterpriseSigner',
    'districtOfficer',
    'cityOfficer',
    'promotionMember',
    'auditor',
  ),
  'application.read': [...members('party'), ...members('invited'), ...officersOfTheCase],
  'application.edit': editors('party'),
  'application.invite': editors('lead'),
  'application.share': editors('lead'),
  /** A partner ends its own part before the closing. */
  'application.leave': [rule('enterpriseOwner', 'party')],
  'application.answerInvitation': [rule('enterpriseOwner', 'invited'), rule('enterpriseSigner', 'invited')],
  /** The token in the mail is the relation; for which enterprise, the command asks. */
  'invitation.answer': any('signedIn'),
  'change.file': [rule('enterpriseOwner', 'lead')],
  'change.read': [...members('party'), ...members('invited'), ...officersOfTheCase],
  'change.answer': [rule('enterpriseOwner', 'invited'), rule('enterpriseSigner', 'invited')],
  'application.freeze': editors('lead'),
  'application.sign': [rule('enterpriseSigner', 'party')],
  'application.submit': [rule('enterpriseOwner', 'lead'), rule('enterpriseSigner', 'lead')],
  'application.withdraw': [rule('enterpriseOwner', 'lead')],
  'application.readReceipt': [...members('party'), ...officersOfTheCase],
  'application.readChecks': officersOfTheCase,
  'certificate.list': any('cityOfficer', 'promotionMember', 'auditor'),
  'certificate.revoke': any('cityOfficer'),
  'attachment.upload': editors('party'),
  'attachment.read': [...members('party'), ...officersOfTheCase],

  'task.list': any('districtOfficer', 'cityOfficer', 'promotionMember', 'expert', 'financeOfficer', 'bodySupervisor'),
  'task.read': [...officersOfTheBody, rule('bodySupervisor', 'ownBody'), rule('expert', 'assigned'), ...any('auditor')],
  'task.claim': officersOfTheBody,
  'task.decide': officersOfTheBody,
  'task.reassign': [...officersOfTheBody, rule('bodySupervisor', 'ownBody')],
  'task.supervise': any('bodySupervisor'),
  'task.readCircle': [...officersOfTheBody, rule('bodySupervisor', 'ownBody'), ...any('operator', 'auditor')],
  'task.moveUp': [rule('bodySupervisor', 'ownBody'), ...any('operator')],
  'comment.read': [
    rule('districtOfficer', 'ownBody'),
    rule('bodySupervisor', 'handlingBody'),
    ...any('cityOfficer', 'auditor'),
  ],
  'bulkDecision.plan': deciders('any'),
  'bulkDecision.read': deciders('self'),
  'bulkDecision.run': deciders('self'),
  'view.update': [rule('signedIn', 'self')],
  'comment.write': [rule('districtOfficer', 'ownBody'), ...any('cityOfficer')],

  'recommendation.list': any('cityOfficer', 'promotionMember', 'auditor', 'districtOfficer'),
  'recommendation.read': officersOfTheCase,
  'recommendation.rank': [rule('districtOfficer', 'ownBody')],
  'recommendation.issue': [rule('districtOfficer', 'ownBody')],

  'round.list': any('cityOfficer', 'promotionMember', 'auditor', 'districtOfficer'),
  'round.read': any('cityOfficer', 'promotionMember', 'auditor', 'districtOfficer'),
  'round.manage': any('cityOfficer'),
  'round.cancel': any('cityOfficer'),
  'round.readRelated': any('cityOfficer', 'auditor'),
  'round.readReview': any('cityOfficer', 'promotionMember', 'auditor'),
  'objection.file': any('signedIn'),
  /** The body is the one with which the objection lies: the office, or the group in its stead. */
  'objection.read': [
    rule('signedIn', 'self'),
    ...any('cityOfficer', 'auditor'),
    rule('promotionMember', 'ownBody'),
    rule('bodySupervisor', 'ownBody'),
  ],
  'objection.withdraw': [rule('signedIn', 'self')],
  'objection.list': any('cityOfficer', 'auditor'),
  'objection.handle': [rule('cityOfficer', 'ownBody'), rule('promotionMember', 'ownBody')],
  'reversal.read': any('cityOfficer', 'promotionMember', 'auditor'),
  'reversal.propose': any('cityOfficer'),
  'reversal.decide': any('promotionMember'),
  'score.read': [rule('expert', 'assigned')],
  'score.write': [rule('expert', 'assigned')],

  'leave.list': any(
    'districtOfficer',
    'cityOfficer',
    'promotionMember',
    'financeOfficer',
    'bodySupervisor',
    'operator',
    'auditor',
  ),
  'leave.manage': [
    rule('districtOfficer', 'self'),
    rule('cityOfficer', 'self'),
    rule('promotionMember', 'self'),
    rule('financeOfficer', 'self'),
    ...any('operator'),
  ],
  /** The supervisor calls back whom the body cannot do without. */
  'leave.revoke': [...deciders('self'), rule('bodySupervisor', 'ownBody'), ...any('operator')],
  'credit.read': any('cityOfficer', 'auditor'),
  'credit.manage': any('cityOfficer'),
  'programme.read': any('cityOfficer', 'auditor'),
  'programme.design': any('cityOfficer'),

  'audit.read': any('auditor', 'operator'),
  'audit.verify': any('auditor', 'operator'),
  'user.list': any('operator', 'auditor'),
  'user.manage': any('operator'),
  'calendar.read': any('operator', 'cityOfficer', 'auditor'),
  'calendar.load': any('operator'),
  'mail.read': any('operator'),
  'mail.retry': any('operator'),
  'mail.bounce': any('operator'),
  'messageTemplate.read': any('operator', 'cityOfficer', 'auditor'),
  'messageTemplate.manage': any('operator', 'cityOfficer'),
  'operations.read': any('operator'),
  'operations.retry': any('operator'),
  'invariant.read': any('operator', 'auditor'),
  'invariant.run': any('operator'),
} satisfies Record<string, Rule[]>;

export type Action = keyof typeof PERMISSIONS;

function related(relation: Relation, grant: Grant | null, actor: Actor | null, subject: Subject): boolean {
  switch (relation) {
    case 'any':
      return true;
    case 'ownBody':
      return grant?.bodyId != null && (subject.bodyIds?.includes(grant.bodyId) ?? false);
    case 'handlingBody':
      return grant?.bodyId != null && (subject.handlingBodyIds?.includes(grant.bodyId) ?? false);
    case 'party':
      return grant?.enterpriseId != null && (subject.partyEnterpriseIds?.includes(grant.enterpriseId) ?? false);
    case 'invited':
      return grant?.enterpriseId != null && (subject.invitedEnterpriseIds?.includes(grant.enterpriseId) ?? false);
    case 'lead':
      return grant?.enterpriseId != null && grant.enterpriseId === subject.leadEnterpriseId;
    case 'ownEnterprise':
      return grant?.enterpriseId != null && grant.enterpriseId === subject.enterpriseId;
    case 'assigned':
      return actor != null && subject.assigneeId === actor.userId;
    case 'self':
      return actor != null && subject.userId === actor.userId;
  }
}

export type Verdict = 'allowed' | 'denied' | 'secondFactorRequired';

/** May the actor do this to that? `secondFactorRequired` when only a role that needs one would allow it and it is not set up. */
export function permits(actor: Actor | null, action: Action, subject: Subject = {}): Verdict {
  let verdict: Verdict = 'denied';
  for (const { role, relation } of PERMISSIONS[action] as Rule[]) {
    if (role === 'anyone') return 'allowed';
    if (actor === null) continue;
    if (role === 'signedIn') {
      if (related(relation, null, actor, subject)) return 'allowed';
      continue;
    }
    if (subject.role != null && subject.role !== role) continue;
    const holds = actor.grants.some((grant) => grant.role === role && related(relation, grant, actor, subject));
    if (!holds) continue;
    if (TWO_FACTOR_ROLES.includes(role) && !actor.twoFactor) verdict = 'secondFactorRequired';
    else return 'allowed';
  }
  return verdict;
}
