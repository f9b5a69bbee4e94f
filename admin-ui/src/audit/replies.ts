import type { z } from 'zod';
import type * as contracts from '../../../contracts/audit.ts';

export type ChainList = z.infer<typeof contracts.ChainPage>;
export type Chain = z.infer<typeof contracts.Chain>;
export type ChainFact = Chain['facts'][number];
export type Verification = z.infer<typeof contracts.VerificationReply>;
export type SealList = z.infer<typeof contracts.SealPage>;
