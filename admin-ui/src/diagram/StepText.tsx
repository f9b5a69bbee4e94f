/** The diagram in words: every step in order, with who has it, its term, its present, and where each outcome leads. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { DiagramView } from '../../../contracts/diagrams.ts';
import { heatOf, STATES } from './states.ts';
import { type DiagramNodeView, useDiagramWords } from './words.ts';

const WAY = 1;
/** Row by row, the way itself before what lies beside it. */
const inOrder = (nodes: readonly DiagramNodeView[]) =>
  [...nodes].sort((a, b) => a.row - b.row || Math.abs(a.lane - WAY) - Math.abs(b.lane - WAY) || a.lane - b.lane);

function Step({ node, view, most }: { node: DiagramNodeView; view: DiagramView; most: number }) {
  const translate = useTranslate();
  const words = useDiagramWords();
  const { position, load, basis } = node;
  const look = position ? STATES[position.state] : null;
  const facts = [words.holder(node), words.days(node)].filter(Boolean).join(' · ');
  const leads = view.edges.filter(({ from }) => from === node.id);
  const nameOf = (id: string) => {
    const target = view.nodes.find((other) => other.id === id);
    return target ? words.name(target) : id;
  };
  return (
    <Box
      component="li"
      aria-current={position?.state === 'current' ? 'step' : undefined}
      sx={{
        p: 1,
        mb: 0.75,
        ml: node.lane === WAY ? 0 : 3,
        border: look?.border ?? '1px solid',
        borderColor: look?.color ?? 'divider',
        borderRadius: 1,
        bgcolor: look?.background ?? (load && node.kind !== 'end' ? heatOf(load.cases, most) : '#ffffff'),
      }}
    >
      <Typography sx={{ fontWeight: 600, display: 'flex', alignItems: 'center', gap: 0.5, flexWrap: 'wrap' }}>
        {look ? <look.Icon aria-hidden sx={{ fontSize: 18, color: look.color }} /> : null}
        {words.name(node)}
        {position ? (
          <Box component="span" sx={{ color: look?.color, fontWeight: 500 }}>
            {translate(`diagram.state.${position.state}`)}
          </Box>
        ) : null}
      </Typography>
      {facts ? (
        <Typography variant="body2" color="text.secondary">
          {facts}
          {basis && basis !== 'assumption' ? ` · ${translate('diagram.basis', { basis })}` : ''}
        </Typography>
      ) : null}
      {words.present(node).length > 0 ? (
        <Typography variant="body2" sx={{ fontWeight: 500 }}>
          {words.present(node).join(' · ')}
        </Typography>
      ) : null}
      {leads.length > 0 ? (
        <Box
          component="ul"
          aria-label={translate('diagram.leads')}
          sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexWrap: 'wrap', columnGap: 2 }}
        >
          {leads.map((edge) => (
            <Typography key={edge.id} component="li" variant="body2" color="text.secondary">
              {translate('diagram.leadsTo', { outcome: words.outcome(edge), to: nameOf(edge.to) })}
            </Typography>
          ))}
        </Box>
      ) : null}
    </Box>
  );
}

export function StepText({ view }: { view: DiagramView }) {
  const most = Math.max(0, ...view.nodes.map(({ load, kind }) => (kind === 'end' ? 0 : (load?.cases ?? 0))));
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {inOrder(view.nodes).map((node) => (
        <Step key={node.id} node={node} view={view} most={most} />
      ))}
    </Box>
  );
}
