/** Validation of form sections on the server with ajv. Pages use @cfworker/json-schema; a test holds both to one verdict. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as formats from 'ajv-formats';
import { boundedPattern } from './bounded-patterns.ts';
import { allFaults, FORM_KEYWORDS, faultsOfAjv, type Schema, type SchemaFault } from './form-faults.ts';

const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  strictTypes: false,
  code: { regExp: boundedPattern },
});
const addFormats = formats.default as unknown as typeof formats.default.default;
addFormats(ajv, ['date']);
for (const keyword of FORM_KEYWORDS) ajv.addKeyword(keyword);

/** Compiled validators by schema object and by its text: a policy read again from the database is the same text anew. */
const byObject = new WeakMap<Schema, ValidateFunction>();
const byText = new Map<string, { schema: Schema; validate: ValidateFunction }>();
const MOST_KEPT = 500;

function compile(schema: Schema): ValidateFunction {
  const text = JSON.stringify(schema);
  const known = byText.get(text);
  if (known) return known.validate;
  const validate = ajv.compile(schema);
  byText.set(text, { schema, validate });
  const [oldest] = byText;
  if (byText.size > MOST_KEPT && oldest) {
    byText.delete(oldest[0]);
    ajv.removeSchema(oldest[1].schema);
  }
  return validate;
}

function validatorOf(schema: Schema): ValidateFunction {
  const validate = byObject.get(schema) ?? compile(schema);
  byObject.set(schema, validate);
  return validate;
}

/** Why a schema is not a valid form schema; null when it is. */
export function schemaFault(schema: Schema): string | null {
  try {
    validatorOf(schema);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Every fault of a section's data: schema, rules between fields, control characters. Passing the same schema object again
 * (e.g. of a cached policy) is quickest.
 */
export function validateSection(schema: Schema, data: unknown): SchemaFault[] {
  const validate = validatorOf(schema);
  validate(data);
  return allFaults(schema, data, faultsOfAjv(validate.errors));
}
