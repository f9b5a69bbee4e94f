import { Problem } from '../../contracts/problem-error.ts';
import { normalCode } from '../../db/enterprises.ts';
import { checkOrganisationCode, checkUscc } from '../../domain/identifiers.ts';

const MESSAGES = {
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
    throw new Problem('invalid', { errors: [{ pointer: '/identifier/value', rule: check.rule, message: MESSAGES[check.rule] }] });
  }
  return { value: normalCode(check.normalised), overridden: !check.ok };
}
