/** Types of the API's replies about objections. Types only: zod stays out of the bundle. */
import type { z } from 'zod';
import type {
  ObjectionFile as FileSchema,
  ObjectionPage as PageSchema,
  ObjectionReceipt as ReceiptSchema,
} from '../../../contracts/objections.ts';

export type { ObjectionView } from '../../../contracts/objections.ts';
export type ObjectionFile = z.infer<typeof FileSchema>;
export type ObjectionPage = z.infer<typeof PageSchema>;
export type ObjectionSummary = ObjectionPage['items'][number];
export type ObjectionReceipt = z.infer<typeof ReceiptSchema>;
