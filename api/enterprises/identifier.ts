import { Problem } from '../../contracts/problem-error.ts';
import type { EnterpriseProfile } from '../../contracts/enterprises.ts';
import type { FieldFault } from '../../contracts/problems.ts';
import { normalCode } from '../../db/enterprises.ts';
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
} from '../../domain/identifiers.ts';

export const IDENTIFIER_FAULTS = {
  length: 'It does not have the length of such a code',
  alphabet: 'It contains a sign that such codes never have',
  checkDigit: 'Its check digit does not fit: look for a mistyped sign, or give evidence that it is right',
  format: 'It does not have the form of such a code',
} as const;

/**
 * The code in its kept form. One that fails nothing but its check digit passes with evidence.
 * @returns whether the evidence was needed
 * @throws Problem invalid
 */
export function judgeIdentifier(identifier: { scheme: 'uscc' | 'orgCode2010'; value: string }, hasEvidence: boolean) {
  const check = identifier.scheme === 'uscc' ? checkUscc(identifier.value) : checkOrganisationCode(identifier.value);
  if (!check.ok && !(check.rule === 'checkDigit' && hasEvidence)) {
    throw new Problem('invalid', {
      errors: [{ pointer: '/identifier/value', rule: check.rule, message: IDENTIFIER_FAULTS[check.rule] }],
    });
  }
  return { value: normalCode(check.normalised), overridden: !check.ok };
}

/**
 * The profile with its codes in their normal forms.
 * @throws Problem invalid with the fault of every code that breaks its rule
 */
export function judgeProfile(profile: EnterpriseProfile): EnterpriseProfile {
  const errors: FieldFault[] = [];
  const judge = (pointer: string, text: string, check: (text: string) => IdentifierCheck): string => {
    const result = check(text);
    if (!result.ok)
      errors.push({ pointer: `/profile${pointer}`, rule: result.rule, message: IDENTIFIER_FAULTS[result.rule] });
    return result.normalised;
  };
  const { contact, bank } = profile;
  const judged: EnterpriseProfile = { ...profile };
  if (profile.registrationNumber != null)
    judged.registrationNumber = judge('/registrationNumber', profile.registrationNumber, checkRegistrationNumber15);
  if (profile.icpNumber != null) judged.icpNumber = judge('/icpNumber', profile.icpNumber, checkIcp);
  if (profile.shareholders) {
    judged.shareholders = profile.shareholders.map(({ name, identifier }, no) =>
      identifier == null
        ? { name }
        : { name, identifier: normalCode(judge(`/shareholders/${no}/identifier`, identifier, checkOrganisation)) },
    );
  }
  if (contact?.mobile != null)
    judged.contact = { ...contact, mobile: judge('/contact/mobile', contact.mobile, checkMobile) };
  if (bank) {
    judged.bank = { ...bank };
    if (bank.cnaps != null) judged.bank.cnaps = judge('/bank/cnaps', bank.cnaps, checkCnaps);
    if (bank.account != null) judged.bank.account = judge('/bank/account', bank.account, checkBankAccount);
  }
  if (errors.length > 0) throw new Problem('invalid', { errors });
  return judged;
}
