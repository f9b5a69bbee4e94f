import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { ENTERPRISE_KINDS } from '../../../contracts/vocabulary.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { useWord } from '../i18n/words.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { useAct } from '../layout/useAct.ts';
import { type PublicProgramme, useProgrammeHead, usePublic } from '../public/replies.ts';
import { type Draft, draftOf, faultsOf, requestOf } from './draft.ts';
import { ChoiceField, DraftContext, TypedField } from './fields.tsx';
import { IdentifierFields } from './IdentifierFields.tsx';
import { type EnterpriseView, useBodies } from './replies.ts';

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <Box component="fieldset" aria-labelledby={id} sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
      <Typography id={id} variant="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          columnGap: 2,
          gridTemplateColumns: { xs: 'minmax(0,1fr)', sm: 'repeat(2, minmax(0,1fr))' },
        }}
      >
        {children}
      </Box>
    </Box>
  );
}

type Props = {
  view: EnterpriseView | null;
  /** Sends the request; resolves once it is recorded. */
  send: (body: Record<string, unknown>) => Promise<void>;
  submitLabel: string;
};

/** The profile of an enterprise: registered with its code, changed later. Faults show as soon as a field is left. */
export function EnterpriseForm({ view, send, submitLabel }: Props) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const word = useWord();
  const registering = view === null;
  const [draft, setDraft] = useState<Draft>(() => draftOf(view));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [dirty, setDirty] = useState(false);
  const { busy, problem, run } = useAct();
  const bodies = useBodies();
  const head = useProgrammeHead();
  const programme = usePublic<PublicProgramme>(`/programmes/${head?.key ?? ''}`, undefined, head !== null);
  const faults = faultsOf(draft, registering);

  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);

  const set = (change: Partial<Draft>) => {
    setDirty(true);
    setDraft((before) => ({ ...before, ...change }));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setLeft(new Set(Object.keys(draft)));
    const first = Object.keys(faults)[0];
    if (first !== undefined) {
      document.getElementById(`enterprise-${first}`)?.focus();
      return;
    }
    if (await run(() => send(requestOf(draft, registering)))) setDirty(false);
  };
  const districts = bodies
    .filter(({ divisionCode }) => divisionCode !== null)
    .map(({ divisionCode, name }) => ({ value: divisionCode ?? '', label: bilingual(name) }));
  const recommending = bodies
    .filter(({ kind }) => kind === 'district' || kind === 'zone')
    .map(({ id, name }) => ({ value: id, label: bilingual(name) }));
  const industries = [
    ...(programme.data?.categories ?? []).map(({ key, name }) => ({ value: key, label: bilingual(name) })),
    { value: 'other', label: translate('enterprise.other') },
  ];
  const choices = (kind: string, keys: readonly string[]) =>
    keys.map((key) => ({ value: key, label: word(kind, key) }));

  return (
    <DraftContext.Provider
      value={{ draft, set, faults, left, leave: (key) => setLeft((before) => new Set(before).add(key)) }}
    >
      <Stack component="form" noValidate onSubmit={submit} spacing={3}>
        <Group title={translate('enterprise.group.identity')}>
          <TypedField name="name" label="name" required autoComplete="organization" />
          <ChoiceField name="kind" label="kind" required choices={choices('enterpriseKind', ENTERPRISE_KINDS)} />
          <IdentifierFields registering={registering} />
          <ChoiceField
            name="recommendingBodyId"
            label="recommendingBodyId"
            required
            choices={recommending}
            help={translate('enterprise.recommendingHelp')}
          />
          <TypedField
            name="registrationNumber"
            label="registrationNumber"
            required={draft.scheme === 'orgCode2010'}
            help={translate('enterprise.registrationHelp')}
          />
          <TypedField name="legalRepresentative" label="legalRepresentative" />
          <TypedField
            name="shareholders"
            label="shareholders"
            multiline
            help={translate('enterprise.shareholdersHelp')}
          />
          <TypedField name="establishedOn" label="establishedOn" type="date" />
        </Group>
        <Group title={translate('enterprise.group.business')}>
          <TypedField
            name="registeredCapital"
            label="registeredCapitalFen"
            suffix={translate('enterprise.wan')}
            inputMode="decimal"
          />
          <TypedField name="registeredAddress" label="registeredAddress" />
          <ChoiceField name="registeredDivisionCode" label="registeredDivisionCode" choices={districts} />
          <ChoiceField name="taxDistrict" label="taxDistrict" choices={districts} />
          <ChoiceField name="industryCategory" label="industryCategory" choices={industries} />
          <ChoiceField
            name="sizeClass"
            label="sizeClass"
            choices={choices('sizeClass', ['large', 'medium', 'small', 'micro'])}
          />
          <ChoiceField
            name="sizeStandard"
            label="sizeStandard"
            choices={choices('sizeStandard', ['2003-143', '2011-300'])}
          />
          <FormControlLabel
            control={
              <Checkbox
                checked={draft.isInKeyCluster}
                onChange={(event) => set({ isInKeyCluster: event.target.checked })}
              />
            }
            label={translate('vocabulary.field.isInKeyCluster')}
          />
          <TypedField name="staffTotal" label="staffTotal" inputMode="numeric" />
          <TypedField name="staffEcommerce" label="staffEcommerce" inputMode="numeric" />
          <TypedField name="platformUrls" label="platformUrls" multiline help={translate('enterprise.urlsHelp')} />
          <TypedField name="icpNumber" label="icpNumber" help={translate('enterprise.icpHelp')} />
        </Group>
        <Group title={translate('enterprise.group.contact')}>
          <TypedField name="contactName" label="contact" />
          <TypedField name="contactMobile" label="mobile" inputMode="tel" />
          <TypedField name="contactEmail" label="email" inputMode="email" />
        </Group>
        <Group title={translate('enterprise.group.bank')}>
          <TypedField name="accountName" label="accountName" help={translate('enterprise.accountNameHelp')} />
          <TypedField name="bankName" label="bankName" />
          <TypedField name="cnaps" label="cnaps" inputMode="numeric" help={translate('enterprise.cnapsHelp')} />
          <TypedField name="account" label="account" inputMode="numeric" />
        </Group>
        <ProblemAlert problem={problem} />
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          <Button type="submit" variant="contained" disabled={busy || (!registering && !dirty)}>
            {submitLabel}
          </Button>
          <Typography variant="body2" color="text.secondary">
            {dirty ? translate('enterprise.unsaved') : ''}
          </Typography>
        </Stack>
      </Stack>
    </DraftContext.Provider>
  );
}
