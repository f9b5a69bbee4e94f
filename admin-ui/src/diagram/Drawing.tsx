/** The diagram as a picture; loaded only when somebody looks at it. */
import '@xyflow/react/dist/style.css';
import Box from '@mui/material/Box';
import { Controls, Handle, type NodeProps, Position, ReactFlow } from '@xyflow/react';
import { useTranslate } from 'ra-core';
import { useMemo } from 'react';
import type { DiagramView } from '../../../contracts/diagrams.ts';
import { extentOf, NODE, type Port, placed, routed, type StepNode } from './geometry.ts';
import { heatOf, STATES } from './states.ts';
import { type DiagramNodeView, useDiagramWords } from './words.ts';

const PORTS: Record<Port, { side: Position; at: string }> = {
  top: { side: Position.Top, at: '50%' },
  bottom: { side: Position.Bottom, at: '50%' },
  left: { side: Position.Left, at: '50%' },
  leftUpper: { side: Position.Left, at: '28%' },
  leftLower: { side: Position.Left, at: '72%' },
  right: { side: Position.Right, at: '50%' },
  rightUpper: { side: Position.Right, at: '28%' },
  rightLower: { side: Position.Right, at: '72%' },
};
const hidden = {
  opacity: 0,
  pointerEvents: 'none',
  minWidth: 0,
  minHeight: 0,
  width: 1,
  height: 1,
  border: 0,
} as const;

function Ports() {
  return Object.entries(PORTS).flatMap(([port, { side, at }]) => {
    const along = side === Position.Top || side === Position.Bottom ? { left: at } : { top: at };
    return (['source', 'target'] as const).map((type) => (
      <Handle
        key={`${port} ${type}`}
        id={`${port} ${type === 'source' ? 'out' : 'in'}`}
        type={type}
        position={side}
        isConnectable={false}
        style={{ ...hidden, ...along }}
      />
    ));
  });
}

const ROUND = ['start', 'end'];

function StepBox({ data: { node, most } }: NodeProps<StepNode>) {
  const translate = useTranslate();
  const words = useDiagramWords();
  const { position, load, kind } = node;
  const look = position ? STATES[position.state] : null;
  const background = look?.background ?? (load && kind !== 'end' ? heatOf(load.cases, most) : '#ffffff');
  const secondary = [words.holder(node), words.days(node)].filter(Boolean).join(' · ');
  return (
    <Box
      sx={{
        width: NODE.width,
        height: NODE.height,
        boxSizing: 'border-box',
        px: 1,
        py: 0.5,
        border: look?.border ?? (kind === 'correction' || kind === 'objection' ? '1px dashed' : '1px solid'),
        borderColor: look?.color ?? '#6b7685',
        borderRadius: ROUND.includes(kind) ? '28px' : '6px',
        bgcolor: background,
        color: 'text.primary',
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        justifyContent: 'center',
        textAlign: 'center',
        lineHeight: 1.25,
        overflow: 'hidden',
      }}
    >
      <Ports />
      <Box sx={{ fontWeight: 600, fontSize: 14, display: 'flex', alignItems: 'center', gap: 0.5 }}>
        {look ? <look.Icon aria-hidden sx={{ fontSize: 16, color: look.color }} /> : null}
        {words.name(node)}
        {position ? <span className="visually-hidden">{translate(`diagram.state.${position.state}`)}</span> : null}
      </Box>
      {secondary && position?.state !== 'current' ? (
        <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{secondary}</Box>
      ) : null}
      {words.present(node).map((line) => (
        <Box key={line} sx={{ fontSize: 12, fontWeight: 500 }}>
          {line}
        </Box>
      ))}
    </Box>
  );
}

const NODE_TYPES = { step: StepBox };

/** Words of a node for a screen reader that steps from node to node. */
function useSaid() {
  const translate = useTranslate();
  const words = useDiagramWords();
  return (node: DiagramNodeView) =>
    [
      words.name(node),
      node.position ? translate(`diagram.state.${node.position.state}`) : '',
      words.holder(node),
      words.days(node),
      ...words.present(node),
    ]
      .filter(Boolean)
      .join('，');
}

export default function Drawing({ view }: { view: DiagramView }) {
  const translate = useTranslate();
  const { outcome } = useDiagramWords();
  const said = useSaid();
  const nodes = useMemo(
    () => placed(view).map((node) => ({ ...node, ariaLabel: said(node.data.node), ariaRole: 'img' as const })),
    [view, said],
  );
  const edges = useMemo(() => routed(view, outcome), [view, outcome]);
  const { width, height } = extentOf(view);
  return (
    <Box
      role="region"
      aria-label={translate('diagram.region')}
      sx={{ width: '100%', maxWidth: width, aspectRatio: `${width} / ${height}`, mx: 'auto', bgcolor: '#fbfcfd' }}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        fitView
        fitViewOptions={{ padding: 0.07, maxZoom: 1 }}
        minZoom={0.3}
        maxZoom={2}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        disableKeyboardA11y={false}
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{
          'controls.zoomIn.ariaLabel': translate('diagram.zoomIn'),
          'controls.zoomOut.ariaLabel': translate('diagram.zoomOut'),
          'controls.fitView.ariaLabel': translate('diagram.fit'),
          'controls.ariaLabel': translate('diagram.view'),
          'node.a11yDescription.default': '',
          'edge.a11yDescription.default': '',
        }}
      >
        <Controls showInteractive={false} position="bottom-left" />
      </ReactFlow>
    </Box>
  );
}
