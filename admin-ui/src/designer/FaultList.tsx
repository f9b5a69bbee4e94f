import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useTranslate } from 'ra-core';
import type { DesignFault } from '../../../contracts/designs.ts';
import { pointerSteps } from '../../../domain/differences.ts';
import { stepsTo } from '../../../domain/design-differences.ts';
import { focusPart, useDesigning } from './document.ts';
import { useFaultWords, usePathWords } from './words.ts';

/** Faults in words, each leading to its field. */
export function FaultList({ faults }: { faults: readonly DesignFault[] }) {
  const translate = useTranslate();
  const { content } = useDesigning();
  const path = usePathWords();
  const words = useFaultWords();
  if (faults.length === 0) return null;
  return (
    <Alert role="note" severity="error" sx={{ mb: 2 }}>
      <AlertTitle>{translate('design.faultCount', { smart_count: faults.length })}</AlertTitle>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {faults.slice(0, 30).map((fault) => (
          <li key={`${fault.path} ${fault.rule}`}>
            <Link component="button" type="button" onClick={() => focusPart(fault.path)} sx={{ textAlign: 'left' }}>
              {path(stepsTo(content, pointerSteps(fault.path)))}
            </Link>
            {translate('design.colon')}
            {words(fault)}
          </li>
        ))}
      </Box>
    </Alert>
  );
}
