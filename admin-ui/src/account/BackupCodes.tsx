import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { useTranslate } from 'ra-core';

/** Codes for the day the phone is lost; shown once. */
export function BackupCodes({ codes }: { codes: string[] }) {
  const translate = useTranslate();
  return (
    <Alert severity="warning">
      {translate('account.twoFactor.keepCodes')}
      <Box
        component="ul"
        sx={{
          fontFamily: 'monospace',
          fontSize: '1rem',
          columnCount: { xs: 1, sm: 2 },
          pl: 2.5,
          mb: 0,
          userSelect: 'all',
        }}
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </Box>
    </Alert>
  );
}
