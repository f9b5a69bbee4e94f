import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

/** A SHA-256 in groups of eight, so that two people can compare it aloud. */
export function Hash({ value, label = 'SHA-256' }: { value: string; label?: string }) {
  return (
    <Typography variant="body2" component="div" sx={{ my: 0.5 }}>
      {label}{' '}
      <Box
        component="code"
        aria-label={value}
        sx={{ fontFamily: 'ui-monospace, monospace', overflowWrap: 'anywhere', userSelect: 'all' }}
      >
        {value.replace(/(.{8})(?=.)/g, '$1 ')}
      </Box>
    </Typography>
  );
}
