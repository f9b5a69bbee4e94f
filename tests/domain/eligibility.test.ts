import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type EligibilityFacts, evaluateEligibility } from '../../domain/eligibility.ts';

const party = (sections: Record<string, unknown>) => ({
  enterpriseId: 'e',
  name: '甲',
  identifier: 'I',
  divisionCode: null,
  recommendingBodyId: 'b',
  ...sections,
});
const facts: EligibilityFacts = {
  application: { project: { amount: 500, share: 0.5 }, list: { items: [1, 2] } },
  lead: party({ profile: { kind: 'backbone', staff: 40, nothing: null } }),
  partners: [party({ profile: { kind: 'sme' } }), party({ profile: { kind: 'service', since: '2009-01-01' } })],
  round: { categoryNo: 3, opensOn: '2026-11-01' },
};
const judge = (expression: string, given: EligibilityFacts = facts) => {
  const [verdict] = evaluateEligibility(
    [{ key: 'rule', expression, message: { zh: '规则', en: 'Rule' }, basis: 'x' }],
    given,
  );
  return verdict;
};

describe('verdict of a rule', () => {
  test.each([
    ["lead.profile.kind in ['backbone', 'large']", 'pass'],
    ['lead.profile.staff > 40', 'fail'],
    ['lead.profile.staff + 2 == 42 && application.project.share < 0.6', 'pass'],
    ["partners.exists(p, p.profile.kind == 'service')", 'pass'],
    ["partners.exists(p, p.profile.kind == 'none')", 'fail'],
    ['size(application.list.items) == 2 && round.categoryNo == 3', 'pass'],
    ["lead.profile.kind == 'sme' || lead.profile.staff >= 40", 'pass'],
  ])('%s: %s', (expression, verdict) => expect(judge(expression)?.verdict).toBe(verdict));

  test.each([
    ['lead.profile.revenue > 5', 'lead.profile.revenue'],
    ['lead.profile.nothing <= 35', 'lead.profile.nothing'],
    ['lead.profile.revenue > 5 || true', 'lead.profile.revenue'],
    ['!(lead.profile.revenue > 5) || lead.profile.staff > 1', 'lead.profile.revenue'],
    ['partners.all(p, p.profile.since <= round.opensOn)', 'partners[0].profile.since'],
    ['lead.unknownSection.field == 1', 'lead.unknownSection'],
    ['partners[7].profile.kind == "sme"', undefined],
  ])('%s reads a missing field and does not pass', (expression, path) => {
    const verdict = judge(expression);
    expect(verdict?.verdict).toBe('missing');
    expect(verdict?.missing[0]).toBe(path);
  });

  test('only has() may ask for a field', () => {
    expect(judge('!has(lead.profile.revenue) || lead.profile.revenue > 5')?.verdict).toBe('pass');
  });

  test.each([
    'lead.profile.staff',
    "lead.profile.staff > 'x'",
    'nobody.x == 1',
    '((',
    'lead.profile.kind.matches("[")',
  ])('%s is an error, not a pass', (expression) => {
    expect(judge(expression)?.verdict).toBe('error');
    expect(judge(expression)?.error).toBeTruthy();
  });

  test('a pattern made to hang answers at once', () => {
    const hostile = { ...facts, lead: party({ profile: { kind: `${'a'.repeat(5_000)}!` } }) };
    expect(judge("lead.profile.kind.matches('^(a+)+$')", hostile)?.verdict).toBe('fail');
  });

  test('without any section no rule that reads one passes', () => {
    const fields = fc.constantFrom('profile.kind', 'profile.staff', 'role.tasks', 'a.b.c');
    const forms = fc.constantFrom(
      (f: string) => `lead.${f} != 'x'`,
      (f: string) => `lead.${f} == 'x' || true`,
      (f: string) => `true || lead.${f} == 'x' ? lead.${f} != '' : true`,
      (f: string) => `[1, 2].exists(i, lead.${f} == 'x' || i == 2)`,
    );
    fc.assert(
      fc.property(fields, forms, (field, form) => {
        expect(judge(form(field), { ...facts, lead: party({}) })?.verdict).not.toBe('pass');
      }),
    );
  });
});
