/** What the public pages say of a round. */
import type { Pack } from '../contracts/programme.ts';
import type { Bilingual } from '../contracts/text.ts';
import type { Tx } from './client.ts';
import { categoryOf } from './programmes.ts';

export type Window = { limit: number; offset: number };
export type RoundRow = {
  id: string;
  programmeKey: string;
  programmeVersion: number;
  titleZh: string;
  titleEn: string;
  rehearsal: boolean;
};

export const roundColumns = (tx: Tx) => tx`
  r.case_id as id, r.programme_key, r.programme_version, r.title_zh, r.title_en, c.working_day_ms is not null as rehearsal`;
export const headOf = ({ id, programmeKey, titleZh, titleEn, rehearsal }: RoundRow) => ({
  id,
  programmeKey,
  title: { zh: titleZh, en: titleEn },
  rehearsal,
});
export const points = (hundredths: number | null) => (hundredths === null ? null : hundredths / 100);
export const nameOf = (pack: Pack, categoryNo: number): Bilingual => categoryOf(pack, categoryNo).name;
