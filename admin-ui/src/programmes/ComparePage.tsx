import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useTranslate } from 'ra-core';
import { Link as RouterLink, useParams, useSearchParams } from 'react-router';
import type { z } from 'zod';
import type { Comparison, ProgrammeHistory } from '../../../contracts/designs.ts';
import type { DesignChange } from '../../../domain/design-differences.ts';
import { ChangeTable } from '../designer/ChangeTable.tsx';
import { useBilingual } from '../i18n/bilingual.ts';
import { Empty, Page } from '../layout/Page.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useReply } from '../providers/useReply.ts';

/** What changed from one version to another, or to the policy of a round. */
export default function ComparePage() {
  const { key = '' } = useParams();
  const translate = useTranslate();
  const text = useBilingual();
  const [search, setSearch] = useSearchParams();
  const history = useReply<ProgrammeHistory>(`/programmes/${key}`);
  const versions = history.data?.versions ?? [];
  const round = search.get('round');
  const from = search.get('from') ?? String(versions.at(1)?.version ?? versions[0]?.version ?? 1);
  const to = round ? `round:${round}` : (search.get('to') ?? String(versions[0]?.version ?? 1));
  // With one version in existence only the rules of rounds differ from it.
  const single = versions.length === 1;
  const same = from === to;
  const comparison = useReply<z.infer<typeof Comparison>>(
    `/programmes/${key}/comparison`,
    round ? { from, round } : { from, to },
    { enabled: history.data !== undefined && !same },
  );
  const choose = (side: 'from' | 'to', value: string) => {
    const next = new URLSearchParams(search);
    next.set('from', side === 'from' ? value : from);
    const other = side === 'to' ? value : to;
    next.delete('round');
    next.delete('to');
    if (other.startsWith('round:')) next.set('round', other.slice('round:'.length));
    else next.set('to', other);
    setSearch(next, { replace: true });
  };
  const rounds = versions.flatMap((version) => version.rounds);
  return (
    <Page
      title={translate('design.compareTitle')}
      maxWidth={1400}
      subtitle={
        <Link component={RouterLink} to={`/desk/programmes/${key}`}>
          {text(history.data?.name) || translate('design.toVersions')}
        </Link>
      }
    >
      <Reply query={history}>
        {() =>
          single && rounds.length === 0 ? null : (
            <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1.5} sx={{ mb: 2, maxWidth: 800 }}>
              <TextField
                select
                label={translate('design.compareFrom')}
                value={from}
                onChange={({ target }) => choose('from', target.value)}
                margin="none"
              >
                {versions.map(({ version }) => (
                  <MenuItem key={version} value={String(version)}>
                    {translate('design.versionNo', { version })}
                  </MenuItem>
                ))}
              </TextField>
              <TextField
                select
                label={translate('design.compareTo')}
                value={single && same ? '' : to}
                onChange={({ target }) => choose('to', target.value)}
                margin="none"
              >
                {[
                  ...(single ? [] : versions).map(({ version }) => (
                    <MenuItem key={version} value={String(version)}>
                      {translate('design.versionNo', { version })}
                    </MenuItem>
                  )),
                  ...rounds.map(({ id, title }) => (
                    <MenuItem key={id} value={`round:${id}`}>
                      {translate('design.policyOf', { round: text(title) })}
                    </MenuItem>
                  )),
                ]}
              </TextField>
            </Stack>
          )
        }
      </Reply>
      {history.data && same ? (
        <Empty
          text={
            <>
              {translate(single ? 'design.onlyVersion' : 'design.sameVersion')}
              {single && rounds.length > 0 ? (
                <>
                  <br />
                  {translate('design.onlyRounds')}
                </>
              ) : null}
            </>
          }
          action={
            single ? (
              <Button component={RouterLink} to={`/desk/programmes/${key}`} variant="outlined">
                {translate('design.toVersions')}
              </Button>
            ) : undefined
          }
        />
      ) : (
        <Reply query={comparison}>{({ items }) => <ChangeTable changes={items as DesignChange[]} />}</Reply>
      )}
    </Page>
  );
}
