import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTranslate } from 'ra-core';
import { type ChangeEvent, useRef, useState } from 'react';
import { Block } from '../layout/Block.tsx';
import { ProblemAlert } from '../layout/Page.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import type { CreditImport } from './replies.ts';

/** Tells spreadsheets that the file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';
const SHOWN = 50;

/** Bytes of a file in base64. */
async function base64Of(file: File): Promise<string> {
  let binary = '';
  for (const byte of new Uint8Array(await file.arrayBuffer())) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** A CSV file: every line is judged first, then the file is taken in as a whole or not at all. */
export function ImportRecords({ onImported, onClose }: { onImported: () => Promise<void>; onClose: () => void }) {
  const translate = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<{ name: string; content: string } | null>(null);
  const [judged, setJudged] = useState<CreditImport | null>(null);
  const { busy, problem, run, clear } = useAct();
  const send = (content: string, dryRun: boolean) =>
    api.send<CreditImport>('POST', '/credit-records/imports', { content, dryRun });
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    event.target.value = '';
    if (!chosen) return;
    clear();
    setJudged(null);
    await run(async () => {
      const content = await base64Of(chosen);
      setFile({ name: chosen.name, content });
      setJudged(await send(content, true));
    });
  };
  const take = () =>
    run(async () => {
      if (!file) return;
      setJudged(await send(file.content, false));
      setFile(null);
      await onImported();
    });
  return (
    <Block title={translate('credit.import')} note={translate('credit.importText')} sx={{ mb: 2, maxWidth: 900 }}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', mb: 1 }}>
        <input ref={input} type="file" accept=".csv,text/csv" hidden onChange={choose} data-testid="credit-file" />
        <Button variant="contained" disabled={busy} onClick={() => input.current?.click()}>
          {translate('credit.chooseFile')}
        </Button>
        <Button
          component="a"
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(`${BYTE_ORDER_MARK}${translate('credit.templateHead')}\r\n`)}`}
          download="credit.csv"
        >
          {translate('credit.template')}
        </Button>
        <Button onClick={onClose}>{translate('shell.close')}</Button>
      </Stack>
      <ProblemAlert problem={problem} />
      {judged ? <Judged name={file?.name ?? ''} judged={judged} /> : null}
      {judged?.dryRun && judged.faults.length === 0 && judged.entered > 0 ? (
        <Button variant="contained" disabled={busy} onClick={take} sx={{ mt: 1 }}>
          {translate('credit.take', { count: judged.entered })}
        </Button>
      ) : null}
    </Block>
  );
}

function Judged({ name, judged }: { name: string; judged: CreditImport }) {
  const translate = useTranslate();
  const { dryRun, lines, entered, known, faults, encoding } = judged;
  if (!dryRun) return <Alert severity="success">{translate('credit.imported', { entered, known })}</Alert>;
  return (
    <>
      <Alert severity={faults.length > 0 ? 'error' : 'info'} sx={{ mb: 1 }}>
        {translate('credit.judged', { name, lines, entered, known, encoding: encoding.toUpperCase() })}{' '}
        {faults.length > 0 ? translate('credit.faults', { count: faults.length }) : ''}
      </Alert>
      {faults.length > 0 ? (
        <PlainTable
          caption={translate('credit.faultTable')}
          rows={faults.slice(0, SHOWN)}
          rowKey={({ line, column, rule }) => `${line} ${column} ${rule}`}
          columns={[
            { label: translate('credit.line'), render: ({ line }) => line },
            {
              label: translate('credit.column'),
              render: ({ column }) => (column ? translate(`credit.field.${column}`) : '—'),
            },
            { label: translate('credit.fault'), render: ({ rule }) => translate(`problem.rule.${rule}`) },
            { label: translate('credit.value'), render: ({ value }) => value || '—' },
          ]}
        />
      ) : null}
    </>
  );
}
