/** A change of member after the award (变更, processes §1): the office's answers, the terms, and the process drawn from them. Pure. */
import type { RoundPolicy } from '../contracts/policy.ts';
import type { ChangeOutcome } from '../contracts/vocabulary.ts';
import { type DiagramEdge, type DiagramNode, LANES, type ProcessDiagram } from './process-diagram.ts';

/** What the city office may decide. */
export const CHANGE_DECISIONS = [
  { key: 'changeApproved', effect: 'pass', needsReason: false },
  { key: 'changeRefused', effect: 'refuse', needsReason: true },
] as const;

/** Working days of the office where the policy names none: processes §1 [A]. */
export const DECIDE_WORKING_DAYS = 10;

/** Who is to join answers, the office decides; either waits in vain when the lead withdraws or the award ends. */
export function changeDiagram({ consortium }: RoundPolicy, successor: boolean): ProcessDiagram {
  const { aside, way, end } = LANES;
  const { confirmationWorkingDays, changeWorkingDays = DECIDE_WORKING_DAYS, basis } = consortium;
  const none = { label: null, holder: null, workingDays: null, basis: null };
  const ending = (status: ChangeOutcome, lane: number, row: number): DiagramNode => ({
    ...none,
    id: `end/${status}`,
    kind: 'end',
    step: `change.${status}`,
    lane,
    row,
  });
  const filed: DiagramNode = {
    ...none,
    id: 'filed',
    kind: 'start',
    step: 'change.filed',
    holder: 'applicant',
    lane: way,
    row: 0,
  };
  const confirming: DiagramNode = {
    ...none,
    id: 'confirming',
    kind: 'work',
    step: 'change.confirming',
    holder: 'successor',
    workingDays: confirmationWorkingDays,
    basis,
    lane: way,
    row: 1,
  };
  const deciding: DiagramNode = {
    ...none,
    id: 'deciding',
    kind: 'work',
    step: 'change.deciding',
    holder: 'cityOffice',
    workingDays: changeWorkingDays,
    lane: way,
    row: 3,
  };
  const lead = (from: string, outcome: string, to: string, effect: DiagramEdge['effect']): DiagramEdge => ({
    id: `${from}→${outcome}`,
    from,
    to,
    outcome,
    label: null,
    effect,
  });
  const open = successor ? ['confirming', 'deciding'] : ['deciding'];
  return {
    nodes: [
      filed,
      ...(successor ? [confirming, ending('lapsed', aside, 1), ending('declined', end, 1)] : []),
      ending('withdrawn', aside, 2),
      ending('overtaken', end, 2),
      deciding,
      ending('refused', end, 3),
      ending('approved', way, 4),
    ],
    edges: [
      lead('filed', 'filed', open[0] as string, 'pass'),
      ...(successor
        ? [
            lead('confirming', 'confirmed', 'deciding', 'pass'),
            lead('confirming', 'declined', 'end/declined', 'refuse'),
            lead('confirming', 'lapsed', 'end/lapsed', 'lapse'),
          ]
        : []),
      ...CHANGE_DECISIONS.map(({ key, effect }) =>
        lead('deciding', key, effect === 'pass' ? 'end/approved' : 'end/refused', effect),
      ),
      ...open.flatMap((from) => [
        lead(from, 'withdrawn', 'end/withdrawn', 'leave'),
        lead(from, 'overtaken', 'end/overtaken', 'leave'),
      ]),
    ],
  };
}
