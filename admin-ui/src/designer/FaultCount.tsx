import ErrorOutline from '@mui/icons-material/ErrorOutline';
import Box from '@mui/material/Box';
import { useTranslate } from 'ra-core';

/** How many faults a part has, as a number with an icon and in words for screen readers; nothing when it has none. */
export function FaultCount({ count }: { count: number }) {
  const translate = useTranslate();
  if (count === 0) return null;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.25, color: 'error.main', fontWeight: 600 }}
    >
      <ErrorOutline sx={{ fontSize: 16 }} aria-hidden />
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">{translate('design.faultCount', { smart_count: count })}</span>
    </Box>
  );
}
