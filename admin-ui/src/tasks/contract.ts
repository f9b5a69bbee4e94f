/** Types of the API's replies as these pages read them. Types only: zod stays out of the bundle. */
import type { z } from 'zod';
import type {
  AttachmentView as AttachmentSchema,
  Checks as ChecksSchema,
  CommentView as CommentSchema,
  Difference as DifferenceSchema,
  Differences as DifferencesSchema,
  HistoryItem as HistoryItemSchema,
  PartyView as PartySchema,
  SectionView as SectionSchema,
} from '../../../contracts/applications.ts';
import type { BulkItem, BulkView } from '../../../contracts/bulk-decisions.ts';
import type { SavedView } from '../../../contracts/saved-views.ts';
import type {
  Colleagues as ColleaguesSchema,
  Decided as DecidedSchema,
  Neighbours as NeighboursSchema,
  TaskCircle,
  TaskCounts as TaskCountsSchema,
  TaskView,
} from '../../../contracts/tasks.ts';

export type { ApplicationView } from '../../../contracts/applications.ts';
export type { BulkItem, BulkView } from '../../../contracts/bulk-decisions.ts';
export type { SavedView } from '../../../contracts/saved-views.ts';
export type { FieldMark } from '../../../contracts/facts.ts';
export type { Decision, TaskView } from '../../../contracts/tasks.ts';

export type Attachment = z.infer<typeof AttachmentSchema>;
export type Party = z.infer<typeof PartySchema>;
export type Section = z.infer<typeof SectionSchema>;
export type Check = z.infer<typeof ChecksSchema>['items'][number];
export type Comment = z.infer<typeof CommentSchema>;
export type Difference = z.infer<typeof DifferenceSchema>;
export type Differences = z.infer<typeof DifferencesSchema>;
export type HistoryItem = z.infer<typeof HistoryItemSchema>;
export type Decided = z.infer<typeof DecidedSchema>;
export type ColleaguesReply = z.infer<typeof ColleaguesSchema>;
export type TaskCounts = z.infer<typeof TaskCountsSchema>;
export type Circle = z.infer<typeof TaskCircle>;
export type Neighbours = z.infer<typeof NeighboursSchema>;
export type QueueSearch = SavedView['filter'];
export type SavedViews = { items: SavedView[] };
export type BulkList = { items: BulkView[] };
export type BulkItemPage = { items: BulkItem[]; hasNextPage: boolean };
export type TaskViewName = keyof TaskCounts;
export type TaskPage = { items: TaskView[]; hasNextPage: boolean; total?: number };
