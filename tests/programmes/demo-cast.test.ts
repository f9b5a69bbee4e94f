import { describe, expect, test } from '@jest/globals';
import { conflictOf } from '../../domain/draw.ts';
import { evaluateEligibility } from '../../domain/eligibility.ts';
import { validateSection } from '../../domain/form-validator.ts';
import { formForCategory, missingItems, serviceCoverage } from '../../domain/forms.ts';
import { checkUscc, orgCodeOfUscc } from '../../domain/identifiers.ts';
import { checkShares } from '../../domain/shares.ts';
import { type DemoApplication, type DemoCast, demoCast } from '../../programmes/demo.ts';
import { loadPack } from '../../programmes/load.ts';

const pack = loadPack('zhengzhou-ecommerce');
const cast = demoCast('zhengzhou-ecommerce') as DemoCast;
const enterprise = (key: string) => {
  const found = cast.enterprises.find((one) => one.key === key);
  if (!found) throw new Error(`no enterprise ${key}`);
  return found;
};
const holders = (role: string) => cast.users.filter((user) => user.grants.some((grant) => grant.role === role));

test('a pack without a cast has none', () => expect(demoCast('no-such-pack')).toBeNull());

describe('the people', () => {
  test('have accounts of their own and grants that exist', () => {
    expect(new Set(cast.users.map(({ email }) => email)).size).toBe(cast.users.length);
    for (const { bodyId, enterprise: key } of cast.users.flatMap(({ grants }) => grants)) {
      if (bodyId) expect(pack.bodies.map(({ id }) => id)).toContain(bodyId);
      if (key) expect(enterprise(key)).toBeTruthy();
    }
  });

  test('every district and zone has an officer, every office its people', () => {
    const officers = holders('districtOfficer').flatMap(({ grants }) => grants.map(({ bodyId }) => bodyId));
    for (const { id } of pack.bodies.filter(({ kind }) => kind === 'district' || kind === 'zone'))
      expect(officers).toContain(id);
    const counts = ['cityOfficer', 'promotionMember', 'financeOfficer', 'auditor', 'operator'].map(
      (role) => holders(role).length,
    );
    expect(counts).toEqual([2, 2, 1, 1, 1]);
  });

  test('every enterprise has an owner and a signer, and a code of the demo range', () => {
    for (const { key, uscc, recommendingBodyId } of cast.enterprises) {
      for (const role of ['enterpriseOwner', 'enterpriseSigner']) {
        expect(holders(role).some(({ grants }) => grants.some((grant) => grant.enterprise === key))).toBe(true);
      }
      expect(checkUscc(uscc).ok).toBe(true);
      expect(orgCodeOfUscc(uscc)).toMatch(/^PDY/);
      expect(pack.bodies.map(({ id }) => id)).toContain(recommendingBodyId);
    }
  });
});

describe.each(cast.applications.map((application) => [application.key, application] as [string, DemoApplication]))(
  'the filled application %s',
  (_, application) => {
    const category = pack.categories.find(({ no }) => no === application.categoryNo);
    if (!category) throw new Error('no category');
    const parties = application.parties.map(({ enterprise: key, sections }) => {
      const { name, uscc, divisionCode, recommendingBodyId } = enterprise(key);
      return { enterpriseId: key, name: name.zh, identifier: uscc, divisionCode, recommendingBodyId, ...sections };
    });

    test('misses nothing', () => {
      const content = [
        ...Object.entries(application.shared).map(([section, data]) => ({ section, enterpriseId: null, data })),
        ...application.parties.flatMap(({ enterprise: enterpriseId, sections }) =>
          Object.entries(sections).map(([section, data]) => ({ section, enterpriseId, data })),
        ),
      ];
      const ids = application.parties.map(({ enterprise: key }) => key);
      expect(missingItems(formForCategory(pack.policy.form, category), ids, content, validateSection)).toEqual([]);
      expect(serviceCoverage(application.shared.services, category).coverageBp).toBe(10_000);
      expect(checkShares(application.parties.map(({ shareBp }) => shareBp)).ok).toBe(true);
    });

    test('is eligible; without one party’s profile it is not', () => {
      const [lead, ...partners] = parties;
      if (!lead) throw new Error('no lead');
      const round = { categoryNo: application.categoryNo, opensOn: '2026-11-02' };
      const verdicts = evaluateEligibility(pack.policy.eligibility, {
        application: application.shared,
        lead,
        partners,
        round,
      });
      expect(verdicts.map(({ key, verdict }) => [key, verdict])).toEqual(
        pack.policy.eligibility.map(({ key }) => [key, 'pass']),
      );
      const blank = { ...lead, partyProfile: undefined };
      const without = evaluateEligibility(pack.policy.eligibility, {
        application: application.shared,
        lead: blank,
        partners,
        round,
      });
      expect(without.find(({ key }) => key === 'leadKind')?.verdict).toBe('missing');
    });

    test('has at least a panel of experts of its field without a conflict, and one with', () => {
      const named = parties.map(({ enterpriseId, name, identifier }) => ({ enterpriseId, name, identifier }));
      const inField = cast.experts.filter(({ fields }) => fields.includes(category.key));
      const free = inField.filter((expert) => conflictOf(expert, named).length === 0);
      expect(free.length).toBeGreaterThan(pack.policy.panel.size);
      expect(free.length).toBeLessThan(inField.length);
    });
  },
);

test('experts have accounts and fields that are categories', () => {
  for (const { email, fields } of cast.experts) {
    expect(holders('expert').map((user) => user.email)).toContain(email);
    for (const field of fields) expect(pack.categories.map(({ key }) => key)).toContain(field);
  }
});
