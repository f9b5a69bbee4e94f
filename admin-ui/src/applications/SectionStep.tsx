import Alert from '@mui/material/Alert';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useEffect, useMemo } from 'react';
import { SectionForm } from '../form/SectionForm.tsx';
import { SectionRead } from '../form/SectionRead.tsx';
import { useBilingual } from '../i18n/bilingual.ts';
import { useMe } from '../providers/me.ts';
import { Agreement } from './Agreement.tsx';
import type { ApplicationView, FormSection, Party, Section } from './contract.ts';
import { SaveState } from './SaveState.tsx';
import { idPrefixOf } from './steps.ts';
import { useRefreshApplication } from './useApplication.ts';
import { useSection } from './useSection.ts';

type EditorProps = {
  view: ApplicationView;
  form: FormSection;
  section: Section;
  showAll: boolean;
  focus: string | null;
  correcting?: boolean;
};

/** A section that this person edits: typed, saved by itself. */
export function SectionEditor({ view, form, section, showAll, focus, correcting = false }: EditorProps) {
  const me = useMe();
  const { keeper, state } = useSection(view.id, me.user.id, section);
  const refresh = useRefreshApplication(view.id);
  const savedAt = state.phase === 'saved' ? state.savedAt : null;
  useEffect(() => {
    // What is missing is the server's verdict: ask for it once what was typed is there.
    if (savedAt !== null && savedAt !== section.savedAt) void refresh();
  }, [savedAt, section.savedAt, refresh]);
  const marks = useMemo(
    () =>
      (view.correction?.marks ?? []).filter(
        (mark) => mark.section === section.section && mark.enterpriseId === section.enterpriseId,
      ),
    [view.correction, section.section, section.enterpriseId],
  );
  return (
    <>
      <SaveState keeper={keeper} state={state} section={form} />
      <Paper sx={{ p: { xs: 1.5, sm: 2 } }}>
        <SectionForm
          section={form}
          data={state.data}
          onChange={keeper.change}
          idPrefix={idPrefixOf(section.section, section.enterpriseId)}
          lock={correcting ? 'marked' : 'none'}
          marks={correcting ? marks : undefined}
          showAll={showAll}
          focus={focus}
        />
      </Paper>
    </>
  );
}

type StepProps = {
  view: ApplicationView;
  form: FormSection;
  section: Section;
  party: Party | null;
  showAll: boolean;
  focus: string | null;
};

/** One section's step: a form for those who may edit it, else its content and why it cannot be edited. */
export default function SectionStep({ view, form, section, party, showAll, focus }: StepProps) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const lead = view.parties.find(({ role }) => role === 'lead');
  const editable = section.editable && view.allowed.includes('edit');
  const closed = view.closesAt !== null && Date.parse(view.now) >= Date.parse(view.closesAt);
  const why = closed
    ? translate('application.section.closed')
    : view.status === 'signing'
      ? translate('application.section.frozen')
      : party === null && !lead?.mine
        ? translate('application.section.leadEdits', { name: view.leadName })
        : translate('application.section.readOnly');
  return (
    <>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {bilingual(form.title)}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
        {party === null
          ? translate('application.section.sharedScope')
          : translate('application.section.partyScope', { name: party.name })}
      </Typography>
      {view.agreement?.section === form.key && <Agreement view={view} />}
      {editable ? (
        <SectionEditor view={view} form={form} section={section} showAll={showAll} focus={focus} />
      ) : (
        <>
          <Alert role="note" severity="info" sx={{ mb: 2 }}>
            {why}
          </Alert>
          <Paper sx={{ p: { xs: 1.5, sm: 2 } }}>
            <SectionRead section={form} data={section.data} headingLevel={3} />
          </Paper>
        </>
      )}
    </>
  );
}
