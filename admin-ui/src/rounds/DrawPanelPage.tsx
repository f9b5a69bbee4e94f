import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Block } from '../layout/Block.tsx';
import { Busy, ProblemAlert } from '../layout/Page.tsx';
import { api } from '../providers/http.ts';
import { PastDecision } from '../tasks/PastDecision.tsx';
import { OnwardButtons } from '../tasks/Recorded.tsx';
import { useMayDecide } from '../tasks/standing.ts';
import { StrandedNotice } from '../tasks/StrandedNotice.tsx';
import type { StepPageProps } from '../tasks/TaskPage.tsx';
import { ConfirmAct } from './ConfirmAct.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { PanelList } from './PanelList.tsx';
import { RoundTaskPage } from './RoundTaskPage.tsx';
import { usePanels, useRound } from './use-round.ts';

/** 随机抽取专家: explains the draw, draws, and shows what was drawn. */
export default function DrawPanelPage({ task, onChanged }: StepPageProps) {
  const translate = useTranslate();
  const text = useBilingual();
  const round = useRound(task.caseId);
  const [drawnAt, setDrawnAt] = useState<string | null>(null);
  const panels = usePanels(task.caseId, task.status !== 'open' || drawnAt !== null);
  if (round.isPending) return <Busy />;
  if (!round.data) return <ProblemAlert problem={round.error} />;
  const { policy, categories } = round.data;
  return (
    <RoundTaskPage
      task={task}
      title={translate('round.draw.title')}
      explain={translate('round.draw.explain', { size: policy.panel.size })}
      decision={
        <DrawDecision
          task={task}
          drawnAt={drawnAt}
          onDrawn={(at) => {
            setDrawnAt(at);
            onChanged();
          }}
          after={translate('round.draw.after', { days: policy.panel.scoringWorkingDays })}
        />
      }
    >
      {task.strandedAt ? <StrandedNotice taskId={task.id} /> : null}
      {panels.data ? (
        <Block title={translate('round.panels')}>
          <PanelList panels={panels.data.items} />
        </Block>
      ) : (
        <Block title={translate('round.draw.categories')}>
          <PlainTable
            bare
            narrow
            caption={translate('round.draw.categories')}
            rows={categories.filter(({ qualified }) => qualified > 0)}
            rowKey={({ no }) => no}
            columns={[
              { label: translate('round.category'), render: ({ no, name }) => `${no}. ${text(name)}` },
              { label: translate('round.qualified'), render: ({ qualified }) => qualified, number: true },
            ]}
          />
        </Block>
      )}
    </RoundTaskPage>
  );
}

type DrawDecisionProps = {
  task: StepPageProps['task'];
  drawnAt: string | null;
  onDrawn: (at: string) => void;
  after: string;
};

function DrawDecision({ task, drawnAt, onDrawn, after }: DrawDecisionProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const mayDecide = useMayDecide(task);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {translate('round.draw.button')}
      </Typography>
      {drawnAt ? (
        <>
          <Alert severity="success" role="status" sx={{ mb: 1.5 }}>
            {translate('round.draw.done', { at: formatInstant(drawnAt, language, { seconds: true }) })}
          </Alert>
          <OnwardButtons taskId={task.id} />
        </>
      ) : task.status !== 'open' ? (
        <PastDecision task={task} />
      ) : mayDecide ? (
        <>
          <Typography sx={{ mb: 1 }}>{after}</Typography>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
            {translate('round.draw.noExperts')}
          </Typography>
          <Button variant="contained" onClick={() => setAsking(true)}>
            {translate('round.draw.button')}
          </Button>
        </>
      ) : (
        <Alert severity="info">{translate('task.readOnly')}</Alert>
      )}
      {asking ? (
        <ConfirmAct
          title={translate('round.draw.confirmTitle')}
          confirm={translate('round.draw.button')}
          onClose={() => setAsking(false)}
          act={async (key) =>
            onDrawn((await api.send<{ at: string }>('POST', `/rounds/${task.caseId}/panels`, {}, { key })).at)
          }
        >
          <Typography>{translate('round.draw.confirmText')}</Typography>
        </ConfirmAct>
      ) : null}
    </>
  );
}
