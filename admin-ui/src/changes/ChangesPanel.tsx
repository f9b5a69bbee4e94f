import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardContent from '@mui/material/CardContent';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import type { z } from 'zod';
import type { Changes } from '../../../contracts/changes.ts';
import { StatusChip } from '../layout/StatusChip.tsx';
import { useMoved } from '../providers/events.ts';
import { api } from '../providers/http.ts';

/** Changes of member of an awarded application, and the way to ask for one. Nothing while there is neither. */
export function ChangesPanel({ applicationId }: { applicationId: string }) {
  const translate = useTranslate();
  const query = useQuery({
    queryKey: ['changes', 'of', applicationId],
    queryFn: () => api.get<z.infer<typeof Changes>>(`/applications/${applicationId}/changes`),
  });
  useMoved(applicationId, () => void query.refetch());
  const { data } = query;
  if (!data || (data.items.length === 0 && !data.mayFile)) return null;
  return (
    <Card component="section" aria-labelledby="changes-title" sx={{ mb: 3 }}>
      <CardContent sx={{ '&:last-child': { pb: 2 } }}>
        <Typography id="changes-title" variant="h2" sx={{ mb: 1 }}>
          {translate('joint.change.many')}
        </Typography>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {translate('joint.change.intro')}
        </Typography>
        <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0, mb: data.mayFile ? 1.5 : 0 }}>
          {data.items.map(({ id, status, leaving, joining }) => (
            <Stack
              component="li"
              key={id}
              direction="row"
              spacing={1}
              useFlexGap
              sx={{ flexWrap: 'wrap', alignItems: 'center' }}
            >
              <StatusChip kind="change" status={status} />
              <Link component={RouterLink} to={`/desk/changes/${id}`}>
                {joining
                  ? translate('joint.change.replaces', { leaving: leaving.name, joining: joining.name })
                  : translate('joint.change.removes', { leaving: leaving.name })}
              </Link>
            </Stack>
          ))}
        </Stack>
        {data.mayFile && (
          <Button variant="outlined" component={RouterLink} to={`/desk/applications/${applicationId}/change`}>
            {translate('joint.change.file')}
          </Button>
        )}
      </CardContent>
    </Card>
  );
}
