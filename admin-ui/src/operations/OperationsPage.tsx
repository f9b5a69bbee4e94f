import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { z } from 'zod';
import type { Outbox, Stuck, Versions } from '../../../contracts/operations.ts';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Definition, DefinitionList } from '../layout/DefinitionList.tsx';
import { Page } from '../layout/Page.tsx';
import { Reply } from '../layout/Reply.tsx';
import { DeadLetters } from './DeadLetters.tsx';
import { StuckCases } from './StuckCases.tsx';
import { useOperations } from './useOperations.ts';

function OutboxState() {
  const translate = useTranslate();
  const outbox = useOperations<z.infer<typeof Outbox>>('outbox');
  return (
    <Reply query={outbox}>
      {({ waiting, oldestSeconds, byKind }) => (
        <>
          <Typography>
            {waiting === 0
              ? translate('operations.outbox.empty')
              : translate('operations.outbox.state', { smart_count: waiting, seconds: Math.round(oldestSeconds) })}
          </Typography>
          {byKind.length === 0 ? null : (
            <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
              {byKind.map(({ kind, waiting: count }) => (
                <li key={kind}>
                  {translate(`operations.outbox.kind.${kind}`, { _: kind })}: {count}
                </li>
              ))}
            </Box>
          )}
        </>
      )}
    </Reply>
  );
}

function VersionList() {
  const translate = useTranslate();
  const language = useLanguage();
  const versions = useOperations<z.infer<typeof Versions>>('versions');
  return (
    <Reply query={versions}>
      {(state) => {
        const rows: [string, string][] = [
          ['application', state.application],
          ['node', state.node],
          ['postgres', state.postgres],
          ['startedAt', formatInstant(state.startedAt, language)],
          [
            'migrations',
            translate('operations.versions.migrationsOf', {
              applied: state.migrations.applied,
              at: formatInstant(state.migrations.latestAt, language),
            }),
          ],
          ['programmes', state.programmes.map(({ key, version }) => `${key} v${version}`).join(', ')],
          ['calendar', state.calendarUntilYear === null ? '—' : String(state.calendarUntilYear)],
          ['clock', translate('operations.versions.skew', { ms: Math.round(state.clockSkewMs) })],
          ['virusScan', translate(state.virusScan ? 'shell.yes' : 'shell.no')],
          ['contentStore', state.contentStore === 's3' ? 'S3' : translate('operations.versions.disk')],
        ];
        return (
          <DefinitionList termWidth="16em">
            {rows.map(([key, value]) => (
              <Definition key={key} term={translate(`operations.versions.${key}`)}>
                {value}
              </Definition>
            ))}
          </DefinitionList>
        );
      }}
    </Reply>
  );
}

/** Who carries out workflows, as Temporal sees them. */
function Workers() {
  const translate = useTranslate();
  const language = useLanguage();
  const stuck = useOperations<z.infer<typeof Stuck>>('stuck');
  return (
    <Reply query={stuck}>
      {({ engine: { workers } }) => (
        <>
          <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
            {translate('operations.stuck.workers')}
          </Typography>
          {workers.length === 0 ? <Typography color="text.secondary">—</Typography> : null}
          <Box component="ul" sx={{ m: 0, pl: 2.5, overflowWrap: 'anywhere' }}>
            {workers.map(({ identity, lastSeenAt }) => (
              <li key={identity}>
                {identity} ·{' '}
                {translate('operations.stuck.lastSeen', {
                  at: formatInstant(lastSeenAt, language, { seconds: true }) || '—',
                })}
              </li>
            ))}
          </Box>
        </>
      )}
    </Reply>
  );
}

/** Whether everything moves: stuck cases with their cause, the outbox, versions. */
export default function OperationsPage() {
  const translate = useTranslate();
  return (
    <Page title={translate('operations.title')}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {translate('operations.stuck.title')}
      </Typography>
      <StuckCases />
      <DeadLetters />
      <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
        {translate('operations.outbox.title')}
      </Typography>
      <OutboxState />
      <Workers />
      <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
        {translate('operations.versions.title')}
      </Typography>
      <VersionList />
    </Page>
  );
}
