/** A filled sample of a form, so that rules and preview have something to read. Pure. */
import type { FormSection } from '../../../contracts/policy.ts';
import type { Category } from '../../../contracts/programme.ts';
import type { EligibilityFacts, PartyFacts } from '../../../domain/eligibility.ts';
import { formForCategory } from '../../../domain/forms.ts';
import { isObject, type Schema } from '../form/schema.ts';

const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);

/** A value that the schema would take: the first option, the least amount, a plain text. */
export function sampleOf(schema: Schema): unknown {
  if (Array.isArray(schema.enum)) return schema.enum[0];
  switch (schema.type) {
    case 'string':
      return schema.format === 'date' ? '2005-06-01' : 'sample';
    case 'integer':
    case 'number':
      return number(schema.minimum, 0);
    case 'boolean':
      return false;
    case 'array':
      return isObject(schema.items) ? [sampleOf(schema.items)] : [];
    case 'object': {
      const members = isObject(schema.properties) ? Object.entries(schema.properties) : [];
      return Object.fromEntries(members.flatMap(([name, below]) => (isObject(below) ? [[name, sampleOf(below)]] : [])));
    }
    default:
      return null;
  }
}

/** What eligibility rules would read of an application by this form: a lead and one partner. */
export function sampleFacts(sections: readonly FormSection[], category: Category, today: string): EligibilityFacts {
  const resolved = formForCategory({ version: 1, sections: [...sections] }, category).sections;
  const filled = (scope: FormSection['scope']) =>
    Object.fromEntries(resolved.filter((one) => one.scope === scope).map(({ key, schema }) => [key, sampleOf(schema)]));
  const party = (no: number): PartyFacts => ({
    ...filled('party'),
    enterpriseId: `sample-${no}`,
    name: `Sample ${no}`,
    identifier: `SAMPLE${no}`,
    divisionCode: '410105',
    recommendingBodyId: 'sample',
  });
  return {
    application: filled('shared'),
    lead: party(1),
    partners: [party(2)],
    round: { categoryNo: category.no, opensOn: today },
  };
}
