import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink } from 'react-router';
import { Block } from '../layout/Block.tsx';
import { Empty } from '../layout/Page.tsx';
import { Reply } from '../layout/Reply.tsx';
import { useAllowed } from '../providers/me.ts';
import { useReply } from '../providers/useReply.ts';
import type { RelatedPair, RelatedParties as RelatedPartiesReply } from './contract.ts';
import { PlainTable } from '../layout/PlainTable.tsx';

/** Parties of the round that are tied to each other; rivals of one category first. */
export function RelatedParties({ roundId }: { roundId: string }) {
  const translate = useTranslate();
  const allowed = useAllowed()('round.readRelated');
  const query = useReply<RelatedPartiesReply>(`/rounds/${roundId}/related-parties`, undefined, { enabled: allowed });
  if (!allowed) return null;
  return (
    <Block title={translate('round.related.title')}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {translate('round.related.text')}
      </Typography>
      <Reply query={query}>
        {({ items, more }) =>
          items.length === 0 ? (
            <Empty text={translate('round.related.none')} />
          ) : (
            <>
              <PlainTable
                bare
                caption={translate('round.related.title')}
                rows={items}
                rowKey={({ first, second }) =>
                  [first.applicationId, first.enterpriseId, second.applicationId, second.enterpriseId].join()
                }
                columns={[
                  {
                    label: translate('round.related.relation'),
                    render: ({ relation }) => translate(`round.related.of.${relation}`),
                  },
                  { label: translate('round.related.first'), render: ({ first }) => <Side side={first} />, head: true },
                  { label: translate('round.related.second'), render: ({ second }) => <Side side={second} /> },
                  {
                    label: translate('round.related.grounds'),
                    render: ({ grounds }) =>
                      grounds.map(({ ground, value }) => (
                        <div key={ground}>{translate(`round.related.ground.${ground}`, { value })}</div>
                      )),
                  },
                ]}
              />
              {more ? <Typography sx={{ mt: 1 }}>{translate('round.related.more')}</Typography> : null}
            </>
          )
        }
      </Reply>
    </Block>
  );
}

function Side({ side }: { side: RelatedPair['first'] }) {
  const translate = useTranslate();
  return (
    <>
      {side.name}
      <Typography variant="body2">
        {translate('round.related.category', { no: side.categoryNo })}{' '}
        <Link component={RouterLink} to={`/desk/applications/${side.applicationId}`}>
          {side.projectName ?? '—'}
        </Link>
      </Typography>
    </>
  );
}
