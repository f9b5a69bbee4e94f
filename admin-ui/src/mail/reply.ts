import type { z } from 'zod';
import type * as contracts from '../../../contracts/operations.ts';

export type Mail = z.infer<typeof contracts.Mail>;
export type BounceList = z.infer<typeof contracts.BouncingAddresses>;
export type Bouncing = BounceList['items'][number];
export type RecordedBounce = z.infer<typeof contracts.BounceRecorded>;
export type MailList = z.infer<typeof contracts.MailPage>;
