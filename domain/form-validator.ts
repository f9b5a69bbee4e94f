/** Validation of form sections on the server with ajv. Pages use @cfworker/json-schema; a test holds both to one verdict. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as formats from 'ajv-formats';
import { allFaults, FORM_KEYWORDS, faultsOfAjv, type Schema, type SchemaFault } from './form-faults.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
const addFormats = formats.default as unknown as typeof formats.default.default;
addFormats(ajv, ['date']);
for (const keyword of FORM_KEYWORDS) ajv.addKeyword(keyword);

const compiled = new WeakMap<Schema, ValidateFunction>();

function validatorOf(schema: Schema): ValidateFunction {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
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
 * Every fault of a section's data: schema, rules between fields, control characters.
 * Compiled validators are kept by schema object, so pass the same object again (e.g. of a cached policy).
 */
export function validateSection(schema: Schema, data: unknown): SchemaFault[] {
  const validate = validatorOf(schema);
  validate(data);
  return allFaults(schema, data, faultsOfAjv(validate.errors));
}
