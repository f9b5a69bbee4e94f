/**
 * The process of a round drawn from its own policy (流程图): desks with their outcomes, corrections, review, notice and ends. Pure:
 * nodes on a grid of lanes and rows, so that no two lie on each other, and edges that say where each outcome leads.
 */
import type { DiagramEffect, DiagramHolder, DiagramNodeKind } from '../contracts/diagram-words.ts';
import type { RoundPolicy } from '../contracts/policy.ts';
import type { Bilingual } from '../contracts/text.ts';

export type DiagramNode = {
  /** `desk/formCheck`, `correction/formCheck`, `score`, `end/refused/formCheck` … */
  id: string;
  kind: DiagramNodeKind;
  /** Step or status by which pages, tasks and facts know it. */
  step: string;
  /** The pack's own words for a desk; null for what every round has. */
  label: Bilingual | null;
  holder: DiagramHolder | null;
  /** Working days given; null where the process sets none. */
  workingDays: number | null;
  /** Clause or source; null where the engine itself is the source. */
  basis: string | null;
  lane: number;
  row: number;
};

export type DiagramEdge = {
  id: string;
  from: string;
  to: string;
  /** Key of the outcome. */
  outcome: string;
  label: Bilingual | null;
  effect: DiagramEffect;
};
export type ProcessDiagram = { nodes: DiagramNode[]; edges: DiagramEdge[] };

/** Lanes from left to right: what may happen beside the way, the way itself, where it ends. */
export const LANES = { aside: 0, way: 1, end: 2 } as const;

/** Working days for a verdict on an objection where the policy names none. */
const VERDICT_WORKING_DAYS = 10;

export function processDiagram(policy: RoundPolicy): ProcessDiagram {
  const nodes: DiagramNode[] = [];
  const edges: DiagramEdge[] = [];
  const add = (node: Pick<DiagramNode, 'id' | 'kind' | 'step' | 'lane' | 'row'> & Partial<DiagramNode>) => {
    nodes.push({ label: null, holder: null, workingDays: null, basis: null, ...node });
    return node.id;
  };
  const lead = (from: string, to: string, outcome: string, effect: DiagramEffect, label: Bilingual | null = null) =>
    edges.push({ id: `${from}→${outcome}`, from, to, outcome, label, effect });

  const { desks, correction, panel, officeTasks, notice } = policy;
  const start = add({ id: 'submit', kind: 'start', step: 'draft', holder: 'applicant', lane: LANES.way, row: 0 });
  const deskId = (index: number) => (index < desks.length ? `desk/${desks[index]?.step}` : 'drawPanel');
  lead(start, deskId(0), 'submitted', 'pass');

  desks.forEach((desk, index) => {
    const row = index + 1;
    const id = add({
      id: deskId(index),
      kind: 'desk',
      step: desk.step,
      label: desk.label,
      holder: desk.body,
      workingDays: desk.workingDays,
      basis: desk.basis,
      lane: LANES.way,
      row,
    });
    for (const { key, effect, label = null } of desk.outcomes) {
      switch (effect) {
        case 'pass':
          lead(id, deskId(index + 1), key, 'pass', label);
          break;
        case 'sendBack': // the desk before decides again; the first one decides itself again
          lead(id, deskId(Math.max(index - 1, 0)), key, 'sendBack', label);
          break;
        case 'correct':
          lead(id, `correction/${desk.step}`, key, 'correct', label);
          break;
        case 'refuse':
          lead(id, `end/refused/${desk.step}`, key, 'refuse', label);
          break;
      }
    }
    const effects = new Set(desk.outcomes.map(({ effect }) => effect));
    if (effects.has('correct')) {
      const asked = add({
        id: `correction/${desk.step}`,
        kind: 'correction',
        step: 'correction',
        holder: 'applicant',
        workingDays: correction.workingDays,
        basis: correction.basis,
        lane: LANES.aside,
        row,
      });
      lead(asked, id, 'corrected', 'answer');
      lead(asked, 'end/deemedWithdrawn', 'lapsed', 'lapse');
    }
    if (effects.has('refuse'))
      add({ id: `end/refused/${desk.step}`, kind: 'end', step: 'refused', lane: LANES.end, row });
  });
  const rows = desks.length;
  if (edges.some(({ effect }) => effect === 'lapse')) {
    // Below the corrections that lead to it.
    add({ id: 'end/deemedWithdrawn', kind: 'end', step: 'deemedWithdrawn', lane: LANES.aside, row: rows + 1 });
  }

  const work = (id: string, holder: DiagramHolder, workingDays: number, row: number, basis: string | null = null) =>
    add({ id, kind: 'work', step: id, holder, workingDays, basis, lane: LANES.way, row: rows + row });
  work('drawPanel', 'cityOffice', officeTasks.drawPanelWorkingDays, 1);
  work('score', 'experts', panel.scoringWorkingDays, 2, panel.basis);
  work('propose', 'cityOffice', officeTasks.proposeWorkingDays, 3);
  work('deliberate', 'promotionGroup', officeTasks.deliberateWorkingDays, 4);
  work('notice', 'cityOffice', notice.workingDays, 5, notice.basis);
  work('publish', 'cityOffice', officeTasks.publishWorkingDays, 6);
  add({
    id: 'objection',
    kind: 'objection',
    step: 'objection',
    holder: 'cityOffice',
    workingDays: policy.objections?.verdictWorkingDays ?? VERDICT_WORKING_DAYS,
    basis: policy.objections?.basis ?? null,
    lane: LANES.aside,
    row: rows + 5,
  });
  add({ id: 'end/awarded', kind: 'end', step: 'awarded', lane: LANES.way, row: rows + 8 });
  add({ id: 'end/notSelected', kind: 'end', step: 'notSelected', lane: LANES.end, row: rows + 6 });

  lead('drawPanel', 'score', 'drawn', 'pass');
  lead('score', 'propose', 'scored', 'pass');
  lead('propose', 'deliberate', 'forward', 'pass');
  lead('propose', 'score', 'returned', 'sendBack');
  lead('deliberate', 'notice', 'approved', 'pass');
  lead('deliberate', 'propose', 'sentBack', 'sendBack');
  lead('deliberate', 'end/notSelected', 'struck', 'end');
  lead('notice', 'publish', 'noticeEnded', 'pass');
  lead('notice', 'objection', 'objected', 'object');
  lead('objection', 'notice', 'restored', 'answer');
  lead('objection', 'notice', 'partlyUpheld', 'answer');
  lead('objection', 'publish', 'decidedLate', 'pass');
  lead('objection', 'end/notSelected', 'upheld', 'end');
  lead('publish', 'end/awarded', 'awarded', 'pass');
  lead('publish', 'end/notSelected', 'notSelected', 'end');
  return { nodes, edges };
}
