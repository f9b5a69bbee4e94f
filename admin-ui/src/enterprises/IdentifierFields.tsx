import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useWord } from '../i18n/words.ts';
import { identifierCheck } from './draft.ts';
import { TypedField, useDraft } from './fields.tsx';

/**
 * The enterprise's code, judged while it is typed. A code that fails nothing but its check digit may be registered with
 * a reason and evidence, which the office looks at.
 */
export function IdentifierFields({ registering }: { registering: boolean }) {
  const translate = useTranslate();
  const word = useWord();
  const { draft, set, faults, left, leave } = useDraft();
  if (!registering) {
    return (
      <TextField
        label={word('identifierScheme', draft.scheme)}
        value={draft.identifier}
        helperText={translate('enterprise.identifierFixed')}
        slotProps={{ input: { readOnly: true } }}
      />
    );
  }
  const typed = draft.identifier.trim() !== '';
  const verdict = identifierCheck(draft);
  const onlyCheckDigit = typed && !verdict.ok && verdict.rule === 'checkDigit';
  const fault = typed && !verdict.ok && !onlyCheckDigit ? verdict.rule : null;
  const length = draft.scheme === 'uscc' ? 18 : 9;
  const refused = left.has('identifier') && faults.identifier !== undefined;
  const stillShort = fault === 'length' && verdict.normalised.length < length;
  return (
    <>
      <TextField
        select
        label={translate('enterprise.scheme')}
        value={draft.scheme}
        onChange={(event) => set({ scheme: event.target.value === 'uscc' ? 'uscc' : 'orgCode2010' })}
      >
        {(['uscc', 'orgCode2010'] as const).map((scheme) => (
          <MenuItem key={scheme} value={scheme}>
            {word('identifierScheme', scheme)}
          </MenuItem>
        ))}
      </TextField>
      <Box>
        <TextField
          id="enterprise-identifier"
          label={word('identifierScheme', draft.scheme)}
          value={draft.identifier}
          onChange={(event) => set({ identifier: event.target.value })}
          onBlur={() => leave('identifier')}
          required
          autoComplete="off"
          error={(fault !== null && !stillShort) || refused}
          helperText={
            stillShort
              ? translate('enterprise.typedOf', { typed: verdict.normalised.length, length })
              : fault === null
                ? refused
                  ? translate(`problem.rule.${faults.identifier?.rule}`)
                  : undefined
                : translate(`problem.rule.${fault}`)
          }
          slotProps={{ htmlInput: { 'aria-required': true, spellCheck: false } }}
        />
        <Box role="status">
          {typed && verdict.ok ? (
            <Typography variant="body2" color="success.main" sx={{ display: 'flex', gap: 0.5, alignItems: 'center' }}>
              <CheckCircleOutlined aria-hidden fontSize="inherit" /> {translate('enterprise.identifierGood')}
            </Typography>
          ) : null}
        </Box>
      </Box>
      {onlyCheckDigit ? (
        <Box sx={{ gridColumn: '1 / -1' }}>
          <Alert severity="warning" sx={{ my: 1 }}>
            {translate('enterprise.overrideText', { expected: verdict.expected ?? '' })}
          </Alert>
          <TypedField name="overrideReason" label="reason" help={translate('enterprise.overrideReasonHelp')} />
          <TypedField
            name="overrideEvidence"
            label="evidenceNote"
            multiline
            help={translate('enterprise.overrideEvidenceHelp')}
          />
        </Box>
      ) : null}
    </>
  );
}
