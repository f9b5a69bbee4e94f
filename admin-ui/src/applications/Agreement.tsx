import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { AgreementLink } from '../consortium/AgreementLink.tsx';
import type { ApplicationView } from './contract.ts';
import { Hash } from './Hash.tsx';

/** The consortium's agreement beside the signatures: a draft to read before the content is locked, then what is signed. */
export function Agreement({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  if (!view.agreement) return null;
  const { sha256 } = view.agreement;
  return (
    <Box sx={{ my: 1 }}>
      <Typography variant="body2">
        {translate(sha256 === null ? 'joint.agreement.draft' : 'joint.agreement.covered')}
      </Typography>
      {sha256 !== null && <Hash value={sha256} />}
      <AgreementLink applicationId={view.id} draft={sha256 === null} />
    </Box>
  );
}
