import type { z } from 'zod';
import type * as contracts from '../../../contracts/operations.ts';

export type Mail = z.infer<typeof contracts.Mail>;
export type MailList = z.infer<typeof contracts.MailPage>;
