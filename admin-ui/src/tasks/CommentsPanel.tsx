import LockOutlined from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { type FormEvent, useEffect, useState } from 'react';
import { useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Busy, ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import type { Comment } from './contract.ts';

/** The case's comments; also asked for by the tab that counts them. */
export function useComments(applicationId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['applications', 'comments', applicationId],
    queryFn: () => api.get<{ items: Comment[] }>(`/applications/${applicationId}/comments`),
    enabled,
  });
}

/** What officers tell each other about a case; the applicant never sees it. */
export function CommentsPanel({ applicationId }: { applicationId: string }) {
  const translate = useTranslate();
  const language = useLanguage();
  const mayWrite = useAllowed()('comment.write');
  const { data, error, isPending, refetch } = useComments(applicationId, true);
  return (
    <Stack spacing={1.5}>
      <Typography color="text.secondary" sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
        <LockOutlined aria-hidden fontSize="small" />
        {translate('task.commentsHint')}
      </Typography>
      {isPending ? <Busy /> : null}
      <ProblemAlert problem={error} />
      {data && data.items.length === 0 ? <Typography>{translate('task.commentsEmpty')}</Typography> : null}
      {data?.items.map((comment) => (
        <Box key={comment.id} sx={{ borderLeft: 3, borderColor: 'divider', pl: 1.5 }}>
          <Typography variant="body2" color="text.secondary">
            {comment.author} · {formatInstant(comment.writtenAt, language)}
          </Typography>
          <Typography sx={{ whiteSpace: 'pre-wrap' }}>{comment.text}</Typography>
        </Box>
      ))}
      {mayWrite ? <CommentForm applicationId={applicationId} onWritten={() => refetch()} /> : null}
    </Stack>
  );
}

function CommentForm({ applicationId, onWritten }: { applicationId: string; onWritten: () => void }) {
  const translate = useTranslate();
  const draft = `tenfold.comment.${applicationId}`;
  const [words, setWords] = useState(() => sessionStorage.getItem(draft) ?? '');
  // Kept for the tab: looking something up in another part of the case loses nothing.
  useEffect(() => {
    if (words === '') sessionStorage.removeItem(draft);
    else sessionStorage.setItem(draft, words);
  }, [draft, words]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const write = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    api
      .send('POST', `/applications/${applicationId}/comments`, { text: words.trim() })
      .then(() => {
        setWords('');
        onWritten();
      }, setProblem)
      .finally(() => setBusy(false));
  };
  return (
    <Box component="form" onSubmit={write} noValidate>
      <TextField
        label={translate('task.comment')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        fullWidth
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      <ProblemAlert problem={problem} />
      <Button type="submit" variant="outlined" disabled={busy || words.trim() === ''}>
        {translate('task.writeComment')}
      </Button>
    </Box>
  );
}
