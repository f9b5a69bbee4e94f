/** The profile as it is typed: texts that become a request, and the fault of each. */
import type { EnterpriseKind } from '../../../contracts/vocabulary.ts';
import {
  checkBankAccount,
  checkCnaps,
  checkIcp,
  checkMobile,
  checkOrganisation,
  checkOrganisationCode,
  checkRegistrationNumber15,
  checkUscc,
  type IdentifierCheck,
} from '../../../domain/identifiers.ts';
import { fenToWanText, wanTextToFen } from '../../../domain/money.ts';
import type { EnterpriseProfile, EnterpriseView } from './replies.ts';

export type Draft = {
  name: string;
  scheme: 'uscc' | 'orgCode2010';
  identifier: string;
  overrideReason: string;
  overrideEvidence: string;
  kind: EnterpriseKind | '';
  recommendingBodyId: string;
  registrationNumber: string;
  legalRepresentative: string;
  shareholders: string;
  establishedOn: string;
  registeredCapital: string;
  registeredAddress: string;
  registeredDivisionCode: string;
  taxDistrict: string;
  industryCategory: string;
  sizeClass: string;
  sizeStandard: string;
  isInKeyCluster: boolean;
  staffTotal: string;
  staffEcommerce: string;
  platformUrls: string;
  icpNumber: string;
  contactName: string;
  contactMobile: string;
  contactEmail: string;
  accountName: string;
  bankName: string;
  cnaps: string;
  account: string;
};
export type DraftKey = keyof Draft;
/** A rule of `problem.rule.*`, with the check digit that was expected. */
export type Fault = { rule: string; expected?: string };
export type Faults = Partial<Record<DraftKey, Fault>>;

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** The form of an enterprise that exists, or an empty one. */
export function draftOf(view: EnterpriseView | null): Draft {
  const profile = (view?.profile ?? {}) as EnterpriseProfile;
  return {
    name: view?.name ?? '',
    scheme: view?.identifier.scheme ?? 'uscc',
    identifier: view?.identifier.value ?? '',
    overrideReason: '',
    overrideEvidence: '',
    kind: view?.kind ?? '',
    recommendingBodyId: view?.recommendingBody.id ?? '',
    registrationNumber: text(profile.registrationNumber),
    legalRepresentative: text(profile.legalRepresentative),
    shareholders: (profile.shareholders ?? [])
      .map(({ name, identifier }) => (identifier ? `${name}, ${identifier}` : name))
      .join('\n'),
    establishedOn: text(profile.establishedOn),
    registeredCapital: profile.registeredCapitalFen == null ? '' : fenToWanText(profile.registeredCapitalFen),
    registeredAddress: text(profile.registeredAddress),
    registeredDivisionCode: text(profile.registeredDivisionCode),
    taxDistrict: text(profile.taxDistrict),
    industryCategory: text(profile.industryCategory),
    sizeClass: text(profile.sizeClass),
    sizeStandard: text(profile.sizeStandard),
    isInKeyCluster: profile.isInKeyCluster === true,
    staffTotal: text(profile.staffTotal),
    staffEcommerce: text(profile.staffEcommerce),
    platformUrls: (profile.platformUrls ?? []).join('\n'),
    icpNumber: text(profile.icpNumber),
    contactName: text(profile.contact?.name),
    contactMobile: text(profile.contact?.mobile),
    contactEmail: text(profile.contact?.email),
    accountName: text(profile.bank?.accountName),
    bankName: text(profile.bank?.bankName),
    cnaps: text(profile.bank?.cnaps),
    account: text(profile.bank?.account),
  };
}

const lines = (typed: string): string[] =>
  typed
    .split(/\s+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** One shareholder a line: the name, and its code after a comma where it has one. */
const shareholdersOf = (typed: string): { name: string; identifier?: string }[] =>
  typed.split('\n').flatMap((line) => {
    const [name = '', identifier = ''] = line.split(/[,，]/).map((part) => part.trim());
    if (name === '') return [];
    return [identifier === '' ? { name } : { name, identifier }];
  });

function isAddress(line: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(line).protocol);
  } catch {
    return false;
  }
}

/** Judgement of the primary code by its scheme. */
export const identifierCheck = ({ scheme, identifier }: Draft): IdentifierCheck =>
  scheme === 'uscc' ? checkUscc(identifier) : checkOrganisationCode(identifier);

