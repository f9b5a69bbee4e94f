/** Faults of a pack that a schema cannot say: things that must exist, be different or add up. */
import type { Pack } from '../contracts/programme.ts';
import { celFault, type EligibilityFacts, evaluateEligibility } from '../domain/eligibility.ts';
import { schemaFault } from '../domain/form-validator.ts';
import { formForCategory } from '../domain/forms.ts';

/** Where and what: `path` is a JSON pointer into the assembled pack, or the name of a file that cannot be read. */
export type PackFault = { path: string; message: string };

function duplicates<T>(
  items: readonly T[],
  keyOf: (item: T) => string | number,
  path: string,
  what: string,
): PackFault[] {
  const seen = new Set<string | number>();
  const faults: PackFault[] = [];
  items.forEach((item, i) => {
    const key = keyOf(item);
    if (seen.has(key)) faults.push({ path: `${path}/${i}`, message: `${what} ${key} occurs twice` });
    seen.add(key);
  });
  return faults;
}

function bodyFaults(pack: Pack): PackFault[] {
  const faults = duplicates(pack.bodies, (body) => body.id, '/bodies', 'body');
  for (const kind of ['cityOffice', 'promotionGroup'] as const) {
    const count = pack.bodies.filter((body) => body.kind === kind).length;
    if (count !== 1)
      faults.push({ path: '/bodies', message: `exactly one body of kind ${kind} is needed, there are ${count}` });
  }
  if (!pack.bodies.some((body) => body.kind === 'district' || body.kind === 'zone')) {
    faults.push({ path: '/bodies', message: 'no district or zone that could recommend' });
  }
  return faults;
}

function categoryFaults(pack: Pack): PackFault[] {
  const faults = [
    ...duplicates(pack.categories, (category) => category.no, '/categories', 'category number'),
    ...duplicates(pack.categories, (category) => category.key, '/categories', 'category key'),
    ...duplicates(pack.stages, (stage) => stage.no, '/stages', 'stage number'),
  ];
  pack.categories.forEach((category, i) => {
    const path = `/categories/${i}/requiredServices`;
    faults.push(...duplicates(category.requiredServices, (service) => service.code, path, 'service'));
    faults.push(...duplicates(category.requiredServices, (service) => service.name.zh, path, 'service name'));
  });
  pack.stages.forEach((stage, i) => {
    if (stage.toYear < stage.fromYear) faults.push({ path: `/stages/${i}/toYear`, message: 'before fromYear' });
    faults.push(...duplicates(stage.targets, (target) => target.key, `/stages/${i}/targets`, 'target'));
  });
  return faults;
}

function slipFaults(pack: Pack): PackFault[] {
  const { desks, correction } = pack.policy;
  const faults = duplicates(desks, (desk) => desk.step, '/policy/desks', 'step');
  desks.forEach((desk, i) => {
    const path = `/policy/desks/${i}`;
    faults.push(...duplicates(desk.outcomes, (outcome) => outcome.key, `${path}/outcomes`, 'outcome'));
    if (!desk.outcomes.some((outcome) => outcome.effect === 'pass')) {
      faults.push({ path: `${path}/outcomes`, message: 'no outcome passes' });
    }
    desk.outcomes.forEach((outcome, j) => {
      if (outcome.effect === 'refuse' && !outcome.needsReason) {
        faults.push({ path: `${path}/outcomes/${j}/needsReason`, message: 'a refusal needs a reason' });
      }
    });
    if (desk.remindBeforeWorkingDays >= desk.workingDays) {
      faults.push({ path: `${path}/remindBeforeWorkingDays`, message: 'not before the desk opens' });
    }
  });
  if (correction.remindBeforeWorkingDays >= correction.workingDays) {
    faults.push({ path: '/policy/correction/remindBeforeWorkingDays', message: 'not before the correction opens' });
  }
  return faults;
}

function rubricFaults(pack: Pack): PackFault[] {
  const { rubric, selection } = pack.policy;
  const faults = duplicates(rubric.criteria, (criterion) => criterion.key, '/policy/rubric/criteria', 'criterion');
  const points = rubric.criteria.reduce((sum, criterion) => sum + criterion.maxPoints, 0);
  if (points !== 100) faults.push({ path: '/policy/rubric/criteria', message: `points add to ${points}, not to 100` });
  rubric.criteria.forEach((criterion, i) => {
    criterion.anchors.forEach((anchor, j) => {
      if (anchor.points > criterion.maxPoints) {
        const path = `/policy/rubric/criteria/${i}/anchors/${j}/points`;
        faults.push({ path, message: `above the highest points, ${criterion.maxPoints}` });
      }
    });
  });
  selection.tieBreakers.forEach((tieBreaker, i) => {
    if (tieBreaker.kind === 'criterion' && !rubric.criteria.some((criterion) => criterion.key === tieBreaker.key)) {
      faults.push({ path: `/policy/selection/tieBreakers/${i}/key`, message: `no criterion ${tieBreaker.key}` });
    }
  });
  return faults;
}

function formFaults(pack: Pack): PackFault[] {
  const { form, attachments } = pack.policy;
  const faults = [
    ...duplicates(form.sections, (section) => section.key, '/policy/form/sections', 'section'),
    ...duplicates(attachments, (slot) => slot.key, '/policy/attachments', 'attachment slot'),
  ];
  const category = pack.categories[0];
  if (!category) return faults;
  formForCategory(form, category).sections.forEach((section, i) => {
    const message = schemaFault(section.schema);
    if (message) faults.push({ path: `/policy/form/sections/${i}/schema`, message });
  });
  return faults;
}

/** Facts without any field: a rule that names a root nobody knows answers `error`, every other one `missing` or better. */
const NOTHING: EligibilityFacts = {
  application: {},
  lead: { enterpriseId: '', name: '', identifier: '', divisionCode: '', recommendingBodyId: '' },
  partners: [],
  round: { categoryNo: 1, opensOn: '2010-01-01' },
};

function eligibilityFaults(pack: Pack): PackFault[] {
  const rules = pack.policy.eligibility;
  const faults = duplicates(rules, (rule) => rule.key, '/policy/eligibility', 'rule');
  rules.forEach((rule, i) => {
    const path = `/policy/eligibility/${i}/expression`;
    const unreadable = celFault(rule.expression);
    if (unreadable) faults.push({ path, message: unreadable });
    else {
      const [verdict] = evaluateEligibility([rule], NOTHING);
      if (verdict?.verdict === 'error') faults.push({ path, message: verdict.error ?? 'cannot be evaluated' });
    }
  });
  return faults;
}

/** Every fault between the parts of a pack; empty when it is sound. */
export function crossCheck(pack: Pack): PackFault[] {
  return [
    ...bodyFaults(pack),
    ...categoryFaults(pack),
    ...slipFaults(pack),
    ...rubricFaults(pack),
    ...formFaults(pack),
    ...eligibilityFaults(pack),
  ];
}
