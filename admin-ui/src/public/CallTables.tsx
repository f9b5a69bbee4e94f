import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useTranslate } from 'ra-core';
import { useBilingual } from '../i18n/bilingual.ts';
import { useWord } from '../i18n/words.ts';
import type { CallDetail } from './replies.ts';

/** The desks an application passes, with the days each has. */
export function CallDesks({ call }: { call: CallDetail }) {
  const translate = useTranslate();
  const word = useWord();
  const bilingual = useBilingual();
  const caption = translate('public.call.desks');
  return (
    <TableContainer component={Paper} tabIndex={0} role="region" aria-label={caption}>
      <Table>
        <caption className="visually-hidden">{caption}</caption>
        <TableHead>
          <TableRow>
            <TableCell scope="col">{translate('public.call.step')}</TableCell>
            <TableCell scope="col">{translate('public.call.by')}</TableCell>
            <TableCell scope="col" align="right">
              {translate('public.call.days')}
            </TableCell>
            <TableCell scope="col">{translate('public.call.outcomes')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {call.desks.map(({ step, label, body, workingDays, outcomes }) => (
            <TableRow key={step}>
              <TableCell component="th" scope="row">
                {bilingual(label)}
              </TableCell>
              <TableCell>{translate(`public.call.body.${body}`)}</TableCell>
              <TableCell align="right">{workingDays}</TableCell>
              <TableCell>
                {outcomes.map((outcome) => bilingual(outcome.label) || word('outcome', outcome.key)).join(' / ')}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

/** The criteria with their points and what low, middle and high look like. */
export function CallRubric({ call }: { call: CallDetail }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const caption = translate('public.call.rubric');
  return (
    <TableContainer component={Paper} tabIndex={0} role="region" aria-label={caption}>
      <Table>
        <caption className="visually-hidden">{caption}</caption>
        <TableHead>
          <TableRow>
            <TableCell scope="col">{translate('public.call.criterion')}</TableCell>
            <TableCell scope="col" align="right">
              {translate('public.call.points')}
            </TableCell>
            <TableCell scope="col">{translate('public.call.anchors')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {call.rubric.criteria.map(({ key, label, maxPoints, anchors }) => (
            <TableRow key={key}>
              <TableCell component="th" scope="row" sx={{ minWidth: 120 }}>
                {bilingual(label)}
              </TableCell>
              <TableCell align="right">{maxPoints}</TableCell>
              <TableCell sx={{ minWidth: 220 }}>
                <Box component="ul" sx={{ m: 0, pl: 2.25 }}>
                  {anchors.map(({ points, text }) => (
                    <li key={points}>
                      {translate('public.call.anchor', { points })} {bilingual(text)}
                    </li>
                  ))}
                </Box>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
