import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Link from '@mui/material/Link';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { Link as RouterLink, useNavigate, useSearchParams } from 'react-router';
import type { z } from 'zod';
import type { Calls as CallsSchema } from '../../../contracts/public.ts';
import { FINAL_APPLICATION_STATUSES } from '../../../contracts/vocabulary.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline } from '../i18n/instants.ts';
import { Countdown } from '../layout/Countdown.tsx';
import { Busy, Empty, Page, ProblemAlert } from '../layout/Page.tsx';
import { ApiProblem, api } from '../providers/http.ts';
import { enterprisesOf, useMe } from '../providers/me.ts';
import type { ApplicationSummary } from './contract.ts';

type Calls = z.infer<typeof CallsSchema>;

/** The draft that this enterprise leads already in the category; a second one would be refused. */
function useExisting(roundId: string, categoryNo: number, leadName: string): ApplicationSummary | null {
  const { data } = useQuery({
    queryKey: ['applications', 'list', 'existing', roundId, categoryNo],
    queryFn: () => api.get<{ items: ApplicationSummary[] }>('/applications', { roundId, categoryNo, perPage: 100 }),
    enabled: roundId !== '' && categoryNo > 0,
  });
  const lost: readonly string[] = FINAL_APPLICATION_STATUSES.filter(
    (status) => status !== 'awarded' && status !== 'notSelected',
  );
  return data?.items.find((item) => item.leadName === leadName && !lost.includes(item.status)) ?? null;
}

/** Choose a call, a category and the enterprise that leads; then the draft is made. */
export default function CreateApplication() {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const navigate = useNavigate();
  const me = useMe();
  const [search] = useSearchParams();
  const enterprises = enterprisesOf(me).filter(
    ({ roles }) => roles.includes('enterpriseOwner') || roles.includes('enterpriseEditor'),
  );
  const calls = useQuery({
    queryKey: ['public', 'calls'],
    queryFn: ({ signal }) => api.get<Calls>('/public/calls', undefined, { signal }),
  });
  const open = calls.data?.items.filter(({ state }) => state === 'open') ?? [];
  const [chosenRound, setRound] = useState(search.get('round') ?? '');
  const [categoryNo, setCategory] = useState(Number(search.get('category') ?? 0));
  const [chosenEnterprise, setEnterprise] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const roundId = open.some(({ id }) => id === chosenRound)
    ? chosenRound
    : open.length === 1
      ? (open[0]?.id ?? '')
      : '';
  const call = open.find(({ id }) => id === roundId);
  const enterprise =
    enterprises.find(({ id }) => id === chosenEnterprise) ?? (enterprises.length === 1 ? enterprises[0] : undefined);
  const existing = useExisting(roundId, categoryNo, enterprise?.name ?? '');

  const create = async (event: FormEvent) => {
    event.preventDefault();
    if (!enterprise || !call || categoryNo === 0) return;
    setBusy(true);
    setProblem(null);
    try {
      const { id } = await api.send<{ id: string }>('POST', '/applications', {
        roundId,
        categoryNo,
        enterpriseId: enterprise.id,
      });
      void navigate(`/desk/applications/${id}`);
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  const title = translate('application.create.title');
  if (enterprises.length === 0) {
    return (
      <Page title={title}>
        <Empty
          text={translate('application.create.noEnterprise')}
          action={
            <Button variant="contained" component={RouterLink} to="/desk/enterprise">
              {translate('application.create.toEnterprise')}
            </Button>
          }
        />
      </Page>
    );
  }
  const twinId =
    problem instanceof ApiProblem && problem.document.code === 'duplicate' ? problem.document.applicationId : null;
  return (
    <Page title={title} maxWidth={820}>
      {calls.isPending && <Busy />}
      <ProblemAlert problem={calls.error} />
      {calls.data && open.length === 0 && (
        <Empty
          text={translate('application.create.noCall')}
          action={
            <Button variant="outlined" component={RouterLink} to="/">
              {translate('application.create.toCalls')}
            </Button>
          }
        />
      )}
      {calls.data && open.length > 0 && (
        <Stack component="form" noValidate spacing={2} onSubmit={(event) => void create(event)}>
          <FormControl>
            <FormLabel id="call-label">{translate('application.create.call')}</FormLabel>
            <RadioGroup
              aria-labelledby="call-label"
              value={roundId}
              onChange={(_event, value) => {
                setRound(value);
                setCategory(0);
              }}
            >
              {open.map(({ id, title: name, closesAt, rehearsal }) => (
                <FormControlLabel
                  key={id}
                  value={id}
                  control={<Radio size="small" />}
                  label={
                    <>
                      {bilingual(name)}
                      {rehearsal ? ` (${translate('shell.rehearsal.short')})` : ''}
                      {closesAt && (
                        <Typography component="span" variant="body2" color="text.secondary">
                          {' · '}
                          {translate('application.list.closes', { at: formatDeadline(closesAt, language) })}{' '}
                          <Countdown until={closesAt} now={calls.data.now} />
                        </Typography>
                      )}
                    </>
                  }
                />
              ))}
            </RadioGroup>
          </FormControl>
          {call && (
            <FormControl>
              <FormLabel id="category-label">{translate('application.create.category')}</FormLabel>
              <RadioGroup
                aria-labelledby="category-label"
                value={String(categoryNo)}
                onChange={(_event, value) => setCategory(Number(value))}
              >
                {call.categories.map(({ no, name }) => (
                  <FormControlLabel
                    key={no}
                    value={String(no)}
                    control={<Radio size="small" />}
                    label={`${no}. ${bilingual(name)}`}
                  />
                ))}
              </RadioGroup>
            </FormControl>
          )}
          {enterprises.length > 1 && (
            <FormControl>
              <FormLabel id="lead-label">{translate('application.create.lead')}</FormLabel>
              <RadioGroup
                aria-labelledby="lead-label"
                value={enterprise?.id ?? ''}
                onChange={(_event, value) => setEnterprise(value)}
              >
                {enterprises.map(({ id, name }) => (
                  <FormControlLabel key={id} value={id} control={<Radio size="small" />} label={name} />
                ))}
              </RadioGroup>
            </FormControl>
          )}
          {existing ? (
            <Alert role="note" severity="info">
              {translate('application.create.existing')}{' '}
              <Link component={RouterLink} to={`/desk/applications/${existing.id}`}>
                {existing.projectName || translate('application.noName')}
              </Link>
            </Alert>
          ) : (
            <Typography variant="body2">
              {translate('application.create.intro', {
                name: enterprise?.name ?? translate('application.create.chosenLead'),
              })}
            </Typography>
          )}
          <ProblemAlert problem={problem} />
          {typeof twinId === 'string' && (
            <Link component={RouterLink} to={`/desk/applications/${twinId}`}>
              {translate('application.create.toExisting')}
            </Link>
          )}
          <div>
            <Button
              type="submit"
              variant="contained"
              loading={busy}
              disabled={!call || !enterprise || categoryNo === 0 || existing !== null}
            >
              {translate('application.create.create')}
            </Button>
          </div>
        </Stack>
      )}
    </Page>
  );
}
