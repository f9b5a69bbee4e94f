/** Types of the API's replies as these pages read them. Types only: zod stays out of the bundle. */
import type { z } from 'zod';
import type * as contracts from '../../../contracts/credit.ts';

export type CreditRecord = z.infer<typeof contracts.CreditRecordView>;
export type CreditPage = z.infer<typeof contracts.CreditPage>;
export type CreditImport = z.infer<typeof contracts.CreditImport>;
