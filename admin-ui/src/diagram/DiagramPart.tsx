import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useTranslate } from 'ra-core';
import type { ComponentProps } from 'react';
import { ProcessDiagram } from './ProcessDiagram.tsx';

/** A case's diagram among its other parts: open on a desktop; on a phone it waits to be asked for. */
export function DiagramPart(diagram: ComponentProps<typeof ProcessDiagram>) {
  const translate = useTranslate();
  const wide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  return (
    <Accordion
      defaultExpanded={wide}
      disableGutters
      slotProps={{ heading: { component: 'h2' }, transition: { unmountOnExit: true } }}
      sx={{ mb: 3 }}
    >
      <AccordionSummary expandIcon={<ExpandMoreIcon />} id="diagram-title" aria-controls="diagram-part">
        <Typography component="span" variant="h2">
          {translate('diagram.title')}
        </Typography>
      </AccordionSummary>
      <AccordionDetails id="diagram-part">
        <ProcessDiagram {...diagram} />
      </AccordionDetails>
    </Accordion>
  );
}
