/** Demo cast of a pack: enterprises, people, experts and filled applications for the demo, tests and the bench. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Bilingual, isoDate } from '../contracts/text.ts';
import { ENTERPRISE_KINDS, LOCALES, ROLES } from '../contracts/vocabulary.ts';
import { PACKS_FOLDER } from './load.ts';

const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const section = z.record(z.string(), z.unknown());

export const DemoEnterpriseSchema = z.strictObject({
  key,
  name: Bilingual,
  /** 统一社会信用代码 of the demo range. */
  uscc: z.string(),
  kind: z.enum(ENTERPRISE_KINDS),
  divisionCode: z.string(),
  /** Body that recommends what this enterprise leads. */
  recommendingBodyId: z.string(),
  legalRepresentative: z.string(),
  establishedOn: isoDate,
  registeredAddress: z.string(),
});

export const DemoUserSchema = z.strictObject({
  email: z.email(),
  name: Bilingual,
  locale: z.enum(LOCALES),
  /** `bodyId` for offices, `enterprise` (key) for members of an enterprise, neither for experts, auditor, operator. */
  grants: z
    .array(z.strictObject({ role: z.enum(ROLES), bodyId: z.string().optional(), enterprise: z.string().optional() }))
    .min(1),
});
export type DemoUser = z.infer<typeof DemoUserSchema>;

export const DemoExpertSchema = z.strictObject({
  email: z.email(),
  title: Bilingual,
  employerName: z.string(),
  employerIdentifier: z.string().nullable(),
  /** Keys of the categories the expert can judge. */
  fields: z.array(key).min(1),
  /** Names or identifiers of enterprises the expert declared to be tied to. */
  declared: z.array(z.string()),
});

export const DemoApplicationSchema = z.strictObject({
  key,
  categoryNo: z.number().int(),
  lead: z.string(),
  /** The lead first; basis points adding to 10,000. */
  parties: z.array(
    z.strictObject({ enterprise: z.string(), shareBp: z.number().int(), sections: z.record(z.string(), section) }),
  ),
  /** Data of the shared sections by key. */
  shared: z.record(z.string(), section),
});
export type DemoApplication = z.infer<typeof DemoApplicationSchema>;

export const DemoCastSchema = z.strictObject({
  /** One password for every demo account; demo accounts never exist in production. */
  password: z.string().min(12),
  enterprises: z.array(DemoEnterpriseSchema),
  users: z.array(DemoUserSchema),
  experts: z.array(DemoExpertSchema),
  applications: z.array(DemoApplicationSchema),
});
export type DemoCast = z.infer<typeof DemoCastSchema>;

/** The demo cast of a pack in `programmes/`; null when the pack has none. Throws when it is not valid. */
export function demoCast(packKey: string): DemoCast | null {
  let text: string;
  try {
    text = readFileSync(join(PACKS_FOLDER, packKey, 'demo-cast.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return DemoCastSchema.parse(JSON.parse(text));
}
