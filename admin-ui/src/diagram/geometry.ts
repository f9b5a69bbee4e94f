/** Where nodes stand and edges run, in pixels of the drawing. */
import type { Edge, Node } from '@xyflow/react';
import type { DiagramEffect } from '../../../contracts/diagram-words.ts';
import type { DiagramView } from '../../../contracts/diagrams.ts';
import type { DiagramEdgeView, DiagramNodeView } from './words.ts';

export const NODE = { width: 196, height: 84 } as const;
const PITCH = { x: 330, y: 128 } as const;
/** Room for what runs and stands beside the outer lanes. */
const MARGIN = 64;

/** Size of the drawing with some air around it. */
export function extentOf({ nodes }: DiagramView): { width: number; height: number } {
  const lanes = Math.max(...nodes.map(({ lane }) => lane));
  const rows = Math.max(...nodes.map(({ row }) => row));
  return {
    width: lanes * PITCH.x + NODE.width + 2 * MARGIN,
    height: rows * PITCH.y + NODE.height + 2 * MARGIN,
  };
}

export type StepNode = Node<{ node: DiagramNodeView; most: number }, 'step'>;

export function placed({ nodes }: DiagramView): StepNode[] {
  const most = Math.max(0, ...nodes.map(({ load, kind }) => (kind === 'end' ? 0 : (load?.cases ?? 0))));
  return nodes.map((node) => ({
    id: node.id,
    type: 'step',
    position: { x: node.lane * PITCH.x, y: node.row * PITCH.y },
    width: NODE.width,
    height: NODE.height,
    data: { node, most },
  }));
}

/** Sides of a node that edges leave and enter by; `Upper` and `Lower` keep the two directions between neighbours apart. */
export type Port = 'top' | 'bottom' | 'left' | 'leftUpper' | 'leftLower' | 'right' | 'rightUpper' | 'rightLower';

function portsOf({ effect }: DiagramEdgeView, from: DiagramNodeView, to: DiagramNodeView): [Port, Port] {
  if (effect === 'correct' || effect === 'object') return ['leftUpper', 'rightUpper'];
  if (effect === 'answer') return ['rightLower', 'leftLower'];
  if (effect === 'lapse') return from.lane > to.lane ? ['left', 'right'] : ['left', 'left'];
  if (effect === 'leave') return leavingPorts(from, to);
  if (effect === 'sendBack') return ['rightUpper', 'rightLower'];
  if (from.lane > to.lane || from.lane === to.lane) return ['bottom', 'top'];
  if (from.lane + 1 < to.lane) return ['bottom', 'bottom'];
  if (from.row === to.row) return ['right', 'left'];
  return from.lane === 1 ? ['right', 'top'] : ['bottom', 'left'];
}

/** Two nodes of the way may lead to one end that lies between their rows. */
function leavingPorts(from: DiagramNodeView, to: DiagramNodeView): [Port, Port] {
  const down = from.row < to.row;
  if (from.lane > to.lane) return [down ? 'leftLower' : 'leftUpper', 'right'];
  return [down ? 'rightLower' : 'rightUpper', 'left'];
}

const LINES: Record<DiagramEffect, { stroke: string; strokeDasharray?: string }> = {
  pass: { stroke: '#1f3a5f' },
  correct: { stroke: '#1f4f82', strokeDasharray: '6 4' },
  answer: { stroke: '#1f4f82', strokeDasharray: '6 4' },
  object: { stroke: '#8a5300', strokeDasharray: '6 4' },
  sendBack: { stroke: '#8a5300', strokeDasharray: '8 3 2 3' },
  lapse: { stroke: '#a8201a', strokeDasharray: '2 4' },
  leave: { stroke: '#8a5300', strokeDasharray: '2 4' },
  refuse: { stroke: '#a8201a' },
  end: { stroke: '#a8201a', strokeDasharray: '2 4' },
};

/** Outcomes that run along one line share its label; the lines of all lapses run together, too. */
function labelsOf(edges: readonly DiagramEdgeView[], labelOf: (edge: DiagramEdgeView) => string): Map<string, string> {
  const lines = new Map<string, DiagramEdgeView[]>();
  for (const edge of edges) {
    const line = edge.effect === 'lapse' ? 'lapse' : `${edge.from} ${edge.to} ${edge.effect}`;
    lines.set(line, [...(lines.get(line) ?? []), edge]);
  }
  return new Map(
    [...lines.values()].map((together) => [
      together.at(-1)?.id ?? '',
      [...new Set(together.map((edge) => shortened(labelOf(edge))))].join(' / '),
    ]),
  );
}

/** The first words of a label: the whole of it stands in the text. */
const shortened = (label: string) => label.split(/[，,]/)[0] as string;

export function routed({ nodes, edges }: DiagramView, labelOf: (edge: DiagramEdgeView) => string): Edge[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const labels = labelsOf(edges, labelOf);
  return edges.map((edge) => {
    const [sourceHandle, targetHandle] = portsOf(
      edge,
      byId.get(edge.from) as DiagramNodeView,
      byId.get(edge.to) as DiagramNodeView,
    );
    const line = LINES[edge.effect];
    const label = labels.get(edge.id);
    return {
      id: edge.id,
      source: edge.from,
      target: edge.to,
      sourceHandle: `${sourceHandle} out`,
      targetHandle: `${targetHandle} in`,
      type: 'smoothstep',
      pathOptions: { borderRadius: 10, offset: 26 },
      style: { ...line, strokeWidth: 1.5 },
      markerEnd: { type: 'arrowclosed', color: line.stroke, width: 18, height: 18 },
      ...(label ? { label } : {}),
      labelStyle: { fontSize: 12, fill: line.stroke, fontWeight: 500 },
      labelBgPadding: [4, 2],
      labelBgStyle: { fill: '#ffffff' },
      focusable: false,
      selectable: false,
    } as Edge;
  });
}
