import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import type { ProgrammeHistory } from '../../../contracts/designs.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { useJoined } from '../i18n/joined.ts';
import { formatInstant } from '../i18n/instants.ts';
import { PlainTable } from '../layout/PlainTable.tsx';

type Props = { history: ProgrammeHistory; onStart?: (version: number) => void; busy: boolean };

/** Versions, newest first: who, when, why, which rounds use each; compared with the one before or started from. */
export function VersionTable({ history, onStart, busy }: Props) {
  const translate = useTranslate();
  const text = useBilingual();
  const language = useLanguage();
  const joined = useJoined();
  const { key, current, versions } = history;
  const origin = (row: ProgrammeHistory['versions'][number]) =>
    row.origin === 'file'
      ? translate('design.origin.file', { version: row.fileVersion ?? row.version })
      : translate('design.origin.office', { writers: joined(row.draftedBy), checker: row.publishedBy ?? '' });
  return (
    <PlainTable
      caption={translate('design.versions')}
      rows={versions}
      rowKey={({ version }) => String(version)}
      columns={[
        {
          label: translate('design.version'),
          minWidth: 130,
          render: ({ version, inForce }) => (
            <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
              <Link component={RouterLink} to={`/desk/programmes/${key}/versions/${version}`}>
                {translate('design.versionNo', { version })}
              </Link>
              {version === current ? <Chip size="small" color="success" label={translate('design.inForce')} /> : null}
              {inForce ? null : <Chip size="small" variant="outlined" label={translate('design.offered')} />}
            </Stack>
          ),
        },
        {
          label: translate('design.publishedAt'),
          minWidth: 150,
          render: ({ publishedAt }) => formatInstant(publishedAt, language),
        },
        { label: translate('design.originLabel'), minWidth: 160, render: origin },
        { label: translate('design.note'), minWidth: 160, render: ({ note }) => note ?? '—' },
        {
          label: translate('design.usedBy'),
          minWidth: 160,
          render: ({ rounds }) =>
            rounds.length === 0
              ? '—'
              : rounds.slice(0, 5).map(({ id, title }) => (
                  <Box key={id} sx={{ minHeight: 26 }}>
                    <Link component={RouterLink} to={`/desk/rounds/${id}`}>
                      {text(title)}
                    </Link>
                  </Box>
                )),
        },
        {
          label: translate('shell.details'),
          minWidth: 170,
          render: ({ version }) => (
            <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap' }}>
              {versions.length > 1 ? (
                <Button
                  size="small"
                  component={RouterLink}
                  to={`/desk/programmes/${key}/compare?from=${before(version, history)}&to=${version}`}
                  aria-label={translate('design.compareNo', { version })}
                >
                  {translate('design.compare')}
                </Button>
              ) : null}
              {onStart && version !== current ? (
                <Button
                  size="small"
                  disabled={busy}
                  onClick={() => onStart(version)}
                  aria-label={translate('design.startFromNo', { version })}
                >
                  {translate('design.startFrom')}
                </Button>
              ) : null}
            </Stack>
          ),
        },
      ]}
    />
  );
}

/** What a version is compared with first: the one before it, or the next where there is none before. */
function before(version: number, { versions }: ProgrammeHistory): number {
  const numbers = versions.map((row) => row.version).sort((a, b) => a - b);
  const earlier = numbers.filter((no) => no < version);
  return earlier.at(-1) ?? numbers[1] ?? version;
}
