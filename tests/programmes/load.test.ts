import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { evaluateEligibility } from '../../domain/eligibility.ts';
import { formForCategory } from '../../domain/forms.ts';
import { sha256Hex } from '../../domain/hashing.ts';
import { rankCategory } from '../../domain/ranking.ts';
import { listPacks, loadPack, PACKS_FOLDER, PackError } from '../../programmes/load.ts';

const TINY = join(import.meta.dirname, 'tiny-pack');
const copies: string[] = [];

type Json = Record<string, unknown> & unknown[];

/** A copy of a pack with one file changed. */
function broken(
  file: string,
  change: (content: Json) => unknown,
  from = join(PACKS_FOLDER, 'zhengzhou-ecommerce'),
): string {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  copies.push(folder);
  cpSync(from, folder, { recursive: true });
  const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Json;
  writeFileSync(join(folder, file), JSON.stringify(change(content) ?? content));
  return folder;
}

function faultsOf(folder: string) {
  try {
    loadPack(folder);
  } catch (error) {
    if (error instanceof PackError) return error.faults;
    throw error;
  }
  return [];
}

/** Set the value at a path of members. */
function put(target: unknown, path: (string | number)[], value: unknown): void {
  const last = path.at(-1) as string;
  const holder = path.slice(0, -1).reduce((here, step) => (here as Json)[step as number] as Json, target as Json);
  holder[last as unknown as number] = value;
}

afterEach(() => {
  for (const folder of copies.splice(0)) rmSync(folder, { recursive: true });
});

