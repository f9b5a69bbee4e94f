import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, useRef, useState } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline, formatInstant } from '../i18n/instants.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { Page, ProblemAlert } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useAct } from '../layout/useAct.ts';
import { api, newKey } from '../providers/http.ts';
import { enterprisesOf, useMe } from '../providers/me.ts';
import { type NoticeDetail, usePublic } from '../public/replies.ts';
import type { ObjectionFile, ObjectionReceipt } from './contract.ts';
import { Evidence } from './Evidence.tsx';

/** 提出异议: to one line of a notice, under the real name, signed and with evidence; then the receipt. */
export default function FileObjectionPage() {
  const translate = useTranslate();
  const [search] = useSearchParams();
  const notice = usePublic<NoticeDetail>(`/notices/${encodeURIComponent(search.get('notice') ?? '')}`);
  const [receipt, setReceipt] = useState<ObjectionReceipt | null>(null);
  if (receipt) return <Filed receipt={receipt} />;
  return (
    <Page title={translate('objection.form.title')} maxWidth={860}>
      <Reply query={notice}>
        {(found) => <ObjectionForm notice={found} itemId={search.get('item') ?? ''} onFiled={setReceipt} />}
      </Reply>
    </Page>
  );
}

type FormProps = { notice: NoticeDetail; itemId: string; onFiled: (receipt: ObjectionReceipt) => void };

