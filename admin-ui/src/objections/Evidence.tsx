import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useId, useRef, useState } from 'react';
import { OBJECTION_FILES, type ObjectionFileKind } from '../../../contracts/objection-files.ts';
import { ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import type { ObjectionFile } from './contract.ts';

type Props = {
  kind: ObjectionFileKind;
  files: readonly ObjectionFile[];
  onChange: (files: ObjectionFile[]) => void;
  fault: string;
};

/** Files of one kind: chosen, sent at once, taken off again before filing. */
export function Evidence({ kind, files, onChange, fault }: Props) {
  const translate = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const helpId = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const send = async (chosen: FileList | null) => {
    setBusy(true);
    setProblem(null);
    let all = [...files];
    try {
      for (const file of chosen ?? []) {
        const query = new URLSearchParams({ kind, fileName: file.name });
        const sent = await api.send<ObjectionFile>('POST', `/objection-files?${query}`, file);
        all = [...all.filter(({ id }) => id !== sent.id), sent];
        onChange(all);
      }
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setBusy(false);
      if (input.current) input.current.value = '';
    }
  };
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
      <Typography component="legend" variant="h3" sx={{ p: 0 }}>
        {translate(`objection.form.${kind}`)} *
      </Typography>
      <Typography id={helpId} variant="body2" color={fault ? 'error' : 'text.secondary'} sx={{ mb: 0.5 }}>
        {fault || translate(`objection.form.${kind}Help`, { megabytes: OBJECTION_FILES.maxBytes / 1024 / 1024 })}
      </Typography>
      {files.length > 0 ? (
        <ul style={{ margin: 0, paddingLeft: '1.25em' }}>
          {files.map(({ id, fileName, sizeBytes }) => (
            <li key={id}>
              {fileName} ({Math.max(1, Math.round(sizeBytes / 1024))} KB){' '}
              <Button
                size="small"
                onClick={() => onChange(files.filter((file) => file.id !== id))}
                aria-label={`${translate('objection.form.remove')}: ${fileName}`}
              >
                {translate('objection.form.remove')}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={OBJECTION_FILES.mediaTypes.join(',')}
        onChange={(event) => void send(event.target.files)}
        data-kind={kind}
      />
      <Button
        variant="outlined"
        size="small"
        disabled={busy}
        onClick={() => input.current?.click()}
        aria-describedby={helpId}
      >
        {busy ? translate('objection.form.sending') : translate(`objection.form.${kind}Choose`)}
      </Button>
      <ProblemAlert problem={problem} />
    </Box>
  );
}
