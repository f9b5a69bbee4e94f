import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RoundPolicy } from '../../contracts/policy.ts';
import { CHANGE_DECISIONS, changeDiagram } from '../../domain/member-changes.ts';
import { type ProcessDiagram, processDiagram } from '../../domain/process-diagram.ts';
import { worldPolicy } from '../support/world.ts';

const label = { zh: '文', en: 'Text' };
const outcomes = fc
  .uniqueArray(fc.constantFrom('pass', 'correct', 'refuse', 'sendBack'), { minLength: 1, maxLength: 4 })
  .map((effects) =>
    // Every desk lets something pass, as the cross-checks of a policy demand; two outcomes may have one effect.
    [...new Set(['pass', ...effects]), ...effects].map((effect, at) => ({
      key: `o${at}`,
      label,
      effect,
      needsReason: false,
    })),
  );
const policies = fc
  .array(fc.record({ outcomes, role: fc.constantFrom('districtOfficer', 'cityOfficer') }), {
    minLength: 1,
    maxLength: 8,
  })
  .map(
    (desks): RoundPolicy => ({
      ...worldPolicy,
      desks: desks.map((desk, at) => ({
        ...worldPolicy.desks[0],
        ...desk,
        step: `step${at}`,
      })) as RoundPolicy['desks'],
    }),
  );

function reachable({ nodes, edges }: ProcessDiagram): Set<string> {
  const seen = new Set(nodes.filter(({ kind }) => kind === 'start').map(({ id }) => id));
  for (const id of seen) for (const edge of edges) if (edge.from === id) seen.add(edge.to);
  return seen;
}

describe('the diagram of any policy', () => {
  /** Holds for the round's process and for a change of member with and without a successor. */
  const holds = (check: (diagram: ProcessDiagram) => void) =>
    fc.assert(
      fc.property(policies, (policy) => {
        check(processDiagram(policy));
        for (const successor of [true, false]) check(changeDiagram(policy, successor));
      }),
    );

  test('has one edge for every outcome of every desk, to where the outcome leads', () => {
    const everyOutcome = (policy: RoundPolicy) => {
      const { edges } = processDiagram(policy);
      policy.desks.forEach(({ step, outcomes: offered }, at) => {
        const own = edges.filter(({ from }) => from === `desk/${step}`);
        expect(own.map(({ outcome }) => outcome).sort()).toEqual(offered.map(({ key }) => key).sort());
        for (const { key, effect } of offered) {
          const to = own.find(({ outcome }) => outcome === key)?.to;
          const next = policy.desks[at + 1];
          if (effect === 'pass') expect(to).toBe(next ? `desk/${next.step}` : 'drawPanel');
          if (effect === 'sendBack') expect(to).toBe(`desk/${policy.desks[Math.max(at - 1, 0)]?.step}`);
          if (effect === 'correct') expect(to).toBe(`correction/${step}`);
          if (effect === 'refuse') expect(to).toBe(`end/refused/${step}`);
        }
      });
    };
    fc.assert(fc.property(policies, everyOutcome));
  });
  test('reaches every node from its start, and every edge joins two nodes', () => {
    holds((diagram) => {
      const ids = diagram.nodes.map(({ id }) => id).sort();
      expect([...reachable(diagram)].sort()).toEqual(ids);
      for (const { from, to } of diagram.edges) expect(ids).toEqual(expect.arrayContaining([from, to]));
    });
  });
  test('comes to an end from every node, and goes on from all but the ends', () => {
    holds(({ nodes, edges }) => {
      const ended = new Set(nodes.filter(({ kind }) => kind === 'end').map(({ id }) => id));
      for (let grown = -1; grown !== ended.size; ) {
        grown = ended.size;
        for (const { from, to } of edges) if (ended.has(to)) ended.add(from);
      }
      expect(ended.size).toBe(nodes.length);
      for (const { id, kind } of nodes) expect(edges.some(({ from }) => from === id)).toBe(kind !== 'end');
    });
  });
  test('puts no two nodes on one place, and gives no two nodes or edges one name', () => {
    holds(({ nodes, edges }) => {
      const unique = (names: string[]) => expect(new Set(names).size).toBe(names.length);
      unique(nodes.map(({ lane, row }) => `${lane} ${row}`));
      unique(nodes.map(({ id }) => id));
      unique(edges.map(({ id }) => id));
    });
  });
});

test('Zhengzhou’s process: three desks, each with a correction and a refusal, then review, notice, objection and ends', () => {
  const policy = JSON.parse(readFileSync('programmes/zhengzhou-ecommerce/policy.json', 'utf8')) as RoundPolicy;
  const { nodes, edges } = processDiagram(policy);
  expect(
    nodes.filter(({ kind }) => kind === 'desk').map(({ step, workingDays, holder }) => [step, workingDays, holder]),
  ).toEqual([
    ['formCheck', 5, 'recommending'],
    ['recommendation', 10, 'recommending'],
    ['qualification', 10, 'cityOffice'],
  ]);
  expect(nodes.filter(({ kind }) => kind === 'correction')).toHaveLength(3);
  expect(
    edges.find(({ from, outcome }) => from === 'desk/recommendation' && outcome === 'notRecommended'),
  ).toMatchObject({
    to: 'end/refused/recommendation',
    label: { zh: '不推荐' },
  });
  expect(nodes.find(({ id }) => id === 'notice')).toMatchObject({ workingDays: 7 });
  expect(edges.filter(({ from }) => from === 'objection').map(({ to }) => to)).toEqual([
    'notice',
    'notice',
    'publish',
    'end/notSelected',
  ]);
});

test('a change of member: the office’s decisions as its task offers them, and no confirmation without a successor', () => {
  const consortium = { ...worldPolicy.consortium, confirmationWorkingDays: 4 };
  const ofPolicy = (changeWorkingDays?: number, successor = true) =>
    changeDiagram(
      { ...worldPolicy, consortium: changeWorkingDays ? { ...consortium, changeWorkingDays } : consortium },
      successor,
    );
  const terms = ({ nodes }: ProcessDiagram) =>
    nodes.flatMap(({ id, workingDays }) => (workingDays === null ? [] : [[id, workingDays]]));
  expect(terms(ofPolicy(6))).toEqual([
    ['confirming', 4],
    ['deciding', 6],
  ]);
  expect(terms(ofPolicy(undefined, false))).toEqual([['deciding', 10]]);
  const decided = ofPolicy().edges.filter(({ from, effect }) => from === 'deciding' && effect !== 'leave');
  expect(decided.map(({ outcome, to }) => [outcome, to])).toEqual([
    ['changeApproved', 'end/approved'],
    ['changeRefused', 'end/refused'],
  ]);
  expect(decided.map(({ outcome }) => outcome)).toEqual(CHANGE_DECISIONS.map(({ key }) => key));
});
