import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import type { InvariantResult, InvariantRun } from '../../../contracts/invariants.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { PlainTable } from '../layout/PlainTable.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';

/** What one check found, broken rules first, each with the cases concerned. */
export function RunResult({ run }: { run: InvariantRun }) {
  const translate = useTranslate();
  const language = useLanguage();
  const { broken, results, finishedAt } = run;
  const at = formatInstant(finishedAt, language, { seconds: true });
  const rank = ({ violations, error }: InvariantResult) => (error !== null ? 0 : violations > 0 ? 1 : 2);
  return (
    <>
      <Alert severity={broken === 0 ? 'success' : 'error'} sx={{ mb: 2 }}>
        {broken === 0
          ? translate('operator.invariants.allText', { count: results.length, at })
          : translate('operator.invariants.broken', { smart_count: broken, at })}
      </Alert>
      <PlainTable
        caption={translate('shell.menu.invariants')}
        rows={[...results].sort((a, b) => rank(a) - rank(b))}
        rowKey={({ name }) => name}
        columns={[
          {
            label: translate('operator.invariants.rule'),
            render: ({ name }) => translate(`operator.invariants.check.${name}`),
          },
          {
            label: translate('operator.invariants.state'),
            render: ({ violations, error, tookMs }) => (
              <>
                <StatusChip kind="check" status={error !== null ? 'error' : violations > 0 ? 'fail' : 'pass'} />
                {violations > 0 ? (
                  <Typography variant="body2">
                    {translate('operator.invariants.violations', { smart_count: violations })}
                  </Typography>
                ) : null}
                {error !== null ? <Typography variant="body2">{error}</Typography> : null}
                <Typography variant="body2" color="text.secondary">
                  {translate('operator.invariants.took', { ms: tookMs })}
                </Typography>
              </>
            ),
          },
          {
            label: translate('operator.invariants.examples'),
            render: ({ examples, violations }) =>
              examples.length === 0 ? (
                '—'
              ) : (
                <Box component="ul" sx={{ m: 0, pl: 2.5, overflowWrap: 'anywhere' }}>
                  {examples.map(({ caseId, label, detail }, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a case may appear twice, and the list never changes
                    <li key={index}>
                      {caseId ? (
                        <Link component={RouterLink} to={`/desk/audit/${caseId}`}>
                          {label ?? caseId}
                        </Link>
                      ) : (
                        label
                      )}
                      {detail ? ` · ${detail}` : ''}
                    </li>
                  ))}
                  {violations > examples.length ? (
                    <li>{translate('operator.invariants.more', { count: violations - examples.length })}</li>
                  ) : null}
                </Box>
              ),
          },
        ]}
      />
    </>
  );
}
