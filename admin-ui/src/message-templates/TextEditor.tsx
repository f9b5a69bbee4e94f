import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate } from 'ra-core';
import { useState } from 'react';
import type { Locale } from '../../../contracts/vocabulary.ts';
import { ConfirmDialog } from '../layout/ConfirmDialog.tsx';
import { ProblemAlert } from '../layout/Page.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import { PreviewBox } from './PreviewBox.tsx';
import type { Preview, TemplateInLocale } from './replies.ts';
import { Versions } from './Versions.tsx';

type Props = { path: string; locale: Locale; text: TemplateInLocale; editable: boolean };

/** A message's words in one language, as they are in use and as they would arrive. */
export function TextEditor({ path, locale, text, editable }: Props) {
  const translate = useTranslate();
  const notify = useNotify();
  const client = useQueryClient();
  const [subject, setSubject] = useState(text.inUse.subject);
  const [body, setBody] = useState(text.inUse.body);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [resetting, setResetting] = useState(false);
  const { busy, problem, run } = useAct();
  const name = translate(`mail.template.${locale}`);
  const changed = subject !== text.inUse.subject || body !== text.inUse.body;
  const load = (words: { subject: string; body: string }) => {
    setSubject(words.subject);
    setBody(words.body);
    setPreview(null);
  };
  const show = () =>
    run(async () => {
      setPreview(null);
      setPreview(await api.send<Preview>('POST', `${path}/preview`, { locale, subject, body }));
    });
  const done = async ({ version }: { version: number }) => {
    notify('mail.template.saved', { type: 'success', messageArgs: { version } });
    await client.invalidateQueries({ queryKey: ['/message-templates'] });
    await client.invalidateQueries({ queryKey: [path] });
  };
  const seen = { ifMatch: text.version };
  const save = () => run(async () => done(await api.send('PUT', `${path}/${locale}`, { subject, body }, seen)));
  const reset = async () => done(await api.send('POST', `${path}/${locale}/reset`, {}, seen));
  return (
    <Paper component="section" aria-label={name} sx={{ p: 2, minWidth: 0 }}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {name}
        {text.isBuiltIn ? ` · ${translate('mail.template.builtIn')}` : ''}
      </Typography>
      <ProblemAlert problem={problem} />
      <Stack spacing={1.5}>
        <TextField
          label={translate('mail.template.subject')}
          value={subject}
          onChange={(event) => setSubject(event.target.value)}
          slotProps={{ input: { readOnly: !editable }, htmlInput: { lang: locale === 'zh' ? 'zh-CN' : 'en' } }}
        />
        <TextField
          label={translate('mail.template.body')}
          value={body}
          onChange={(event) => setBody(event.target.value)}
          multiline
          minRows={6}
          slotProps={{ input: { readOnly: !editable }, htmlInput: { lang: locale === 'zh' ? 'zh-CN' : 'en' } }}
        />
        {editable ? (
          <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
            <Button variant="outlined" disabled={busy} onClick={() => void show()}>
              {translate('mail.template.previewButton')}
            </Button>
            <Button variant="contained" disabled={busy || !changed} onClick={() => void save()}>
              {translate('mail.template.save')}
            </Button>
            {text.isBuiltIn ? null : (
              <Button variant="outlined" disabled={busy} onClick={() => setResetting(true)}>
                {translate('mail.template.reset')}
              </Button>
            )}
            {changed ? (
              <Typography variant="body2" role="status">
                {translate('mail.template.unsaved')}
              </Typography>
            ) : null}
          </Stack>
        ) : null}
        {preview ? <PreviewBox preview={preview} locale={locale} /> : null}
        <Versions text={text} onUse={editable ? load : null} />
      </Stack>
      <ConfirmDialog
        open={resetting}
        title={translate('mail.template.reset')}
        confirm={translate('mail.template.reset')}
        act={reset}
        onClose={() => setResetting(false)}
      >
        {translate('mail.template.resetText')}
      </ConfirmDialog>
    </Paper>
  );
}
