import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { lazy, Suspense, useMemo } from 'react';
import { Link as RouterLink, useNavigate, useParams, useSearchParams } from 'react-router';
import type { DesignView } from '../../../contracts/designs.ts';
import { designChanges } from '../../../domain/design-differences.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { Busy, Page, ProblemAlert } from '../layout/Page.tsx';
import { StatusChip } from '../layout/StatusChip.tsx';
import { api } from '../providers/http.ts';
import { DesignActs } from './DesignActs.tsx';
import { DesignContext, type Designing } from './document.ts';
import { FaultCount } from './FaultCount.tsx';
import { FaultList } from './FaultList.tsx';
import { type PartTab, TABS, tabOf } from './parts.ts';
import { SaveLine } from './SaveLine.tsx';
import { useDraft } from './useDraft.ts';

const PANELS = {
  guide: lazy(() => import('./tabs/GuideTab.tsx')),
  call: lazy(() => import('./tabs/CallTab.tsx')),
  desks: lazy(() => import('./tabs/DesksTab.tsx')),
  review: lazy(() => import('./tabs/ReviewTab.tsx')),
  selection: lazy(() => import('./tabs/SelectionTab.tsx')),
  form: lazy(() => import('./tabs/FormTab.tsx')),
  rules: lazy(() => import('./tabs/RulesTab.tsx')),
  attachments: lazy(() => import('./tabs/AttachmentsTab.tsx')),
  json: lazy(() => import('./tabs/JsonTab.tsx')),
  preview: lazy(() => import('./tabs/PreviewTab.tsx')),
  changes: lazy(() => import('./tabs/ChangesTab.tsx')),
} as const;
type PanelName = keyof typeof PANELS;

/** A draft of a programme's next version, or of a draft round's policy. */
export default function DesignPage() {
  const { id = '' } = useParams();
  const translate = useTranslate();
  const query = useQuery({ queryKey: ['designs', id], queryFn: () => api.get<DesignView>(`/designs/${id}`) });
  if (query.isPending) return <Busy />;
  if (!query.data) {
    return (
      <Page title={translate('design.title')}>
        <ProblemAlert problem={query.error} />
      </Page>
    );
  }
  return <Designer key={query.data.status} view={query.data} onChanged={() => query.refetch()} />;
}

function Designer({ view, onChanged }: { view: DesignView; onChanged: () => Promise<unknown> }) {
  const translate = useTranslate();
  const text = useBilingual();
  const navigate = useNavigate();
  const draft = useDraft(view);
  const { keeper, state, faults } = draft;
  const [search, setSearch] = useSearchParams();
  const names: PanelName[] = [...TABS.filter((tab) => tab !== 'guide' || view.round === null), 'preview', 'changes'];
  const asked = search.get('tab') as PanelName;
  const tab = names.includes(asked) ? asked : (names[0] as PanelName);
  const locked = !view.allowed.includes('save');
  const designing = useMemo<Designing>(
    () => ({ id: view.id, content: state.data, base: view.base, faults, locked, change: keeper.change }),
    [view.id, view.base, state.data, faults, locked, keeper],
  );
  const changed = useMemo(() => designChanges(view.base, state.data).length > 0, [view.base, state.data]);
  const Panel = PANELS[tab];
  const countOf = (name: PanelName) => faults.filter(({ path }) => tabOf(path) === name).length;
  return (
    <DesignContext.Provider value={designing}>
      <Page
        title={view.round ? text(view.round.title) : text(view.programmeName)}
        maxWidth={1200}
        subtitle={<Subtitle view={view} />}
        actions={
          <DesignActs
            view={view}
            ready={faults.length === 0 && changed}
            act={draft.act}
            onDone={(verb) => {
              if (verb === 'discard' || verb === 'publish') void navigate(homeOf(view));
              else void onChanged();
            }}
          />
        }
      >
        {locked ? <Standing view={view} /> : <SaveLine draft={draft} />}
        {view.returnedReason && view.status === 'editing' ? (
          <Alert role="note" severity="warning" sx={{ mb: 1 }}>
            {translate('design.returned', { reason: view.returnedReason })}
          </Alert>
        ) : null}
        <Tabs
          value={tab}
          onChange={(_event, next: PanelName) => setSearch({ tab: next }, { replace: true })}
          variant="scrollable"
          scrollButtons="auto"
          allowScrollButtonsMobile
          aria-label={translate('design.parts')}
          sx={{ mb: 2, borderBottom: 1, borderColor: 'divider', '& .MuiTab-root': { minWidth: 0, px: 1.25 } }}
        >
          {names.map((name) => (
            <Tab
              key={name}
              value={name}
              id={`design-tab-${name}`}
              aria-controls={tab === name ? 'design-panel' : undefined}
              label={
                <span>
                  {translate(`design.tab.${name}`)} <FaultCount count={countOf(name)} />
                </span>
              }
            />
          ))}
        </Tabs>
        <Box id="design-panel" role="tabpanel" aria-labelledby={`design-tab-${tab}`}>
          <FaultList faults={faults.filter(({ path }) => tabOf(path) === (tab as PartTab))} />
          <Suspense fallback={<Busy />}>
            <Stack spacing={2}>
              <Panel />
            </Stack>
          </Suspense>
        </Box>
      </Page>
    </DesignContext.Provider>
  );
}

const homeOf = ({ round, programmeKey }: DesignView) =>
  round ? `/desk/rounds/${round.id}` : `/desk/programmes/${programmeKey}`;

function Subtitle({ view }: { view: DesignView }) {
  const translate = useTranslate();
  return (
    <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      <StatusChip status={view.status} kind="design" />
      <span>{translate(view.round ? 'design.ofRound' : 'design.fromVersion', { version: view.baseVersion })}</span>
      <Link component={RouterLink} to={homeOf(view)}>
        {translate(view.round ? 'round.back' : 'design.toVersions')}
      </Link>
    </Stack>
  );
}

/** Why nothing can be written here now, and what comes next. */
function Standing({ view }: { view: DesignView }) {
  const translate = useTranslate();
  const mine = view.status === 'proposed' && view.allowed.includes('return') && !view.allowed.includes('publish');
  const values = {
    name: view.proposedBy?.name ?? '',
    note: view.note ?? '',
    version: view.publishedVersion ?? view.baseVersion,
  };
  const key =
    view.status === 'editing' ? 'reader' : view.round && view.status === 'published' ? 'takenOver' : view.status;
  return (
    <Alert role="note" severity="info" sx={{ mb: 1 }}>
      {translate(`design.standing.${key}`, values)} {mine ? translate('design.standing.mine') : ''}
    </Alert>
  );
}