describe('the Zhengzhou pack', () => {
  const pack = loadPack('zhengzhou-ecommerce');

  test('is listed and loads', () => {
    expect(listPacks()).toContain('zhengzhou-ecommerce');
    expect(pack.document.number).toBe('郑政〔2010〕10号');
  });

  test('has ten platforms with 69 required services', () => {
    expect(pack.categories.map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(pack.categories.map(({ requiredServices }) => requiredServices.length)).toEqual([
      6, 7, 8, 6, 6, 7, 4, 7, 9, 9,
    ]);
  });

  test('has twelve districts and counties, four zones, and the offices', () => {
    const count = (kind: string) => pack.bodies.filter((body) => body.kind === kind).length;
    expect(['district', 'zone', 'cityOffice', 'finance', 'promotionGroup'].map(count)).toEqual([12, 4, 1, 1, 1]);
  });

  test('has the targets of the three stages', () => {
    const value = (stage: number, key: string) =>
      pack.stages[stage]?.targets.find((target) => target.key === key)?.value;
    expect([0, 1, 2].map((stage) => value(stage, 'penetrationLargeEnterprise'))).toEqual([50, 75, 100]);
    expect([0, 1, 2].map((stage) => value(stage, 'onlineSalesSme'))).toEqual([10, 15, 25]);
    expect([0, 1, 2].map((stage) => value(stage, 'appliedTalent'))).toEqual([8_000, 18_000, 30_000]);
  });

  test('its slip: form check 5, recommendation 10, qualification 10 working days; correction 5, notice 7', () => {
    const { desks, correction, notice, rubric } = pack.policy;
    expect(desks.map(({ step, workingDays }) => [step, workingDays])).toEqual([
      ['formCheck', 5],
      ['recommendation', 10],
      ['qualification', 10],
    ]);
    expect([correction.workingDays, notice.workingDays]).toEqual([5, 7]);
    expect(rubric.criteria.map(({ key }) => key)).toContain('coverage');
  });

  test('asks for every required service of each category', () => {
    for (const category of pack.categories) {
      const schema = JSON.stringify(formForCategory(pack.policy.form, category).sections);
      for (const { code, name } of category.requiredServices) expect(schema).toContain(`${code} ${name.zh}`);
    }
  });

  test('every field of the form has a Chinese and an English label', () => {
    const bare: string[] = [];
    const walk = (schema: unknown, path: string) => {
      if (typeof schema !== 'object' || schema === null) return;
      const { properties, items, enum: values, ...rest } = schema as Record<string, unknown>;
      const labels = rest['x-enum-labels'] as Record<string, unknown> | undefined;
      for (const value of Array.isArray(values) ? values : []) {
        if (typeof value === 'string' && !labels?.[value]) bare.push(`${path}=${value}`);
      }
      for (const [key, field] of Object.entries((properties as Record<string, Record<string, unknown>>) ?? {})) {
        if (!field.title || !field['x-title-en']) bare.push(`${path}/${key}`);
        if (Boolean(field.description) !== Boolean(field['x-description-en'])) bare.push(`${path}/${key} description`);
        walk(field, `${path}/${key}`);
      }
      walk(items, `${path}/*`);
      walk(rest['x-per-required-service'], `${path}/*`);
    };
    for (const section of pack.policy.form.sections) walk(section.schema, section.key);
    expect(bare).toEqual([]);
  });
});

describe('another city’s pack', () => {
  const pack = loadPack(TINY);

  test('loads with other bodies, steps, criteria and sections', () => {
    expect(pack.policy.desks.map(({ step }) => step)).toEqual(['quayIntake', 'harbourCheck']);
    expect(pack.policy.desks[1]?.outcomes.map(({ effect }) => effect)).toEqual(['pass', 'sendBack', 'refuse']);
  });

  test('its own rules and tie-breakers decide', () => {
    const lead = {
      enterpriseId: 'e',
      name: 'n',
      identifier: 'i',
      divisionCode: null,
      recommendingBodyId: 'north-quay',
    };
    const facts = { application: {}, partners: [], round: { categoryNo: 1, opensOn: '2026-01-01' } };
    const verdict = (crew: number) =>
      evaluateEligibility(pack.policy.eligibility, { ...facts, lead: { ...lead, vessel: { crew } } })[0]?.verdict;
    expect([verdict(5), verdict(4)]).toEqual(['pass', 'fail']);
    const entry = (applicationId: string, novelty: number) => ({
      applicationId,
      averageHundredths: 6_000,
      passed: true,
      criteria: { novelty, use: 6_000 - novelty },
      coverageBp: 10_000,
      submittedAt: '2026-01-01T00:00:00Z',
    });
    const { entries } = rankCategory([entry('a', 2_000), entry('b', 3_000)], pack.policy.selection, 's', sha256Hex);
    expect(entries.map(({ applicationId, result }) => [applicationId, result])).toEqual([
      ['b', 'winner'],
      ['a', 'notSelected'],
    ]);
  });

  test('has a form that compiles for each of its categories', () => {
    for (const category of pack.categories) {
      const services = formForCategory(pack.policy.form, category).sections[1]?.schema;
      expect(JSON.stringify(services)).toContain(category.requiredServices[0]?.name.zh);
    }
  });
});

describe('a broken pack is refused with the path of each fault', () => {
  test.each<[string, string, (string | number)[], unknown, string]>([
    [
      'points that do not add to 100',
      'policy.json',
      ['rubric', 'criteria', 0, 'maxPoints'],
      26,
      '/policy/rubric/criteria',
    ],
    [
      'an unknown tie-breaker',
      'policy.json',
      ['selection', 'tieBreakers', 1, 'key'],
      'beauty',
      '/policy/selection/tieBreakers/1/key',
    ],
    ['an outcome twice', 'policy.json', ['desks', 0, 'outcomes', 1, 'key'], 'accepted', '/policy/desks/0/outcomes/1'],
    [
      'a desk nothing passes',
      'policy.json',
      ['desks', 2, 'outcomes', 0, 'effect'],
      'sendBack',
      '/policy/desks/2/outcomes',
    ],
    [
      'a refusal without a reason',
      'policy.json',
      ['desks', 0, 'outcomes', 2, 'needsReason'],
      false,
      '/policy/desks/0/outcomes/2/needsReason',
    ],
    [
      'an anchor above the highest points',
      'policy.json',
      ['rubric', 'criteria', 4, 'anchors', 2, 'points'],
      11,
      '/policy/rubric/criteria/4/anchors/2/points',
    ],
    [
      'a quota of a body that recommends nobody',
      'policy.json',
      ['recommendation', 'quotas'],
      { 'city-office': 3 },
      '/policy/recommendation/quotas/city-office',
    ],
    ['an even panel', 'policy.json', ['panel', 'size'], 6, '/policy/panel/size'],
    ['a desk without its days', 'policy.json', ['desks', 1, 'workingDays'], 0, '/policy/desks/1/workingDays'],
    ['a body kind nobody knows', 'bodies.json', [3, 'kind'], 'village', '/bodies/3/kind'],
    ['no city office', 'bodies.json', [16, 'kind'], 'institution', '/bodies'],
    ['two promotion groups', 'bodies.json', [17, 'kind'], 'promotionGroup', '/bodies'],
    [
      'a service twice',
      'categories.json',
      [2, 'requiredServices', 1, 'code'],
      '03-01',
      '/categories/2/requiredServices/1',
    ],
    ['a category twice', 'categories.json', [1, 'no'], 1, '/categories/1'],
    [
      'a form schema that does not compile',
      'form.json',
      ['sections', 0, 'schema', 'properties', 'summary', 'minLength'],
      'one',
      '/policy/form/sections/0/schema',
    ],
    [
      'an unknown keyword in a form',
      'form.json',
      ['sections', 3, 'schema', 'x-colour'],
      'red',
      '/policy/form/sections/3/schema/x-colour',
    ],
    [
      'a rule that is not CEL',
      'eligibility.json',
      [0, 'expression'],
      'lead.kind ==',
      '/policy/eligibility/0/expression',
    ],
    [
      'a rule over roots nobody knows',
      'eligibility.json',
      [1, 'expression'],
      'applicant.age > 3',
      '/policy/eligibility/1/expression',
    ],
    ['a text in one language only', 'guide.json', [0, 'title'], { zh: '题' }, '/guide/0/title/en'],
    ['a member nobody knows', 'pack.json', ['colour'], 'red', '/'],
  ])('%s', (_, file, path, value, fault) => {
    const faults = faultsOf(broken(file, (content) => put(content, path, value)));
    expect(faults.map((found) => found.path)).toContain(fault);
    expect(faults.every(({ message }) => message.length > 0)).toBe(true);
  });

  test('all faults at once, and the folder is named', () => {
    const folder = broken('policy.json', (policy) => {
      put(policy, ['rubric', 'criteria', 0, 'maxPoints'], 24);
      put(policy, ['desks', 0, 'outcomes', 1, 'key'], 'accepted');
    });
    expect(faultsOf(folder)).toHaveLength(3);
    expect(() => loadPack(folder)).toThrow(folder);
  });

  test('a file that is missing or no JSON is named', () => {
    const folder = broken('stages.json', () => []);
    rmSync(join(folder, 'guide.json'));
    writeFileSync(join(folder, 'form.json'), '{');
    expect(
      faultsOf(folder)
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['form.json', 'guide.json']);
  });
});
