import Button from '@mui/material/Button';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useListContext, useTranslate } from 'ra-core';
import { FilterButton, List, Pagination, SelectInput, TextInput, TopToolbar } from 'ra-ui-materialui';
import { useMemo } from 'react';
import { Busy, Empty, Page } from '../layout/Page.tsx';
import type { Role } from '../../../contracts/vocabulary.ts';
import { useMoved } from '../providers/events.ts';
import { useHasRole } from '../providers/me.ts';
import { LIST_SX } from '../tasks/list-look.ts';
import { useCategoryChoices, useRoundChoices } from './choices.ts';
import { BulkButton, UnfinishedBulk } from './bulk/BulkButton.tsx';
import type { SavedView, TaskViewName } from './contract.ts';
import { KeysHelp } from './keys.tsx';
import { QueueCards, QueueTable } from './QueueTable.tsx';
import { QueueTabs, useCounts } from './QueueTabs.tsx';
import { SavedViews, useSavedViews } from './SavedViews.tsx';
import { useStepName } from './words.ts';

const KEYS = ['down', 'up', 'open', 'claimRow', 'help'];

const STEPS = [
  'formCheck',
  'recommendation',
  'qualification',
  'score',
  'drawPanel',
  'propose',
  'deliberate',
  'publish',
  'objection',
  'reversal',
  'memberChange',
];

const OFFICERS = [
  'districtOfficer',
  'cityOfficer',
  'financeOfficer',
  'promotionMember',
  'bodySupervisor',
] as const satisfies readonly Role[];

/** The work queue: what waits for my desk, with counts, filters, saved views and keyboard moves. */
export default function QueuePage() {
  const translate = useTranslate();
  const stepName = useStepName();
  const rounds = useRoundChoices();
  const categories = useCategoryChoices();
  const holds = useHasRole();
  // An expert has sheets alone, and a blind one is in no search.
  const scoresOnly = holds('expert') && !holds(...OFFICERS);
  const filters = useMemo(() => {
    const steps = STEPS.map((id) => ({ id, name: stepName(id) }));
    return [
      ...(scoresOnly
        ? []
        : [
            <TextInput key="q" source="q" label={translate('task.filter.text')} alwaysOn resettable />,
            <SelectInput
              key="step"
              source="step"
              label={translate('task.filter.step')}
              choices={steps}
              translateChoice={false}
              alwaysOn
            />,
          ]),
      ...(rounds.length === 0
        ? []
        : [
            <SelectInput
              key="roundId"
              source="roundId"
              label={translate('task.filter.round')}
              choices={rounds}
              translateChoice={false}
            />,
          ]),
      ...(categories.length === 0
        ? []
        : [
            <SelectInput
              key="categoryNo"
              source="categoryNo"
              label={translate('task.filter.category')}
              choices={categories}
              translateChoice={false}
            />,
          ]),
    ];
  }, [translate, stepName, rounds, categories, scoresOnly]);
  const views = useSavedViews();
  // The default view counts for an address that names no filter; the list must not begin before it is known.
  const { sort, order, ...preferred } = views.data?.items.find(({ isDefault }) => isDefault)?.filter ?? {};
  if (views.isPending) return <Busy />;
  return (
    <Page title={translate('task.title')} maxWidth={false} actions={<KeysHelp names={KEYS} />}>
      <UnfinishedBulk />
      <List
        resource="tasks"
        title={false}
        disableAuthentication
        perPage={25}
        sort={{ field: sort ?? 'dueAt', order: order ?? 'ASC' }}
        filterDefaultValues={{ view: 'open', ...preferred }}
        filters={filters}
        actions={<QueueToolbar />}
        pagination={<Pagination rowsPerPageOptions={[25, 50, 100]} />}
        empty={false}
        storeKey={false}
        component="div"
        sx={LIST_SX}
      >
        <Queue views={views.data?.items ?? []} />
      </List>
    </Page>
  );
}

function QueueToolbar() {
  return (
    <TopToolbar>
      <BulkButton />
      <FilterButton disableSaveQuery />
    </TopToolbar>
  );
}

function Queue({ views }: { views: SavedView[] }) {
  const { filterValues, setFilters, refetch, isPending, data } = useListContext();
  const translate = useTranslate();
  const narrow = useMediaQuery('(max-width:700px)');
  const counts = useCounts();
  useMoved(undefined, () => {
    void refetch();
    counts.refetch().catch(() => undefined);
  });
  const view = (filterValues.view ?? 'open') as TaskViewName;
  const show = (next: TaskViewName) => setFilters({ ...filterValues, view: next });
  const filtered = Object.entries(filterValues).some(
    ([name, value]) => name !== 'view' && value !== '' && value != null,
  );
  return (
    <>
      <SavedViews views={views} />
      <QueueTabs view={view} counts={counts.data} onChange={show} />
      <div role="tabpanel" id="queue-panel" aria-labelledby={`queue-tab-${view}`}>
        {isPending || data === undefined || data.length > 0 ? (
          narrow ? (
            <QueueCards />
          ) : (
            <QueueTable view={view} />
          )
        ) : filtered ? (
          <Empty
            text={translate('task.noMatch')}
            action={<Button onClick={() => setFilters({ view })}>{translate('task.clearFilters')}</Button>}
          />
        ) : (
          <Empty
            text={translate(`task.empty.${view}`)}
            action={
              view === 'open' ? undefined : <Button onClick={() => show('open')}>{translate('task.toOpen')}</Button>
            }
          />
        )}
      </div>
    </>
  );
}
