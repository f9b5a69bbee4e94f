import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import type { ApplicationView } from './contract.ts';

/** Signatures under a content that was opened again. Nothing that was signed disappears. */
export function VoidedSignatures({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const language = useLanguage();
  if (view.voidedSignatures.length === 0) return null;
  const at = (instant: string) => formatInstant(instant, language, { seconds: true });
  return (
    <Box component="section" aria-labelledby="voided-title" sx={{ mt: 1.5 }}>
      <Typography id="voided-title" component="h4" variant="subtitle2">
        {translate('joint.voided.title')}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {view.voidedSignatures.map(({ frozenNo, name, signerName, signedAt, voidedAt, cause }) => (
          <Typography component="li" variant="body2" key={`${frozenNo} ${name}`}>
            {translate('joint.voided.row', {
              name,
              signer: signerName,
              no: frozenNo,
              signedAt: at(signedAt),
              voidedAt: at(voidedAt),
            })}
            {cause ? ` · ${translate(`joint.voided.cause.${cause}`)}` : ''}
          </Typography>
        ))}
      </Box>
    </Box>
  );
}
