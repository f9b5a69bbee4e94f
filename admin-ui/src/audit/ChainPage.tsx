import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Link, useParams } from 'react-router';
import { useLanguage } from '../i18n/bilingual.ts';
import { factTexts } from '../i18n/factTexts.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { Busy, Page } from '../layout/Page.tsx';
import { Refused } from '../layout/Reply.tsx';
import { api } from '../providers/http.ts';
import { FactValues } from './FactValues.tsx';
import type { Chain, ChainFact } from './replies.ts';
import { VerifyButton } from './VerifyButton.tsx';

const PAGE = 200;

type FactProps = { fact: ChainFact; names: Chain['names']; sealed: boolean };

function Fact({ fact, names, sealed }: FactProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const word = useWord();
  const { version, kind, at, actor, actorId, payload, payloadText, prevHash, hash } = fact;
  return (
    <Paper component="li" sx={{ p: 1.5, mb: 1 }}>
      <Typography variant="h2" sx={{ fontSize: '1rem' }}>
        {version}. {word('factKind', kind)}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {formatInstant(at, language, { seconds: true })} · {actor ?? actorId ?? translate('audit.system')} ·{' '}
        {translate(sealed ? 'audit.sealed' : 'audit.notSealed')}
      </Typography>
      {Object.keys(payload).length === 0 ? null : (
        <>
          <FactValues payload={payload} names={names} />
          <details>
            <Box component="summary" sx={{ cursor: 'pointer', minHeight: 24, color: 'primary.main' }}>
              {factTexts[language].exact}
            </Box>
            <Box
              component="pre"
              sx={{ m: 0, mt: 0.5, fontSize: '0.78rem', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
            >
              {payloadText}
            </Box>
          </details>
        </>
      )}
      <Typography
        variant="body2"
        component="div"
        sx={{ fontFamily: 'monospace', fontSize: '0.72rem', overflowWrap: 'anywhere', mt: 0.5 }}
      >
        {translate('audit.prev')} {prevHash}
        <br />
        {translate('audit.hash')} {hash}
      </Typography>
    </Paper>
  );
}

/** One chain, fact by fact. */
export default function ChainPage() {
  const translate = useTranslate();
  const word = useWord();
  const { caseId = '' } = useParams();
  const chain = useInfiniteQuery({
    queryKey: ['audit', 'chain', caseId],
    queryFn: ({ pageParam }) =>
      api.get<Chain>(`/audit/chains/${encodeURIComponent(caseId)}`, { after: pageParam, limit: PAGE }),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.hasMore ? (last.facts.at(-1)?.version ?? undefined) : undefined),
  });
  if (chain.isPending) return <Busy />;
  const head = chain.data?.pages[0];
  if (head === undefined) {
    return <Refused problem={chain.error} back={{ to: '/desk/audit', label: translate('shell.menu.audit') }} />;
  }
  const pages = chain.data?.pages ?? [];
  return (
    <Page
      title={translate('audit.chainOf', { kind: word('caseKind', head.kind) })}
      subtitle={
        <>
          {head.label ?? null}
          <Box sx={{ fontFamily: 'monospace', fontSize: '0.8rem', overflowWrap: 'anywhere' }}>{head.id}</Box>
        </>
      }
      actions={
        <Button component={Link} to="/desk/audit">
          {translate('audit.toChains')}
        </Button>
      }
      maxWidth={960}
    >
      <VerifyButton caseId={caseId} />
      <Box component="ol" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {pages.flatMap(({ facts, names }) =>
          facts.map((fact) => (
            <Fact key={fact.version} fact={fact} names={names} sealed={fact.version <= head.sealedVersion} />
          )),
        )}
      </Box>
      {chain.hasNextPage ? (
        <Button variant="outlined" disabled={chain.isFetchingNextPage} onClick={() => void chain.fetchNextPage()}>
          {translate('shell.more')}
        </Button>
      ) : null}
    </Page>
  );
}
