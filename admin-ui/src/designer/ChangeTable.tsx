/** Changes between two versions in words, grouped by part. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { DesignChange } from '../../../domain/design-differences.ts';
import { Empty } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { TABS, tabOf } from './parts.ts';
import { ValueWords } from './ValueWords.tsx';
import { usePathWords } from './words.ts';

export function ChangeTable({ changes }: { changes: readonly DesignChange[] }) {
  const translate = useTranslate();
  const path = usePathWords();
  if (changes.length === 0) return <Empty text={translate('design.noChanges')} />;
  const groups = TABS.map((tab) => ({ tab, rows: changes.filter(({ pointer }) => tabOf(pointer) === tab) })).filter(
    ({ rows }) => rows.length > 0,
  );
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Typography>{translate('design.changeCount', { smart_count: changes.length })}</Typography>
      {groups.map(({ tab, rows }) => (
        <Box key={tab} component="section" sx={{ minWidth: 0 }}>
          <Typography variant="h2" sx={{ mb: 1 }}>
            {translate(`design.tab.${tab}`)}
          </Typography>
          <PlainTable
            caption={translate(`design.tab.${tab}`)}
            rows={rows}
            rowKey={({ kind, pointer }) => `${kind} ${pointer}`}
            columns={[
              {
                label: translate('design.change.what'),
                minWidth: 180,
                render: ({ steps }) => path(steps),
              },
              {
                label: translate('design.change.kind'),
                minWidth: 90,
                render: ({ kind }) => translate(`design.changeKind.${kind}`),
              },
              {
                label: translate('design.change.before'),
                minWidth: 160,
                render: ({ before, pointer }) => <ValueWords value={before} name={pointer} />,
              },
              {
                label: translate('design.change.after'),
                minWidth: 160,
                render: ({ after, pointer }) => <ValueWords value={after} name={pointer} />,
              },
            ]}
          />
        </Box>
      ))}
    </Box>
  );
}
