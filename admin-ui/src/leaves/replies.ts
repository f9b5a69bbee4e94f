/** Types of the API's replies as these pages read them. Types only: zod stays out of the bundle. */
import type { z } from 'zod';
import type * as contracts from '../../../contracts/leaves.ts';

export type Leave = z.infer<typeof contracts.LeaveView>;
export type LeavePage = z.infer<typeof contracts.LeavePage>;
export type Uncovered = z.infer<typeof contracts.UncoveredTasks>;
export type LeaveOptions = z.infer<typeof contracts.LeaveOptions>;
