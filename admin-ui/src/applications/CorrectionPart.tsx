/** A correction (补正): what the office asked for, only the marked fields open, one answer before the deadline. */
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { lazy, Suspense, useState } from 'react';
import { focusField } from '../form/focus.ts';
import { titlePath } from '../form/schema.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { WorkingDaysLeft } from '../layout/Countdown.tsx';
import { Busy } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import { useStepName } from '../timeline/useStepName.ts';
import { Attachments, focusSlot } from './Attachments.tsx';
import type { ApplicationView, Correction } from './contract.ts';
import { ActDialog } from './dialogs.tsx';
import { idPrefixOf, sectionOf } from './steps.ts';
import { useAct } from './useApplication.ts';
import { flushSections, forgetSections, useLeaveWarning } from './useSection.ts';

/** What is asked is read at once; the forms follow. */
const SectionEditor = lazy(async () => ({ default: (await import('./SectionStep.tsx')).SectionEditor }));

type Mark = Correction['marks'][number];

export default function CorrectionPart({ view, correction }: { view: ApplicationView; correction: Correction }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const stepName = useStepName();
  const [asking, setAsking] = useState(false);
  const [unsaved, setUnsaved] = useState(false);
  const { busy, problem, run, clear } = useAct(view.id);
  useLeaveWarning();
  const partyName = (enterpriseId: string | null) =>
    view.parties.find((party) => party.enterpriseId === enterpriseId)?.name ?? null;
  const fieldName = (mark: Mark) => {
    const form = view.form.find(({ key }) => key === mark.section);
    const slot = view.attachmentSlots.find(({ key }) => mark.section === 'attachments' && `/${key}` === mark.pointer);
    const field = form
      ? `${bilingual(form.title)} · ${bilingual(titlePath(form, mark.pointer))}`
      : bilingual(slot?.label) || mark.section;
    const owner = partyName(mark.enterpriseId);
    return owner ? `${field} (${owner})` : field;
  };
  const go = (mark: Mark) => {
    if (mark.section !== 'attachments') {
      focusField(idPrefixOf(mark.section, mark.enterpriseId), mark.pointer);
      return;
    }
    focusSlot(mark.pointer);
  };
  const editable = (mark: Mark) =>
    mark.section === 'attachments'
      ? view.allowed.includes('edit')
      : sectionOf(view, mark.section, mark.enterpriseId).editable;
  const marked = view.form.flatMap((form) => {
    const owners = new Set(
      correction.marks.filter(({ section }) => section === form.key).map(({ enterpriseId }) => enterpriseId),
    );
    return [...owners].map((enterpriseId) => ({ form, section: sectionOf(view, form.key, enterpriseId) }));
  });
  const files = correction.marks.some(({ section }) => section === 'attachments');
  const ask = async () => {
    const saved = await flushSections(view.id);
    setUnsaved(!saved);
    if (saved) setAsking(true);
  };
  return (
    <Box component="section" aria-labelledby="correction-title" sx={{ mb: 3 }}>
      <Alert role="note" severity="warning" sx={{ mb: 2 }}>
        <AlertTitle id="correction-title">{translate('application.correction.title')}</AlertTitle>
        <Typography variant="body2" component="div">
          <WorkingDaysLeft dueAt={correction.dueAt} now={view.now} />
        </Typography>
        <Typography variant="body2">
          {translate('application.correction.askedBy', { step: stepName(correction.askedBy) })}
        </Typography>
        {correction.reason && (
          <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap' }}>
            {correction.reason}
          </Typography>
        )}
        <Typography variant="body2" sx={{ mt: 0.5 }}>
          {translate('application.correction.lapse')}
        </Typography>
      </Alert>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {translate('application.correction.marks')}
      </Typography>
      <Box component="ol" sx={{ mt: 0, pl: 3 }}>
        {correction.marks.map((mark) => (
          <li key={`${mark.section} ${mark.enterpriseId ?? ''} ${mark.pointer} ${mark.note}`}>
            {editable(mark) ? (
              <Button size="small" onClick={() => go(mark)} sx={{ textAlign: 'left' }}>
                {fieldName(mark)}
              </Button>
            ) : (
              <strong>{fieldName(mark)}</strong>
            )}
            {' — '}
            {mark.note}
            {!editable(mark) &&
              mark.enterpriseId !== null &&
              ` ${translate('application.correction.theirs', { name: partyName(mark.enterpriseId) ?? '' })}`}
          </li>
        ))}
      </Box>
      {marked.map(({ form, section }) =>
        section.editable ? (
          <Box component="section" key={`${form.key} ${section.enterpriseId ?? ''}`} sx={{ mt: 3 }}>
            <Typography variant="h3" sx={{ mb: 1 }}>
              {bilingual(form.title)}
              {section.enterpriseId ? ` · ${partyName(section.enterpriseId) ?? ''}` : ''}
            </Typography>
            <Suspense fallback={<Busy />}>
              <SectionEditor view={view} form={form} section={section} showAll focus={null} correcting />
            </Suspense>
          </Box>
        ) : null,
      )}
      {files && (
        <Box sx={{ mt: 3 }}>
          <Attachments view={view} />
        </Box>
      )}
      {unsaved && (
        <Alert severity="error" role="alert" sx={{ mt: 2 }}>
          {translate('application.sign.unsaved')}
        </Alert>
      )}
      <Box sx={{ mt: 2 }}>
        {view.allowed.includes('submitCorrection') ? (
          <Button variant="contained" color="secondary" onClick={() => void ask()}>
            {translate('application.correction.submit')}
          </Button>
        ) : (
          <Typography variant="body2">
            {translate('application.correction.leadSubmits', { name: view.leadName })}
          </Typography>
        )}
      </Box>
      {asking && (
        <ActDialog
          title={translate('application.correction.submit')}
          confirm={translate('application.correction.submit')}
          asks="password"
          busy={busy}
          problem={problem}
          onClose={() => {
            setAsking(false);
            clear();
          }}
          onConfirm={(password) =>
            run(async () => {
              await api.send('POST', `/applications/${view.id}/corrections`, { taskId: correction.taskId, password });
              forgetSections(view.id);
            })
          }
        >
          <Typography>{translate('application.correction.sure')}</Typography>
        </ActDialog>
      )}
    </Box>
  );
}
