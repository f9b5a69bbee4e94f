import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { Link as RouterLink } from 'react-router';
import type { Bilingual } from '../../../contracts/text.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { useWord } from '../i18n/words.ts';

export type Outcome = {
  id?: string;
  categoryNo: number;
  categoryName: Bilingual;
  outcome: 'winner' | 'leftOpen';
  projectName: string | null;
  parties: string[];
  score: number | null;
  reason?: string | null;
  /** Of a winner whose result is published. */
  certificateNo?: string | null;
  /** What became of it, and what to do about it, beneath the result. */
  note?: ReactNode;
};

/** One line a category: who, with whom, or that it was left open. */
export function OutcomeTable({ caption, items }: { caption: string; items: Outcome[] }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const word = useWord();
  return (
    <TableContainer component={Paper} tabIndex={0} role="region" aria-label={caption}>
      <Table>
        <caption className="visually-hidden">{caption}</caption>
        <TableHead>
          <TableRow>
            <TableCell scope="col">{translate('public.outcome.category')}</TableCell>
            <TableCell scope="col">{translate('public.outcome.result')}</TableCell>
            <TableCell scope="col">{translate('public.outcome.project')}</TableCell>
            <TableCell scope="col">{translate('public.outcome.parties')}</TableCell>
            <TableCell scope="col" align="right">
              {translate('public.outcome.score')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {items.map(
            (
              { categoryNo, categoryName, outcome, projectName, parties, score, reason, certificateNo, id, note },
              row,
            ) => (
              <TableRow key={id ?? `${categoryNo}/${row}`}>
                <TableCell component="th" scope="row" sx={{ minWidth: 130 }}>
                  {categoryNo}. {bilingual(categoryName)}
                </TableCell>
                <TableCell>
                  {word('outcome', outcome)}
                  {reason ? ` · ${translate(`public.reason.${reason}`, { _: reason })}` : ''}
                  {certificateNo ? (
                    <Link component={RouterLink} to={`/certificates/${certificateNo}`} sx={{ display: 'block' }}>
                      {translate('documents.verify.ofResult', { number: certificateNo })}
                    </Link>
                  ) : null}
                </TableCell>
                <TableCell>
                  {projectName ?? '—'}
                  {note}
                </TableCell>
                <TableCell>{parties.length === 0 ? '—' : parties.join(translate('public.outcome.comma'))}</TableCell>
                <TableCell align="right">{score === null ? '—' : score.toFixed(2)}</TableCell>
              </TableRow>
            ),
          )}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
