import FlagOutlined from '@mui/icons-material/FlagOutlined';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { schemaAt } from '../form/schema.ts';
import { ValueText } from '../form/ValueText.tsx';
import { useBilingual } from '../i18n/bilingual.ts';
import { Busy, Empty, ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import type { ApplicationView, Difference, Differences } from './contract.ts';
import { useFieldName } from './field-name.ts';

/** Differences of the present content and the one submitted before it; asked for only where there are two. */
export function useDifferences(application: ApplicationView) {
  const { id, contentVersion } = application;
  return useQuery({
    queryKey: ['applications', 'differences', id, contentVersion],
    queryFn: () => api.get<Differences>(`/applications/${id}/differences`),
    enabled: contentVersion > 1,
  });
}

/** What the applicant changed since the last version, field by field. */
export function DifferencesPanel({ application }: { application: ApplicationView }) {
  const translate = useTranslate();
  const { data, error, isPending } = useDifferences(application);
  if (application.contentVersion <= 1) return <Empty text={translate('task.noDifferences')} />;
  if (isPending) return <Busy />;
  if (!data) return <ProblemAlert problem={error} />;
  if (data.items.length === 0) return <Empty text={translate('task.noChanges')} />;
  return (
    <Stack spacing={1.5}>
      <Typography>
        {translate('task.differencesBetween', { from: data.from, to: data.to, count: data.items.length })}
      </Typography>
      {data.items.map((item) => (
        <OneDifference
          key={`${item.section} ${item.enterpriseId} ${item.pointer}`}
          item={item}
          application={application}
        />
      ))}
    </Stack>
  );
}

function OneDifference({ item, application }: { item: Difference; application: ApplicationView }) {
  const translate = useTranslate();
  const text = useBilingual();
  const fieldName = useFieldName(application);
  const section = application.form.find(({ key }) => key === item.section);
  const schema = section ? (schemaAt(section.schema, item.pointer) ?? {}) : {};
  return (
    <Paper sx={{ p: 1.5 }}>
      <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
        <Typography variant="h3">{text(fieldName(item))}</Typography>
        <Typography
          variant="body2"
          color={item.marked ? 'warning.main' : 'text.secondary'}
          sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}
        >
          {item.marked ? <FlagOutlined aria-hidden fontSize="inherit" /> : null}
          {translate(item.marked ? 'task.wasMarked' : 'task.notMarked')}
        </Typography>
      </Stack>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 2, mt: 1 }}>
        {(['before', 'after'] as const).map((side) => (
          <Box key={side} sx={{ minWidth: 0 }}>
            <Typography variant="body2" color="text.secondary">
              {translate(`task.${side}`)}
            </Typography>
            <Box component={side === 'before' ? 'del' : 'ins'} sx={{ display: 'block', textDecoration: 'none' }}>
              <ValueText schema={schema} value={item[side]} />
            </Box>
          </Box>
        ))}
      </Box>
    </Paper>
  );
}
