import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '../..');

/** Run a module in a Node that refuses to build code from text, as a strict content security policy does in a browser. */
function withoutEval(source: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disallow-code-generation-from-strings', '--import', 'tsx', '--input-type=module', '--eval', source],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
  );
  return { status, output: stdout.trim() || stderr };
}

test('eligibility rules and the browser’s form validation build no code from text', () => {
  const { output } = withoutEval(`
    import { Validator } from '@cfworker/json-schema';
    import { readFileSync } from 'node:fs';
    import { evaluateEligibility } from './domain/eligibility.ts';
    import { allFaults, faultsOfCfworker } from './domain/form-faults.ts';
    const read = (file) => JSON.parse(readFileSync('./programmes/zhengzhou-ecommerce/' + file, 'utf8'));
    const facts = { application: {}, lead: { partyProfile: { enterpriseKind: 'backbone' } }, partners: [], round: { categoryNo: 1, opensOn: '2026-01-01' } };
    const verdicts = evaluateEligibility(read('eligibility.json'), facts);
    const { schema } = read('form.json').sections.find(({ key }) => key === 'partyProfile');
    const faults = allFaults(schema, {}, faultsOfCfworker(new Validator(schema, '2020-12', false).validate({}).errors));
    console.log(verdicts[0].verdict, faults.length);`);
  expect(output).toBe('pass 10');
});

test('the control: ajv, which builds code, is refused', () => {
  const { output } = withoutEval(`
    console.error = () => {};
    const { schemaFault } = await import('./domain/form-validator.ts');
    console.log(schemaFault({ type: 'object' }));`);
  expect(output).toContain('Code generation from strings disallowed');
});
