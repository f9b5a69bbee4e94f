import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { Link as RouterLink, useParams } from 'react-router';
import { ProcessDiagram } from '../diagram/ProcessDiagram.tsx';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDeadline, formatInstant } from '../i18n/instants.ts';
import { useJoined } from '../i18n/joined.ts';
import { useWord } from '../i18n/words.ts';
import { Countdown } from '../layout/Countdown.tsx';
import { Page } from '../layout/Page.tsx';
import { RehearsalMark } from '../layout/RehearsalMark.tsx';
import { PageReply } from '../layout/Reply.tsx';
import { RoundCancelled } from '../layout/RoundCancelled.tsx';
import { CallDesks, CallRubric } from './CallTables.tsx';
import { type CallDetail, usePublic } from './replies.ts';

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ mt: 3 }}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

function Details({ call }: { call: CallDetail }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const word = useWord();
  const joined = useJoined();
  const { consortium, selection, notice, panel } = call;
  const kinds = (list: string[]) => joined(list.map((kind) => word('enterpriseKind', kind)));
  return (
    <>
      <Section title={translate('public.call.who')}>
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          <li>{translate('public.call.lead', { kinds: kinds(consortium.leadKinds) })}</li>
          <li>
            {translate('public.call.partners', {
              smart_count: consortium.minPartners,
              kinds: kinds(consortium.partnerKinds),
            })}
          </li>
          <li>{translate('public.call.confirmation', { smart_count: consortium.confirmationWorkingDays })}</li>
          {call.eligibility.map(({ key, message }) => (
            <li key={key}>{bilingual(message)}</li>
          ))}
        </Box>
      </Section>
      <Section title={translate('public.call.categories')}>
        {call.categories.map(({ no, name, requiredServices }) => (
          <Box key={no} sx={{ mb: 1 }}>
            <Typography variant="h3">
              {no}. {bilingual(name)}
            </Typography>
            <Typography variant="body2" color="text.secondary">
              {joined(requiredServices.map((service) => bilingual(service.name)))}
            </Typography>
          </Box>
        ))}
      </Section>
      <Section title={translate('public.call.form')}>
        {call.form.map(({ key, title, scope, fields }) => (
          <Box key={key} sx={{ mb: 1 }}>
            <Typography variant="h3">
              {bilingual(title)} · {translate(`public.call.scope.${scope}`)}
            </Typography>
            <Typography variant="body2" color="text.secondary">
              {joined(fields.map((field) => `${bilingual(field.title)}${field.required ? ' *' : ''}`))}
            </Typography>
          </Box>
        ))}
        <Typography variant="body2">{translate('public.call.requiredMark')}</Typography>
      </Section>
      <Section title={translate('public.call.attachments')}>
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {call.attachments.map(({ key, label, required, mediaTypes, maxBytes, maxCount }) => (
            <li key={key}>
              {bilingual(label)}
              {required ? ' *' : ''} ·{' '}
              {translate('public.call.file', {
                types: mediaTypes.map((type) => type.split('/').pop()?.toUpperCase()).join(' / '),
                megabytes: Math.round(maxBytes / 1_048_576),
                smart_count: maxCount,
              })}
            </li>
          ))}
        </Box>
      </Section>
      <Section title={translate('public.call.desks')}>
        <CallDesks call={call} />
        <Typography sx={{ mt: 1 }}>
          {translate('public.call.correction', { smart_count: call.correctionWorkingDays })}
        </Typography>
      </Section>
      <Section title={translate('diagram.title')}>
        <ProcessDiagram path={`/public/calls/${call.id}/diagram`} />
      </Section>
      <Section title={translate('public.call.rubric')}>
        <Typography sx={{ mb: 1 }}>
          {translate(panel.blind ? 'public.call.panelBlind' : 'public.call.panel', {
            size: panel.size,
            days: panel.scoringWorkingDays,
            passMark: call.rubric.passMark,
          })}{' '}
          {call.rubric.dropExtremes ? translate('public.call.dropExtremes') : ''}
        </Typography>
        <CallRubric call={call} />
        <Typography sx={{ mt: 1 }}>
          {translate('public.call.selection', { smart_count: selection.winnersPerCategory })}{' '}
          {translate('public.call.ties', {
            list: selection.tieBreakers
              .map(({ rule, label }) => (label ? bilingual(label) : translate(`public.call.tie.${rule.kind}`)))
              .join(' → '),
          })}
        </Typography>
      </Section>
      <Section title={translate('public.call.notice')}>
        <Typography>{translate('public.call.noticeDays', { smart_count: notice.workingDays })}</Typography>
      </Section>
    </>
  );
}

/** A call in full: who may apply, with what, how it is examined, judged and published. */
export default function CallPage() {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const { id = '' } = useParams();
  const query = usePublic<CallDetail>(`/calls/${encodeURIComponent(id)}`);
  return (
    <PageReply query={query} back={{ to: '/', label: translate('public.calls.title') }}>
      {(call) => (
        <Page
          title={bilingual(call.title)}
          maxWidth={960}
          actions={
            call.state === 'open' ? (
              <Button component={RouterLink} to={`/desk/applications/create?round=${call.id}`} variant="contained">
                {translate('public.calls.apply')}
              </Button>
            ) : null
          }
        >
          {call.rehearsal ? <RehearsalMark banner /> : null}
          {call.cancellation ? <RoundCancelled of="call" cancellation={call.cancellation} /> : null}
          <Paper sx={{ p: 2 }}>
            <Typography component="div" sx={{ fontSize: '1.25rem', fontWeight: 600, color: 'secondary.main' }}>
              {call.state === 'coming' ? (
                translate('public.calls.opensAt', { at: formatInstant(call.opensAt, language) })
              ) : call.state === 'open' && call.closesAt ? (
                <Countdown until={call.closesAt} now={call.now} />
              ) : (
                translate(call.state === 'cancelled' ? 'public.calls.cancelled' : 'public.calls.closed')
              )}
            </Typography>
            <Typography color="text.secondary">
              {translate(call.state === 'cancelled' ? 'public.calls.hadClosing' : 'public.calls.closesAt', {
                at: formatDeadline(call.closesAt, language),
              })}
            </Typography>
          </Paper>
          <Details call={call} />
        </Page>
      )}
    </PageReply>
  );
}
