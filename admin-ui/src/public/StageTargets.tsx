import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import type { PublicProgramme } from './replies.ts';

type Stages = PublicProgramme['stages'];

/** A number with a bar of its share of `highest`; the bar only repeats the number. */
function Bar({ value, highest, text }: { value: number; highest: number; text: string }) {
  return (
    <Box sx={{ minWidth: 96 }}>
      <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {text}
      </Box>
      <Box aria-hidden sx={{ height: 6, mt: 0.25, bgcolor: '#e3e8ef' }}>
        <Box sx={{ height: 6, width: `${(100 * value) / highest}%`, bgcolor: 'primary.main' }} />
      </Box>
    </Box>
  );
}

/** Targets of each stage, one row a target, so that the climb can be read across. */
export function StageTargets({ stages }: { stages: Stages }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const numbers = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN');
  const targets = [...new Map(stages.flatMap((stage) => stage.targets).map((target) => [target.key, target])).values()];
  const title = translate('public.guide.stages');
  return (
    <>
      <Typography variant="h2" id="stages" sx={{ mt: 3, mb: 1 }}>
        {title}
      </Typography>
      <TableContainer component={Paper} tabIndex={0} role="region" aria-labelledby="stages">
        <Table>
          <caption className="visually-hidden">{title}</caption>
          <TableHead>
            <TableRow>
              <TableCell scope="col">{translate('public.guide.target')}</TableCell>
              {stages.map(({ key, name, fromYear, toYear }) => (
                <TableCell key={key} scope="col">
                  {bilingual(name)}
                  <Typography variant="body2" component="div" color="text.secondary">
                    {fromYear}–{toYear}
                  </Typography>
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {targets.map(({ key, label, unit }) => {
              const values = stages.map((stage) => stage.targets.find((target) => target.key === key)?.value ?? null);
              const highest = unit === 'percent' ? 100 : Math.max(1, ...values.map((value) => value ?? 0));
              return (
                <TableRow key={key}>
                  <TableCell component="th" scope="row" sx={{ minWidth: 150 }}>
                    {bilingual(label)}
                  </TableCell>
                  {values.map((value, no) => (
                    <TableCell key={stages[no]?.key}>
                      {value === null ? (
                        '—'
                      ) : (
                        <Bar
                          value={value}
                          highest={highest}
                          text={translate(unit === 'percent' ? 'public.guide.percent' : 'public.guide.persons', {
                            value: numbers.format(value),
                          })}
                        />
                      )}
                    </TableCell>
                  ))}
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </TableContainer>
    </>
  );
}
