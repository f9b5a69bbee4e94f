/** A person's saved views of the work queue. */
import { z } from 'zod';
import { TASK_VIEWS } from './tasks.ts';
import { personText, uuid } from './text.ts';

export const MAX_SAVED_VIEWS = 20;

/** What the queue's address carries, without the page. */
export const SavedFilter = z.strictObject({
  view: z.enum(TASK_VIEWS).default('open'),
  step: z.string().max(40).optional(),
  roundId: uuid.optional(),
  categoryNo: z.number().int().optional(),
  q: z.string().trim().max(100).optional(),
  sort: z.enum(['dueAt', 'openedAt', 'step', 'decidedAt']).default('dueAt'),
  order: z.enum(['ASC', 'DESC']).default('ASC'),
});
export const SaveView = z.strictObject({ name: personText(40), filter: SavedFilter, isDefault: z.boolean() });
export type SaveView = z.infer<typeof SaveView>;
export const SavedView = z.object({ id: uuid, name: z.string(), filter: SavedFilter, isDefault: z.boolean() });
export type SavedView = z.infer<typeof SavedView>;
export const SavedViews = z.object({ items: z.array(SavedView) });
export const ViewParams = z.object({ viewId: uuid });
