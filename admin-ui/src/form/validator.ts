/** Validation in the browser: @cfworker/json-schema, which builds no code from text, so a strict CSP allows it. */
import { Validator } from '@cfworker/json-schema';
import type { ErrorSchema, RJSFValidationError, ValidatorType } from '@rjsf/utils';
import { pointerSteps } from '../../../domain/differences.ts';
import { allFaults, faultsOfCfworker, type SchemaFault } from '../../../domain/form-faults.ts';
import { isObject, type Schema } from './schema.ts';

const made = new WeakMap<object, Validator>();

function validatorFor(schema: Schema): Validator {
  let validator = made.get(schema);
  if (!validator) {
    validator = new Validator(schema as ConstructorParameters<typeof Validator>[0], '2020-12', false);
    made.set(schema, validator);
  }
  return validator;
}

/** JSON has no undefined: members left empty are absent. */
const asJson = (data: unknown): unknown => (data === undefined ? {} : JSON.parse(JSON.stringify(data)));

/** Every fault of a section's data, with the same verdict as the server's. */
export function sectionFaults(schema: Schema, data: unknown): SchemaFault[] {
  const json = asJson(data);
  return allFaults(schema, json, faultsOfCfworker(validatorFor(schema).validate(json).errors));
}

function withDefinitions(schema: unknown, root: unknown): Schema {
  const own = isObject(schema) ? schema : {};
  const definitions = isObject(root) && isObject(root.$defs) ? root.$defs : null;
  return definitions && !own.$defs ? { ...own, $defs: definitions } : own;
}

function errorSchemaOf(faults: readonly SchemaFault[]): ErrorSchema {
  const errors: ErrorSchema = {};
  for (const { pointer, rule } of faults) {
    let here: Record<string, unknown> = errors as Record<string, unknown>;
    for (const step of pointerSteps(pointer)) {
      here[step] ??= {};
      here = here[step] as Record<string, unknown>;
    }
    here.__errors = [...((here.__errors as string[] | undefined) ?? []), rule];
  }
  return errors;
}

/** What the form library asks a validator: mostly which branch of a condition holds. Words of faults are ours, elsewhere. */
export const rjsfValidator: ValidatorType = {
  isValid(schema, formData, rootSchema) {
    if (typeof schema === 'boolean') return schema;
    return validatorFor(withDefinitions(schema, rootSchema)).validate(asJson(formData)).valid;
  },
  validateFormData(formData, schema) {
    const faults = sectionFaults(schema as Schema, formData);
    const errors: RJSFValidationError[] = faults.map(({ pointer, rule }) => ({
      name: rule,
      property: pointerSteps(pointer)
        .map((step) => `.${step}`)
        .join(''),
      stack: `${pointer} ${rule}`,
    }));
    return { errors, errorSchema: errorSchemaOf(faults) };
  },
  rawValidation(schema, formData) {
    return { errors: sectionFaults(schema as Schema, formData) as never[] };
  },
};
