/** Districts, zones, the offices and the group. */
import type { z } from 'zod';
import type { BodyView } from '../contracts/accounts.ts';
import type { Tx } from './client.ts';

export type BodyRow = z.infer<typeof BodyView>;

export async function listBodies(tx: Tx): Promise<BodyRow[]> {
  const rows = await tx<
    { id: string; kind: BodyRow['kind']; nameZh: string; nameEn: string; divisionCode: string | null }[]
  >`
    select id, kind, name_zh, name_en, division_code from bodies order by kind, division_code, id`;
  return rows.map(({ id, kind, nameZh, nameEn, divisionCode }) => ({
    id,
    kind,
    name: { zh: nameZh, en: nameEn },
    divisionCode,
  }));
}

export async function bodyKind(tx: Tx, id: string): Promise<BodyRow['kind'] | null> {
  const [row] = await tx<{ kind: BodyRow['kind'] }[]>`select kind from bodies where id = ${id}`;
  return row?.kind ?? null;
}