/** What is wrong with what is typed; empty optional fields are fine. */
export function faultsOf(draft: Draft, registering: boolean): Faults {
  const faults: Faults = {};
  const judge = (key: DraftKey, check: (typed: string) => IdentifierCheck) => {
    const typed = draft[key];
    if (typeof typed !== 'string' || typed.trim() === '') return;
    const verdict = check(typed);
    if (!verdict.ok)
      faults[key] =
        verdict.expected === undefined ? { rule: verdict.rule } : { rule: verdict.rule, expected: verdict.expected };
  };
  const needed: DraftKey[] = registering
    ? ['name', 'identifier', 'kind', 'recommendingBodyId']
    : ['name', 'kind', 'recommendingBodyId'];
  for (const key of needed) if (text(draft[key]).trim() === '') faults[key] = { rule: 'required' };
  if (registering) {
    const verdict = identifierCheck(draft);
    const evidenced = draft.overrideReason.trim().length >= 5 && draft.overrideEvidence.trim().length >= 5;
    if (!(evidenced && !verdict.ok && verdict.rule === 'checkDigit')) judge('identifier', () => verdict);
  }
  if (draft.scheme === 'orgCode2010' && registering && draft.registrationNumber.trim() === '') {
    faults.registrationNumber = { rule: 'required' };
  }
  judge('registrationNumber', checkRegistrationNumber15);
  judge('icpNumber', checkIcp);
  judge('contactMobile', checkMobile);
  judge('cnaps', checkCnaps);
  judge('account', checkBankAccount);
  if (draft.registeredCapital.trim() !== '' && (wanTextToFen(draft.registeredCapital) ?? 0) <= 0)
    faults.registeredCapital = { rule: 'amount' };
  for (const key of ['staffTotal', 'staffEcommerce'] as const) {
    if (draft[key].trim() !== '' && !/^\d{1,8}$/.test(draft[key].trim())) faults[key] = { rule: 'wholeNumber' };
  }
  if (
    !faults.staffTotal &&
    !faults.staffEcommerce &&
    draft.staffTotal.trim() !== '' &&
    draft.staffEcommerce.trim() !== ''
  ) {
    if (Number(draft.staffEcommerce) > Number(draft.staffTotal))
      faults.staffEcommerce = { rule: 'notMoreThanStaffTotal' };
  }
  if (draft.contactEmail.trim() !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(draft.contactEmail.trim()))
    faults.contactEmail = { rule: 'format' };
  for (const { identifier } of shareholdersOf(draft.shareholders)) {
    if (identifier !== undefined && !checkOrganisation(identifier).ok) faults.shareholders = { rule: 'shareholder' };
  }
  if (lines(draft.platformUrls).some((line) => !isAddress(line))) faults.platformUrls = { rule: 'url' };
  return faults;
}

const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
const numberOrNull = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed));
/** Only what was filled in, null when nothing was. */
const filled = (entries: Record<string, string>): Record<string, string> | null => {
  const kept = Object.entries(entries).flatMap(([key, typed]) =>
    typed.trim() === '' ? [] : [[key, typed.trim()] as const],
  );
  return kept.length === 0 ? null : Object.fromEntries(kept);
};

/** Body of the request that registers or changes the enterprise. */
export function requestOf(draft: Draft, registering: boolean): Record<string, unknown> {
  const profile = {
    registrationNumber: orNull(draft.registrationNumber),
    legalRepresentative: orNull(draft.legalRepresentative),
    shareholders: shareholdersOf(draft.shareholders),
    establishedOn: orNull(draft.establishedOn),
    registeredCapitalFen: draft.registeredCapital.trim() === '' ? null : wanTextToFen(draft.registeredCapital),
    registeredAddress: orNull(draft.registeredAddress),
    registeredDivisionCode: orNull(draft.registeredDivisionCode),
    taxDistrict: orNull(draft.taxDistrict),
    industryCategory: orNull(draft.industryCategory),
    sizeClass: orNull(draft.sizeClass),
    sizeStandard: orNull(draft.sizeStandard),
    isInKeyCluster: draft.isInKeyCluster,
    staffTotal: numberOrNull(draft.staffTotal),
    staffEcommerce: numberOrNull(draft.staffEcommerce),
    platformUrls: lines(draft.platformUrls),
    icpNumber: orNull(draft.icpNumber),
    contact: filled({ name: draft.contactName, mobile: draft.contactMobile, email: draft.contactEmail }),
    bank: filled({
      accountName: draft.accountName,
      bankName: draft.bankName,
      cnaps: draft.cnaps,
      account: draft.account,
    }),
  };
  const common = { name: draft.name.trim(), kind: draft.kind, recommendingBodyId: draft.recommendingBodyId, profile };
  if (!registering) return common;
  const failsCheckDigit = identifierCheck(draft);
  const override = !failsCheckDigit.ok && failsCheckDigit.rule === 'checkDigit';
  return {
    ...common,
    identifier: { scheme: draft.scheme, value: draft.identifier.trim() },
    ...(override
      ? { identifierOverride: { reason: draft.overrideReason.trim(), evidenceNote: draft.overrideEvidence.trim() } }
      : {}),
  };
}
