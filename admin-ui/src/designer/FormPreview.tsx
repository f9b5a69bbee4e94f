/** The form as applicants see it: any section, either language, on a phone's width; judged as on the server. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { I18nContext, memoryStore, StoreContextProvider, useTranslate } from 'ra-core';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import type { FormTrialResult } from '../../../contracts/designs.ts';
import type { Pack } from '../../../contracts/programme.ts';
import { formForCategory } from '../../../domain/forms.ts';
import { faultWords } from '../form/faultWords.ts';
import { titlePath } from '../form/schema.ts';
import { SectionForm } from '../form/SectionForm.tsx';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { useI18nProviderOf } from '../i18n/provider.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import { useDesigning } from './document.ts';

type Faults = z.infer<typeof FormTrialResult>['faults'];

export function FormPreview({ pack }: { pack: Pack }) {
  const translate = useTranslate();
  const text = useBilingual();
  const page = useLanguage();
  const { id } = useDesigning();
  const { busy, problem, run } = useAct();
  const [sectionKey, setSectionKey] = useState(pack.policy.form.sections[0]?.key ?? '');
  const [categoryNo, setCategoryNo] = useState(pack.categories[0]?.no ?? 1);
  const [language, setLanguage] = useState<'zh' | 'en'>(page);
  const [width, setWidth] = useState<'desktop' | 'phone'>('desktop');
  const [data, setData] = useState<Record<string, unknown>>({});
  const [faults, setFaults] = useState<Faults | null>(null);
  const category = pack.categories.find(({ no }) => no === categoryNo) ?? pack.categories[0];
  const section = useMemo(() => {
    if (!category) return undefined;
    return formForCategory(pack.policy.form, category).sections.find(({ key }) => key === sectionKey);
  }, [pack, category, sectionKey]);
  const provider = useI18nProviderOf(language);
  const store = useMemo(() => memoryStore({ locale: language }), [language]);
  const restart = (change: () => void) => {
    change();
    setData({});
    setFaults(null);
  };
  const judge = () =>
    run(async () => {
      const body = { section: sectionKey, categoryNo, data };
      setFaults((await api.send<z.infer<typeof FormTrialResult>>('POST', `/designs/${id}/form-trial`, body)).faults);
    });
  return (
    <Stack spacing={1.5}>
      <Stack direction="row" spacing={1.5} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <TextField
          select
          label={translate('design.noun.section')}
          value={sectionKey}
          onChange={({ target }) => restart(() => setSectionKey(target.value))}
          margin="none"
          sx={{ maxWidth: 280 }}
        >
          {pack.policy.form.sections.map(({ key, title }) => (
            <MenuItem key={key} value={key}>
              {text(title)}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          label={translate('design.noun.category')}
          value={String(categoryNo)}
          onChange={({ target }) => restart(() => setCategoryNo(Number(target.value)))}
          margin="none"
          sx={{ maxWidth: 320 }}
        >
          {pack.categories.map(({ no, name }) => (
            <MenuItem key={no} value={String(no)}>
              {`${no} ${text(name)}`}
            </MenuItem>
          ))}
        </TextField>
        <Toggle
          label={translate('design.preview.language')}
          value={language}
          onChange={setLanguage}
          choices={[
            ['zh', translate('design.preview.zh')],
            ['en', 'English'],
          ]}
        />
        <Toggle
          label={translate('design.preview.width')}
          value={width}
          onChange={setWidth}
          choices={[
            ['desktop', translate('design.preview.desktop')],
            ['phone', translate('design.preview.phone')],
          ]}
        />
      </Stack>
      {section ? (
        <Box
          lang={language === 'en' ? 'en' : 'zh-CN'}
          sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 2, maxWidth: width === 'phone' ? 390 : 'none' }}
        >
          <StoreContextProvider value={store}>
            <I18nContext.Provider value={provider}>
              <SectionForm
                key={`${section.key} ${categoryNo}`}
                section={section}
                data={data}
                onChange={setData}
                idPrefix="preview"
                showAll={faults !== null}
              />
            </I18nContext.Provider>
          </StoreContextProvider>
        </Box>
      ) : null}
      <div>
        <Button variant="outlined" onClick={judge} disabled={busy}>
          {translate('design.preview.judge')}
        </Button>
      </div>
      <ProblemAlert problem={problem} />
      {faults === null || !section ? null : (
        <Alert role="status" severity={faults.length === 0 ? 'success' : 'warning'}>
          {translate('design.preview.judged', { smart_count: faults.length })}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {faults.map((fault) => (
              <li key={`${fault.pointer} ${fault.rule}`}>
                {text(titlePath(section, fault.pointer))}
                {translate('design.colon')}
                {faultWords(section.schema, data, fault, translate, text)}
              </li>
            ))}
          </Box>
        </Alert>
      )}
    </Stack>
  );
}

type ToggleProps<T extends string> = {
  label: string;
  value: T;
  onChange: (value: T) => void;
  choices: readonly [value: T, words: string][];
};

function Toggle<T extends string>({ label, value, onChange, choices }: ToggleProps<T>) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={label}
      value={value}
      onChange={(_event, next: T | null) => {
        if (next !== null) onChange(next);
      }}
    >
      {choices.map(([choice, words]) => (
        <ToggleButton key={choice} value={choice}>
          {words}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
