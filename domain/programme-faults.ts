/** Faults of a programme that a schema cannot say: things that must exist, be different or add up. */
import type { Pack } from '../contracts/programme.ts';
import { costlyPatterns } from './bounded-patterns.ts';
import { celFault, type EligibilityFacts, evaluateEligibility } from './eligibility.ts';
import { formDesignFaults } from './form-design-faults.ts';
import { schemaFault } from './form-validator.ts';
import { formForCategory } from './forms.ts';

/**
 * Where and what: `path` is a JSON pointer into the assembled pack, or the name of a file that cannot be read. Pages say the rule in
 * their language with its values; `message` is for programs and logs.
 */
export type PackFault = { path: string; rule: string; values?: Record<string, string | number>; message: string };

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
    if (seen.has(key)) {
      faults.push({ path: `${path}/${i}`, rule: 'twice', values: { key }, message: `${what} ${key} occurs twice` });
    }
    seen.add(key);
  });
  return faults;
}

function bodyFaults(pack: Pack): PackFault[] {
  const faults = duplicates(pack.bodies, (body) => body.id, '/bodies', 'body');
  for (const kind of ['cityOffice', 'promotionGroup'] as const) {
    const count = pack.bodies.filter((body) => body.kind === kind).length;
    if (count !== 1)
      faults.push({
        path: '/bodies',
        rule: 'oneBody',
        values: { kind, count },
        message: `exactly one body of kind ${kind} is needed, there are ${count}`,
      });
  }
  if (!pack.bodies.some((body) => body.kind === 'district' || body.kind === 'zone')) {
    faults.push({ path: '/bodies', rule: 'noRecommender', message: 'no district or zone that could recommend' });
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
    if (stage.toYear < stage.fromYear)
      faults.push({ path: `/stages/${i}/toYear`, rule: 'beforeStart', message: 'before fromYear' });
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
      faults.push({ path: `${path}/outcomes`, rule: 'noPass', message: 'no outcome passes' });
    }
    desk.outcomes.forEach((outcome, j) => {
      if (outcome.effect === 'refuse' && !outcome.needsReason) {
        const at = `${path}/outcomes/${j}/needsReason`;
        faults.push({ path: at, rule: 'refusalNeedsReason', message: 'a refusal needs a reason' });
      }
    });
    if (desk.remindBeforeWorkingDays >= desk.workingDays) {
      const at = `${path}/remindBeforeWorkingDays`;
      faults.push({ path: at, rule: 'remindTooEarly', message: 'not before the desk opens' });
    }
  });
  for (const [no, step] of (pack.policy.credit?.steps ?? []).entries()) {
    if (!desks.some((desk) => desk.step === step)) {
      faults.push({
        path: `/policy/credit/steps/${no}`,
        rule: 'noSuchDesk',
        values: { step },
        message: `no desk ${step}`,
      });
    }
  }
  if (correction.remindBeforeWorkingDays >= correction.workingDays) {
    const at = '/policy/correction/remindBeforeWorkingDays';
    faults.push({ path: at, rule: 'remindTooEarly', message: 'not before the correction opens' });
  }
  return faults;
}

function quotaFaults(pack: Pack): PackFault[] {
  const { desks, recommendation } = pack.policy;
  if (!recommendation) return [];
  const path = '/policy/recommendation';
  const faults: PackFault[] = [];
  if (!desks.some((desk) => desk.body === 'recommending')) {
    faults.push({ path, rule: 'noRecommendingDesk', message: 'no desk lies with a recommending body' });
  }
  for (const id of Object.keys(recommendation.quotas ?? {})) {
    if (!pack.bodies.some((body) => body.id === id && (body.kind === 'district' || body.kind === 'zone'))) {
      const message = 'no district or zone of this id';
      faults.push({ path: `${path}/quotas/${id}`, rule: 'notARecommender', values: { id }, message });
    }
  }
  return faults;
}

function rubricFaults(pack: Pack): PackFault[] {
  const { rubric, selection } = pack.policy;
  const faults = duplicates(rubric.criteria, (criterion) => criterion.key, '/policy/rubric/criteria', 'criterion');
  const points = rubric.criteria.reduce((sum, criterion) => sum + criterion.maxPoints, 0);
  if (points !== 100) {
    const message = `points add to ${points}, not to 100`;
    faults.push({ path: '/policy/rubric/criteria', rule: 'pointsNot100', values: { points }, message });
  }
  rubric.criteria.forEach((criterion, i) => {
    criterion.anchors.forEach((anchor, j) => {
      if (anchor.points > criterion.maxPoints) {
        const path = `/policy/rubric/criteria/${i}/anchors/${j}/points`;
        const values = { maximum: criterion.maxPoints };
        faults.push({
          path,
          rule: 'aboveMaxPoints',
          values,
          message: `above the highest points, ${criterion.maxPoints}`,
        });
      }
    });
  });
  selection.tieBreakers.forEach((tieBreaker, i) => {
    if (tieBreaker.kind === 'criterion' && !rubric.criteria.some((criterion) => criterion.key === tieBreaker.key)) {
      const path = `/policy/selection/tieBreakers/${i}/key`;
      faults.push({
        path,
        rule: 'noCriterion',
        values: { key: tieBreaker.key },
        message: `no criterion ${tieBreaker.key}`,
      });
    }
  });
  return faults;
}

function formFaults(pack: Pack): PackFault[] {
  const { form, attachments } = pack.policy;
  const faults: PackFault[] = [
    ...duplicates(form.sections, (section) => section.key, '/policy/form/sections', 'section'),
    ...duplicates(attachments, (slot) => slot.key, '/policy/attachments', 'attachment slot'),
    ...form.sections.flatMap(({ schema }, i) => formDesignFaults(schema, `/policy/form/sections/${i}/schema`)),
    ...form.sections.flatMap(({ schema }, i) =>
      costlyPatterns(schema, `/policy/form/sections/${i}/schema`).map((path) => ({
        path,
        rule: 'costlyPattern',
        message: 'a repeated group may not hold a repetition or a choice: matching it could take for ever',
      })),
    ),
  ];
  const agreement = pack.policy.consortium.agreement?.section;
  if (agreement && !form.sections.some(({ key, scope }) => key === agreement && scope === 'shared')) {
    const message = `no shared section ${agreement}`;
    faults.push({
      path: '/policy/consortium/agreement/section',
      rule: 'noAgreement',
      values: { section: agreement },
      message,
    });
  }
  const category = pack.categories[0];
  if (!category) return faults;
  formForCategory(form, category).sections.forEach((section, i) => {
    const message = schemaFault(section.schema);
    const path = `/policy/form/sections/${i}/schema`;
    // A fault told at its own place is not told again at the section's.
    if (message && !faults.some((fault) => fault.path.startsWith(`${path}/`))) {
      faults.push({ path, rule: 'noSchema', values: { reason: message }, message });
    }
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
    if (unreadable) faults.push({ path, rule: 'notCel', values: { reason: unreadable }, message: unreadable });
    else {
      const [verdict] = evaluateEligibility([rule], NOTHING);
      if (verdict?.verdict === 'error') {
        const message = verdict.error ?? 'cannot be evaluated';
        faults.push({ path, rule: 'celFails', values: { reason: message }, message });
      }
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
    ...quotaFaults(pack),
    ...rubricFaults(pack),
    ...formFaults(pack),
    ...eligibilityFaults(pack),
  ];
}
