/** The lead asks for a change of member: who leaves, who joins, why, and the shares afterwards. */
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import InputAdornment from '@mui/material/InputAdornment';
import InputLabel from '@mui/material/InputLabel';
import Select from '@mui/material/Select';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { type FormEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { ApplicationView } from '../../../contracts/applications.ts';
import { checkShares } from '../../../domain/shares.ts';
import { ShareSum } from '../applications/ShareSum.tsx';
import { bpToPercent, liveParties, percentToBp } from '../applications/steps.ts';
import { useLookUp } from '../enterprises/useLookUp.ts';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import { useChangeAct } from './useChange.ts';

export default function FileChangePage() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const { data: view, error } = useQuery({
    queryKey: ['applications', 'view', id],
    queryFn: () => api.get<ApplicationView>(`/applications/${encodeURIComponent(id)}`),
  });
  return (
    <Page title={translate('joint.change.file')} subtitle={view?.projectName ?? ''} maxWidth={720}>
      {view ? <ChangeForm view={view} /> : error ? <ProblemAlert problem={error} /> : <Busy />}
    </Page>
  );
}

function ChangeForm({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const { busy, problem, run } = useChangeAct();
  const parties = liveParties(view);
  const partners = parties.filter(({ role }) => role === 'partner');
  const [leaving, setLeaving] = useState(partners[0]?.enterpriseId ?? '');
  const [code, setCode] = useState('');
  const { found: joining, missing: unknown, busy: lookingUp, problem: lookUpProblem, lookUp, forget } = useLookUp();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState<Record<string, string>>({});
  const after = [
    ...parties
      .filter(({ enterpriseId }) => enterpriseId !== leaving)
      .map(({ enterpriseId, name }) => ({ id: enterpriseId, name })),
    ...(joining ? [joining] : []),
  ];
  const shareOf = (party: string) => {
    // Who joins starts with the share of who leaves.
    const known = parties.find(({ enterpriseId }) => enterpriseId === (party === joining?.id ? leaving : party));
    return typed[party] ?? bpToPercent(known?.shareBp ?? 0);
  };
  const shares = after.map((party) => ({ enterpriseId: party.id, shareBp: percentToBp(shareOf(party.id)) ?? 0 }));
  const whole = checkShares(shares.map(({ shareBp }) => shareBp));
  /** A removal without a successor is an empty code, never one that was not found. */
  const named = joining !== null || code.trim() === '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    let filed = '';
    const done = await run(async () => {
      const body = {
        leavingEnterpriseId: leaving,
        joiningEnterpriseId: joining?.id ?? null,
        reason: reason.trim(),
        shares,
      };
      filed = (await api.send<{ id: string }>('POST', `/applications/${view.id}/changes`, body)).id;
    });
    if (done) void navigate(`/desk/changes/${filed}`);
  };
  return (
    <Stack component="form" noValidate spacing={2} onSubmit={(event) => void submit(event)}>
      <Typography variant="body2">{translate('joint.change.fileText')}</Typography>
      <FormControl>
        <InputLabel htmlFor="change-leaving" shrink>
          {translate('joint.change.leaving')}
        </InputLabel>
        <Select
          native
          notched
          label={translate('joint.change.leaving')}
          value={leaving}
          onChange={({ target }) => setLeaving(target.value)}
          inputProps={{ id: 'change-leaving' }}
        >
          {partners.map(({ enterpriseId, name }) => (
            <option key={enterpriseId} value={enterpriseId}>
              {name}
            </option>
          ))}
        </Select>
      </FormControl>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={1} sx={{ alignItems: { sm: 'flex-start' } }}>
        <TextField
          margin="none"
          label={translate('joint.change.joiningCode')}
          value={code}
          onChange={({ target }) => {
            // A code that was changed names nobody until it is looked up.
            setCode(target.value);
            forget();
          }}
          helperText={translate(named ? 'joint.change.joiningHelp' : 'joint.change.lookUpFirst')}
          slotProps={{ htmlInput: { maxLength: 30, spellCheck: false } }}
        />
        <Button
          variant="outlined"
          disabled={code.trim().length < 8}
          loading={lookingUp}
          onClick={() => void lookUp(code.trim())}
          sx={{ minHeight: 40, flexShrink: 0 }}
        >
          {translate('application.invite.lookUp')}
        </Button>
      </Stack>
      <div role="status">
        {unknown && (
          <Alert role="note" severity="warning">
            {translate('joint.change.unknown')}
          </Alert>
        )}
        {joining && (
          <Alert role="note" severity="info">
            {translate('joint.change.joins', { name: joining.name })}
          </Alert>
        )}
      </div>
      <ProblemAlert problem={lookUpProblem} />
      <Typography variant="h2">{translate('joint.change.sharesAfter')}</Typography>
      {after.map((party) => (
        <TextField
          key={party.id}
          margin="none"
          label={party.name}
          value={shareOf(party.id)}
          onChange={({ target }) => setTyped({ ...typed, [party.id]: target.value })}
          error={percentToBp(shareOf(party.id)) === null}
          slotProps={{
            htmlInput: { inputMode: 'decimal' },
            input: { endAdornment: <InputAdornment position="end">%</InputAdornment> },
          }}
        />
      ))}
      <ShareSum {...whole} />
      <TextField
        label={translate('application.act.reason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        required
        multiline
        minRows={3}
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      <ProblemAlert problem={problem} />
      <div>
        <Button
          type="submit"
          variant="contained"
          loading={busy}
          disabled={!whole.ok || !named || reason.trim() === '' || leaving === ''}
        >
          {translate('joint.change.send')}
        </Button>
      </div>
    </Stack>
  );
}
