/** 流程图: the process drawn from its own rules, as a picture or in words; on a phone in words first. */
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { lazy, Suspense, useState } from 'react';
import type { DiagramView } from '../../../contracts/diagrams.ts';
import { Busy, ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/request.ts';
import { StepText } from './StepText.tsx';

const Drawing = lazy(() => import('./Drawing.tsx'));

type Look = 'picture' | 'list';
type Props = {
  /** Address of the diagram, below the API. */
  path: string;
  /** Version of the case: asked again when it moved. */
  version?: number | string;
};

export function ProcessDiagram({ path, version = 0 }: Props) {
  const translate = useTranslate();
  const wide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  const [chosen, setChosen] = useState<Look | null>(null);
  const look = chosen ?? (wide ? 'picture' : 'list');
  const { data, error, isPending } = useQuery({
    queryKey: ['diagram', path, version],
    queryFn: ({ signal }) => api.get<DiagramView>(path, undefined, { signal }),
    placeholderData: (earlier) => earlier,
  });
  if (isPending) return <Busy />;
  if (!data) return <ProblemAlert problem={error} />;
  const loaded = data.nodes.some(({ load }) => load !== null);
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {translate(loaded ? 'diagram.aboutLoad' : 'diagram.about')}
      </Typography>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={look}
        onChange={(_event, next: Look | null) => next && setChosen(next)}
        aria-label={translate('diagram.view')}
        sx={{ mb: 1 }}
      >
        <ToggleButton value="picture">{translate('diagram.picture')}</ToggleButton>
        <ToggleButton value="list">{translate('diagram.list')}</ToggleButton>
      </ToggleButtonGroup>
      {look === 'picture' ? (
        <Suspense fallback={<Busy />}>
          <Drawing view={data} />
        </Suspense>
      ) : (
        <StepText view={data} />
      )}
    </>
  );
}
