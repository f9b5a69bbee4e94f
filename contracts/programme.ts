/** A programme pack: everything of one programme that the engine does not know by itself. */
import { z } from 'zod';
import { RoundPolicySchema } from './policy.ts';
import { Bilingual, isoDate } from './text.ts';
import { BODY_KINDS } from './vocabulary.ts';

const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export const BodySchema = z.strictObject({
  id: key,
  kind: z.enum(BODY_KINDS),
  name: Bilingual,
  /** GB/T 2260 code of a district or county; zones have none. */
  divisionCode: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
});
export type Body = z.infer<typeof BodySchema>;

export const RequiredServiceSchema = z.strictObject({ code: z.string().regex(/^\d{2}-\d{2}$/), name: Bilingual });
export const CategorySchema = z.strictObject({
  no: z.number().int().min(1),
  key,
  name: Bilingual,
  industry: key,
  purpose: Bilingual.nullable(),
  requiredServices: z.array(RequiredServiceSchema).min(1),
});
export type Category = z.infer<typeof CategorySchema>;

export const StageTargetSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-zA-Z0-9]*$/),
  label: Bilingual,
  unit: z.enum(['percent', 'persons']),
  value: z.number(),
});
export const StageSchema = z.strictObject({
  no: z.number().int().min(1),
  key,
  name: Bilingual,
  fromYear: z.number().int(),
  toYear: z.number().int(),
  targets: z.array(StageTargetSchema).min(1),
});

export const PackSchema = z.strictObject({
  key,
  version: z.number().int().min(1),
  name: Bilingual,
  document: z.strictObject({ number: z.string().min(1), title: Bilingual, issuer: Bilingual, printedOn: isoDate }),
  period: z.strictObject({ fromYear: z.number().int(), toYear: z.number().int() }),
  timeZone: z.literal('Asia/Shanghai'),
  receiptPrefix: z.string().regex(/^[A-Z]{2,6}$/),
  bodies: z.array(BodySchema).min(2),
  categories: z.array(CategorySchema).min(1),
  stages: z.array(StageSchema),
  governance: z.array(z.strictObject({ key: z.string().min(1), name: Bilingual, duty: Bilingual.nullable() })),
  guide: z.array(z.strictObject({ title: Bilingual, body: Bilingual, basis: z.string().min(1) })).min(1),
  /** Policy that a new round of this programme starts from. */
  policy: RoundPolicySchema,
});
export type Pack = z.infer<typeof PackSchema>;
