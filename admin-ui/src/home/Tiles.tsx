import ErrorOutline from '@mui/icons-material/ErrorOutline';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';

export type Tile = { key: string; label: string; value: number | string; to: string; attention?: boolean };

/** Numbers that lead to what they count; one that needs attention carries an icon as well. */
export function Tiles({ tiles, label }: { tiles: Tile[]; label: string }) {
  return (
    <Box
      component="ul"
      aria-label={label}
      sx={{
        listStyle: 'none',
        p: 0,
        m: 0,
        display: 'grid',
        gap: 1,
        gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))',
      }}
    >
      {tiles.map(({ key, label: text, value, to, attention = false }) => (
        <li key={key}>
          <ButtonBase
            component={Link}
            to={to}
            sx={{
              width: '100%',
              p: 1.5,
              display: 'block',
              textAlign: 'left',
              border: '1px solid',
              borderColor: attention ? 'error.main' : 'divider',
              borderRadius: 1,
              bgcolor: 'background.paper',
              color: 'text.primary',
              '&:hover': { bgcolor: 'primary.light' },
            }}
          >
            <Typography
              component="div"
              sx={{
                fontSize: '1.6rem',
                fontWeight: 600,
                lineHeight: 1.2,
                display: 'flex',
                alignItems: 'center',
                gap: 0.5,
              }}
            >
              {attention ? <ErrorOutline aria-hidden color="error" fontSize="small" /> : null}
              {value}
            </Typography>
            <Typography component="div" variant="body2" color="text.secondary">
              {text}
            </Typography>
          </ButtonBase>
        </li>
      ))}
    </Box>
  );
}
