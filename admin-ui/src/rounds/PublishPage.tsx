import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import type { z } from 'zod';
import type { NoticeDetail } from '../../../contracts/public.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { Block } from '../layout/Block.tsx';
import { Busy, ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import { DecisionPanel } from '../tasks/DecisionPanel.tsx';
import { useDecisionDraft } from '../tasks/decision-draft.ts';
import type { StepPageProps } from '../tasks/TaskPage.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { useJoined } from '../i18n/joined.ts';
import { RoundTaskPage } from './RoundTaskPage.tsx';
import { useRound } from './use-round.ts';

type Notice = z.infer<typeof NoticeDetail>;

/** 公布: the notice is over, the office publishes what stood on it. */
export default function PublishPage({ task, onChanged }: StepPageProps) {
  const translate = useTranslate();
  const text = useBilingual();
  const joined = useJoined();
  const round = useRound(task.caseId);
  const decision = useDecisionDraft(task.id);
  const noticeId = round.data?.notice?.id;
  const notice = useQuery({
    queryKey: ['public', 'notices', noticeId],
    queryFn: () => api.get<Notice>(`/public/notices/${noticeId}`),
    enabled: noticeId !== undefined,
  });
  return (
    <RoundTaskPage
      task={task}
      title={translate('round.publish.title')}
      explain={translate('round.publish.explain')}
      decision={
        <DecisionPanel
          task={task}
          decision={decision}
          onChanged={onChanged}
          nextWords={() => translate('task.next.publish')}
        />
      }
    >
      {round.isPending || (noticeId !== undefined && notice.isPending) ? <Busy /> : null}
      <ProblemAlert problem={round.error ?? notice.error} />
      {notice.data ? (
        <Block title={translate('round.publish.list')}>
          <PlainTable
            bare
            caption={translate('round.publish.list')}
            rows={notice.data.items}
            rowKey={({ categoryNo }) => categoryNo}
            columns={[
              {
                label: translate('round.category'),
                render: ({ categoryNo, categoryName }) => `${categoryNo}. ${text(categoryName)}`,
              },
              {
                label: translate('round.result'),
                render: ({ place, projectName }) =>
                  place === 'leftOpen'
                    ? translate('round.leftOpen')
                    : translate('round.winner', { name: projectName ?? '' }),
              },
              { label: translate('round.leadName'), render: ({ parties }) => joined(parties) || '—' },
              { label: translate('round.score'), render: ({ score }) => score?.toFixed(2) ?? '—', number: true },
            ]}
          />
        </Block>
      ) : null}
    </RoundTaskPage>
  );
}
