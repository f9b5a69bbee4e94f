import Checkbox from '@mui/material/Checkbox';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Pager } from '../../layout/Pager.tsx';
import { PlainTable } from '../../layout/PlainTable.tsx';
import { api } from '../../providers/http.ts';
import type { BulkItemPage, BulkView } from '../contract.ts';
import { useBulkReason } from './use-bulk-reason.ts';

type BulkItemsProps = {
  bulk: BulkView;
  leftOut: ReadonlySet<string>;
  /** Null once it has begun. */
  onLeaveOut: ((taskId: string, out: boolean) => void) | null;
};
const STATES = ['ready', 'refused', 'recorded', 'skipped', 'leftOut'] as const;

/** Each item with its result and why. */
export function BulkItems({ bulk, leftOut, onLeaveOut }: BulkItemsProps) {
  const translate = useTranslate();
  const reason = useBulkReason();
  const [page, setPage] = useState(1);
  const [state, setState] = useState('');
  const done = bulk.counts.recorded + bulk.counts.skipped;
  const { data } = useQuery({
    queryKey: ['tasks', 'bulk', bulk.id, page, state, done, bulk.finishedAt],
    queryFn: () => api.get<BulkItemPage>(`/bulk-decisions/${bulk.id}/items`, { page, perPage: 50, state }),
    placeholderData: keepPreviousData,
  });
  const nameOf = (projectName: string | null) => projectName ?? translate('task.noName');
  return (
    <>
      <TextField
        select
        size="small"
        label={translate('queue.bulk.show')}
        value={state}
        onChange={(event) => {
          setState(event.target.value);
          setPage(1);
        }}
        sx={{ minWidth: 160, mb: 1 }}
      >
        <MenuItem value="">{translate('queue.bulk.all')}</MenuItem>
        {STATES.filter((one) => bulk.counts[one] > 0).map((one) => (
          <MenuItem key={one} value={one}>
            {translate(`queue.bulk.state.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <PlainTable
        caption={translate('queue.bulk.items')}
        rows={data?.items ?? []}
        rowKey={({ taskId }) => taskId}
        columns={[
          {
            label: translate('task.column.item'),
            render: (item) => nameOf(item.projectName),
            minWidth: 180,
          },
          { label: translate('queue.bulk.lead'), render: (item) => item.leadName ?? '—' },
          { label: translate('queue.bulk.receipt'), render: (item) => item.receiptNo ?? '—' },
          {
            label: translate('queue.bulk.result'),
            render: (item) => translate(`queue.bulk.state.${item.state}`),
          },
          { label: translate('queue.bulk.reason'), render: reason, minWidth: 200 },
          ...(onLeaveOut === null
            ? []
            : [
                {
                  label: translate('queue.bulk.pick'),
                  render: (item: BulkItemPage['items'][number]) =>
                    item.state === 'ready' ? (
                      <Checkbox
                        checked={!leftOut.has(item.taskId)}
                        onChange={(_event, checked) => onLeaveOut(item.taskId, !checked)}
                        slotProps={{
                          input: { 'aria-label': translate('queue.bulk.pickOf', { name: nameOf(item.projectName) }) },
                        }}
                      />
                    ) : null,
                },
              ]),
        ]}
      />
      <Pager page={page} hasNextPage={data?.hasNextPage ?? false} onPage={setPage} />
    </>
  );
}
