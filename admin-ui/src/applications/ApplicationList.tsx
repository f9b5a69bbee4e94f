import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardContent from '@mui/material/CardContent';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import Link from '@mui/material/Link';
import Select from '@mui/material/Select';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router';
import { APPLICATION_STATUSES } from '../../../contracts/vocabulary.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { Busy, Empty, Page, ProblemAlert } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { useMoved } from '../providers/events.ts';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import { useStepName } from '../timeline/useStepName.ts';
import type { ApplicationSummary } from './contract.ts';

type Reply = { items: ApplicationSummary[]; page: number; hasNextPage: boolean; total?: number };
const PER_PAGE = 25;

/** What is awaited, by when: of a draft the close of its call, of a submitted one its open task. */
function Due({ item }: { item: ApplicationSummary }) {
  const translate = useTranslate();
  const language = useLanguage();
  const stepName = useStepName();
  if (item.status === 'draft' || item.status === 'signing') {
    return (
      <>{item.closesAt ? translate('application.list.closes', { at: formatDeadline(item.closesAt, language) }) : ''}</>
    );
  }
  if (!item.currentStep) return <>—</>;
  return (
    <>
      {stepName(item.currentStep)}
      {item.currentDueAt
        ? ` · ${translate('application.list.due', { at: formatDeadline(item.currentDueAt, language) })}`
        : ''}
    </>
  );
}

function Name({ item }: { item: ApplicationSummary }) {
  const translate = useTranslate();
  return (
    <Link component={RouterLink} to={`/desk/applications/${item.id}`} sx={{ fontWeight: 600 }}>
      {item.projectName || translate('application.noName')}
    </Link>
  );
}

function Cards({ items }: { items: readonly ApplicationSummary[] }) {
  const bilingual = useBilingual();
  return (
    <Stack component="ul" spacing={1} sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {items.map((item) => (
        <Card component="li" key={item.id}>
          <CardContent sx={{ display: 'flex', flexDirection: 'column', gap: 0.75, '&:last-child': { pb: 2 } }}>
            <Name item={item} />
            <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
              <StatusChip kind="application" status={item.status} />
              {item.rehearsal && <RehearsalMark />}
            </Stack>
            <Typography variant="body2">{`${item.categoryNo}. ${bilingual(item.categoryName)} · ${item.leadName}`}</Typography>
            <Typography variant="body2" color="text.secondary">
              <Due item={item} />
            </Typography>
            {item.receiptNo && <Typography variant="body2">{item.receiptNo}</Typography>}
          </CardContent>
        </Card>
      ))}
    </Stack>
  );
}

function Rows({ items }: { items: readonly ApplicationSummary[] }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  return (
    <PlainTable
      caption={translate('application.many')}
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        { label: translate('application.list.project'), render: (item) => <Name item={item} /> },
        {
          label: translate('application.list.status'),
          render: ({ status }) => <StatusChip kind="application" status={status} />,
        },
        {
          label: translate('application.list.category'),
          render: ({ categoryNo, categoryName }) => `${categoryNo}. ${bilingual(categoryName)}`,
        },
        { label: translate('application.list.lead'), render: ({ leadName }) => leadName },
        {
          label: translate('application.list.round'),
          render: ({ roundTitle, rehearsal }) => (
            <>
              {bilingual(roundTitle)} {rehearsal && <RehearsalMark />}
            </>
          ),
        },
        { label: translate('application.list.next'), render: (item) => <Due item={item} /> },
        { label: translate('application.list.receipt'), render: ({ receiptNo }) => receiptNo ?? '—' },
      ]}
    />
  );
}

/** Applications that this person may see: own ones of an enterprise, those of the district or the city for officers. */
export default function ApplicationList() {
  const translate = useTranslate();
  const word = useWord();
  const allowed = useAllowed();
  const [search, setSearch] = useSearchParams();
  const wide = useMediaQuery('(min-width: 900px)');
  const pageNo = Math.max(1, Number(search.get('page')) || 1);
  const status = search.get('status') ?? '';
  const q = search.get('q') ?? '';
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['applications', 'list', { pageNo, status, q }],
    queryFn: ({ signal }) =>
      api.get<Reply>('/applications', { page: pageNo, perPage: PER_PAGE, status, q }, { signal }),
    placeholderData: keepPreviousData,
  });
  useMoved(undefined, () => void refetch());
  const change = (values: Record<string, string>) => {
    const next = new URLSearchParams(search);
    next.delete('page');
    for (const [name, value] of Object.entries(values)) {
      if (value === '') next.delete(name);
      else next.set(name, value);
    }
    setSearch(next);
  };
  const mayCreate = allowed('application.create');
  const create: ReactNode = mayCreate ? (
    <Button variant="contained" component={RouterLink} to="/desk/applications/create">
      {translate('application.create.open')}
    </Button>
  ) : null;
  const filtered = status !== '' || q !== '';
  return (
    <Page title={translate('application.many')} actions={create}>
      <Stack
        component="form"
        role="search"
        direction={{ xs: 'column', sm: 'row' }}
        spacing={1}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          change({ q: typed.trim() });
        }}
        sx={{ mb: 2, alignItems: { sm: 'center' } }}
      >
        <TextField
          margin="none"
          type="search"
          label={translate('application.list.search')}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          sx={{ maxWidth: { sm: 340 } }}
        />
        <FormControl margin="none" sx={{ maxWidth: { sm: 240 } }}>
          <InputLabel htmlFor="status-filter" shrink>
            {translate('application.list.status')}
          </InputLabel>
          <Select
            native
            notched
            label={translate('application.list.status')}
            value={status}
            onChange={({ target }) => change({ status: target.value })}
            inputProps={{ id: 'status-filter' }}
          >
            <option value="">{translate('application.list.allStatuses')}</option>
            {APPLICATION_STATUSES.map((value) => (
              <option key={value} value={value}>
                {word('applicationStatus', value)}
              </option>
            ))}
          </Select>
        </FormControl>
        <Button type="submit" variant="outlined" sx={{ minHeight: 40 }}>
          {translate('application.list.find')}
        </Button>
      </Stack>
      <ProblemAlert problem={error} />
      {!data && !error && <Busy />}
      {data && data.items.length === 0 && (
        <Empty
          text={translate(
            filtered ? 'application.list.noMatch' : mayCreate ? 'application.list.none' : 'application.list.noneToSee',
          )}
          action={
            filtered ? (
              <Button onClick={() => change({ status: '', q: '' })}>{translate('application.list.clear')}</Button>
            ) : (
              create
            )
          }
        />
      )}
      {data && data.items.length > 0 && (wide ? <Rows items={data.items} /> : <Cards items={data.items} />)}
      {data && (pageNo > 1 || data.hasNextPage) && (
        <Box
          component="nav"
          aria-label={translate('application.list.pages')}
          sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 1.5 }}
        >
          <Button disabled={pageNo === 1 || isFetching} onClick={() => setSearch(withPage(search, pageNo - 1))}>
            {translate('application.list.previous')}
          </Button>
          <Typography variant="body2">{translate('application.list.page', { page: pageNo })}</Typography>
          <Button disabled={!data.hasNextPage || isFetching} onClick={() => setSearch(withPage(search, pageNo + 1))}>
            {translate('application.list.nextPage')}
          </Button>
        </Box>
      )}
    </Page>
  );
}

function withPage(search: URLSearchParams, page: number): URLSearchParams {
  const next = new URLSearchParams(search);
  next.set('page', String(page));
  return next;
}
