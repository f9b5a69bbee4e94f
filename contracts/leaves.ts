/** Leave of an officer and the deputy who decides meanwhile. */
import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { Bilingual, isoDate, isoInstant, personText, uuid } from './text.ts';
import { ROLES } from './vocabulary.ts';

const userId = z.string().min(1).max(64);
const bodyId = z.string().min(1).max(60);
const Person = z.object({ id: z.string(), name: z.string() });

export const LEAVE_STATES = ['current', 'upcoming', 'past', 'revoked'] as const;

/** From 00:00 of the first day to 24:00 of the last, Beijing. */
export const EnterLeave = z
  .strictObject({
    userId,
    role: z.enum(ROLES),
    bodyId,
    deputyId: userId,
    startsOn: isoDate,
    endsOn: isoDate,
    reason: personText(500, 2),
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, { path: ['endsOn'], message: 'beforeStart' })
  .refine(({ userId: away, deputyId }) => away !== deputyId, { path: ['deputyId'], message: 'samePerson' });
export type EnterLeave = z.infer<typeof EnterLeave>;
export const LeaveEntered = z.object({ id: uuid });
export const RevokeLeave = z.strictObject({ reason: personText(500, 2) });
export const LeaveRevoked = z.object({ revokedAt: isoInstant });
export const LeaveParams = z.object({ leaveId: uuid });

export const LeaveQuery = PageQuery.extend({
  state: z.enum(LEAVE_STATES).optional(),
  /** Part of the name of the person or the deputy. */
  q: personText(100).optional(),
});
export const LeaveView = z.object({
  id: uuid,
  person: Person,
  role: z.enum(ROLES),
  body: z.object({ id: z.string(), name: Bilingual }),
  deputy: Person,
  startsOn: isoDate,
  endsOn: isoDate,
  state: z.enum(LEAVE_STATES),
  reason: z.string(),
  enteredBy: z.string(),
  enteredAt: isoInstant,
  revokedBy: z.string().nullable(),
  revokedAt: isoInstant.nullable(),
  revokeReason: z.string().nullable(),
  /** Tasks that the deputy may decide now, or would if the leave began. */
  openTasks: z.number().int(),
});
export type LeaveView = z.infer<typeof LeaveView>;
export const LeavePage = pageOf(LeaveView);

export const LeaveOptionsQuery = z.object({ userId });
/** Roles in which a person can be on leave, each with the colleagues who could stand in. */
export const LeaveOptions = z.object({
  items: z.array(
    z.object({
      role: z.enum(ROLES),
      body: z.object({ id: z.string(), name: Bilingual }),
      colleagues: z.array(Person),
    }),
  ),
});

/** What would be left without a decider if the leave began now. */
export const UncoveredQuery = z.object({ userId, role: z.enum(ROLES), bodyId, deputyId: userId });
export const UncoveredTasks = z.object({
  /** The most pressing of them. */
  items: z.array(
    z.object({
      taskId: uuid,
      step: z.string(),
      /** Words of the pack for a desk of the slip; null for the engine's own steps. */
      stepLabel: Bilingual.nullable(),
      /** Project of an application; null where the round is meant. */
      projectName: z.string().nullable(),
      roundTitle: Bilingual,
      dueAt: isoInstant,
      /** `nobody`: nobody of the body may take it; `handOn`: the person has claimed it and the deputy must stand aside. */
      why: z.enum(['nobody', 'handOn']),
    }),
  ),
  count: z.number().int(),
});