function ObjectionForm({ notice, itemId, onFiled }: FormProps) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const me = useMe();
  const enterprises = enterprisesOf(me);
  const lines = notice.items.filter(({ state }) => state === 'noticed' || state === 'paused');
  const [chosen, setChosen] = useState(lines.some(({ id }) => id === itemId) ? itemId : '');
  const [realName, setRealName] = useState(me.user.name);
  const [mobile, setMobile] = useState('');
  const [enterpriseId, setEnterpriseId] = useState('');
  const [statement, setStatement] = useState('');
  const [signed, setSigned] = useState<ObjectionFile[]>([]);
  const [evidence, setEvidence] = useState<ObjectionFile[]>([]);
  const [tried, setTried] = useState(false);
  const key = useRef(newKey());
  const { busy, problem, run } = useAct();
  if (notice.state === 'ended' || lines.length === 0) {
    return (
      <Alert severity="info">{translate('objection.form.over', { at: formatDeadline(notice.endsAt, language) })}</Alert>
    );
  }
  const required = translate('objection.form.required');
  const faults = {
    chosen: chosen === '' ? required : '',
    realName: realName.trim().length < 2 ? translate('objection.form.realNameFault') : '',
    mobile: /^(\+86)?1[3-9]\d{9}$/.test(mobile.replace(/[\s-]/g, '')) ? '' : translate('objection.form.mobileFault'),
    statement: statement.trim().length < 20 ? translate('objection.form.statementFault') : '',
    signed: signed.length === 0 ? translate('objection.form.statementMissing') : '',
    evidence: evidence.length === 0 ? translate('objection.form.evidenceMissing') : '',
  };
  const shown = (fault: string) => (tried ? fault : '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(faults).some((fault) => fault !== '')) return;
    const body = {
      itemId: chosen,
      realName: realName.trim(),
      mobile: mobile.trim(),
      enterpriseId: enterpriseId === '' ? null : enterpriseId,
      statement: statement.trim(),
      fileIds: [...signed, ...evidence].map(({ id }) => id),
    };
    await run(async () => {
      try {
        onFiled(await api.send<ObjectionReceipt>('POST', '/objections', body, { key: key.current }));
      } catch (refusal) {
        key.current = newKey();
        throw refusal;
      }
    });
  };
  return (
    <>
      {notice.rehearsal ? <RehearsalMark banner /> : null}
      <Alert severity="info" sx={{ mb: 2 }}>
        <Typography component="div" sx={{ fontWeight: 600 }}>
          {bilingual(notice.title)} · <WorkingDaysLeft dueAt={notice.endsAt} now={notice.now} />
        </Typography>
        {translate('objection.form.intro')}
      </Alert>
      <Paper
        component="form"
        noValidate
        onSubmit={(event: FormEvent) => void submit(event)}
        sx={{ p: { xs: 2, sm: 3 } }}
      >
        <Stack spacing={2}>
          <TextField
            select
            label={translate('objection.form.line')}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
            error={shown(faults.chosen) !== ''}
            helperText={shown(faults.chosen) || translate('objection.form.lineHelp')}
            required
            margin="none"
          >
            {lines.map(({ id, categoryNo, categoryName, projectName }) => (
              <MenuItem key={id} value={id} sx={{ whiteSpace: 'normal' }}>
                {categoryNo}. {bilingual(categoryName)} · {projectName ?? translate('objection.leftOpen')}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            label={translate('objection.form.realName')}
            value={realName}
            onChange={(event) => setRealName(event.target.value)}
            error={shown(faults.realName) !== ''}
            helperText={shown(faults.realName) || translate('objection.form.realNameHelp')}
            required
            margin="none"
            slotProps={{ htmlInput: { maxLength: 60, autoComplete: 'name' } }}
          />
          <TextField
            label={translate('objection.form.mobile')}
            value={mobile}
            onChange={(event) => setMobile(event.target.value)}
            error={shown(faults.mobile) !== ''}
            helperText={shown(faults.mobile)}
            required
            type="tel"
            margin="none"
            slotProps={{ htmlInput: { maxLength: 24, autoComplete: 'tel' } }}
          />
          {enterprises.length > 0 ? (
            <TextField
              select
              label={translate('objection.form.enterprise')}
              value={enterpriseId}
              onChange={(event) => setEnterpriseId(event.target.value)}
              margin="none"
              slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
            >
              <MenuItem value="">{translate('objection.form.myself')}</MenuItem>
              {enterprises.map(({ id, name }) => (
                <MenuItem key={id} value={id}>
                  {name}
                </MenuItem>
              ))}
            </TextField>
          ) : null}
          <TextField
            label={translate('objection.form.facts')}
            value={statement}
            onChange={(event) => setStatement(event.target.value)}
            error={shown(faults.statement) !== ''}
            helperText={shown(faults.statement) || translate('objection.form.factsHelp')}
            required
            multiline
            minRows={5}
            margin="none"
            slotProps={{ htmlInput: { maxLength: 5000 } }}
          />
          <Evidence kind="statement" files={signed} onChange={setSigned} fault={shown(faults.signed)} />
          <Evidence kind="evidence" files={evidence} onChange={setEvidence} fault={shown(faults.evidence)} />
          <Alert severity="success" icon={false}>
            {translate('objection.form.confidential')}
          </Alert>
          <ProblemAlert problem={problem} />
          <div>
            <Button type="submit" variant="contained" disabled={busy}>
              {busy ? translate('objection.form.filing') : translate('objection.form.submit')}
            </Button>
          </div>
        </Stack>
      </Paper>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
        {translate('objection.form.until', { at: formatInstant(notice.endsAt, language) })}
      </Typography>
    </>
  );
}

function Filed({ receipt }: { receipt: ObjectionReceipt }) {
  const translate = useTranslate();
  const language = useLanguage();
  return (
    <Page title={translate('objection.filed.title')} maxWidth={860}>
      <Alert severity="success" sx={{ mb: 2 }}>
        <Typography sx={{ fontWeight: 600 }}>{translate('objection.filed.no', { no: receipt.no })}</Typography>
        {translate('objection.filed.text', {
          at: formatInstant(receipt.filedAt, language, { seconds: true }),
          due: formatDeadline(receipt.dueAt, language),
        })}
      </Alert>
      <Link component={RouterLink} to={`/desk/objections/${receipt.id}`}>
        {translate('objection.filed.follow')}
      </Link>
    </Page>
  );
}
