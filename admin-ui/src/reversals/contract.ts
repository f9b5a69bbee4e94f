/** Types of the API's replies about reversals. */
import type { z } from 'zod';
import type { Reversals as ReversalsSchema } from '../../../contracts/reversals.ts';

export type { ReversalView } from '../../../contracts/reversals.ts';
export type Reversals = z.infer<typeof ReversalsSchema>;
