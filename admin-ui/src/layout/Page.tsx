import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type ReactNode, useContext, useEffect } from 'react';
import { Link as RouterLink } from 'react-router';
import { MeContext } from '../providers/me.ts';
import { useProblemWords } from '../providers/problemText.ts';
import { ApiProblem } from '../providers/request.ts';

const SITE = '十百千万 Tenfold';

type PageProps = {
  title: string;
  subtitle?: ReactNode;
  /** Buttons beside the heading. */
  actions?: ReactNode;
  /** Highest width in pixels; `false` fills the window. */
  maxWidth?: number | false;
  children?: ReactNode;
};

/** A page: one h1, the document's title, a readable width. */
export function Page({ title, subtitle, actions, maxWidth = 1240, children }: PageProps) {
  // Public pages stand in the middle, those of the desk beside its menu.
  const atDesk = useContext(MeContext) !== null;
  useEffect(() => {
    document.title = `${title} · ${SITE}`;
  }, [title]);
  return (
    <Box sx={{ maxWidth: maxWidth === false ? 'none' : maxWidth, mx: atDesk ? 0 : 'auto', width: '100%', minWidth: 0 }}>
      <Stack
        direction="row"
        useFlexGap
        spacing={1}
        sx={{ flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', mb: 2 }}
      >
        <Box sx={{ minWidth: 0 }}>
          <Typography variant="h1">{title}</Typography>
          {subtitle ? (
            <Typography component="div" color="text.secondary" sx={{ mt: 0.5 }}>
              {subtitle}
            </Typography>
          ) : null}
        </Box>
        {actions ? (
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
            {actions}
          </Stack>
        ) : null}
      </Stack>
      {children}
    </Box>
  );
}

/** Nothing here yet, and what to do about it. */
export function Empty({ text, action }: { text: ReactNode; action?: ReactNode }) {
  return (
    <Box
      sx={{
        p: 3,
        textAlign: 'center',
        border: '1px dashed',
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
      }}
    >
      <Typography color="text.secondary">{text}</Typography>
      {action ? <Box sx={{ mt: 1.5 }}>{action}</Box> : null}
    </Box>
  );
}

/** Why it was refused, field by field, and the way out. Nothing when there is no problem. */
export function ProblemAlert({ problem, onClose }: { problem: unknown; onClose?: () => void }) {
  const words = useProblemWords();
  if (problem === null || problem === undefined) return null;
  const { text, way, details } = words(problem);
  return (
    <Alert severity="error" role="alert" onClose={onClose} sx={{ my: 1 }}>
      <AlertTitle sx={{ mb: details.length > 0 || way ? 0.5 : 0 }}>{text}</AlertTitle>
      {details.length > 0 ? (
        <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
          {details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </Box>
      ) : null}
      {way}
      <ToApplication problem={problem} />
    </Alert>
  );
}

/** The way to the application that stands against it, where the refusal names one. */
function ToApplication({ problem }: { problem: unknown }) {
  const translate = useTranslate();
  const id = problem instanceof ApiProblem ? problem.document.applicationId : null;
  if (typeof id !== 'string') return null;
  return (
    <Box>
      <Link component={RouterLink} to={`/desk/applications/${id}`} color="inherit">
        {translate('problem.toApplication')}
      </Link>
    </Box>
  );
}

/** Something is under way; `text` says what, for a long one. */
export function Busy({ text }: { text?: string }) {
  const translate = useTranslate();
  return (
    <Stack role="status" direction="row" spacing={1.5} sx={{ p: 3, alignItems: 'center', justifyContent: 'center' }}>
      <CircularProgress size={22} aria-hidden />
      <Typography color="text.secondary">{text ?? translate('shell.loading')}</Typography>
    </Stack>
  );
}
