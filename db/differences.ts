/** Differences between two submitted contents, with the marks of the correction between them. */
import type { z } from 'zod';
import type { Difference } from '../contracts/applications.ts';
import type { FieldMark } from '../contracts/facts.ts';
import { differences, isUnder } from '../domain/differences.ts';
import type { FrozenContent } from '../domain/submission-content.ts';
import type { Tx } from './client.ts';

/** What changed between the last two submitted contents, with the fields that an officer had marked. */
export async function differencesOf(
  tx: Tx,
  applicationId: string,
): Promise<{ from: number; to: number; items: z.input<typeof Difference>[] }> {
  const versions = await tx<{ contentVersion: number; content: FrozenContent }[]>`
    select s.content_version, f.content from submissions s join frozen_contents f on f.application_id = s.application_id and f.no = s.frozen_no
    where s.application_id = ${applicationId} order by s.content_version desc limit 2`;
  const [after, before] = versions;
  if (!after) return { from: 0, to: 0, items: [] };
  if (!before) return { from: 0, to: after.contentVersion, items: [] };
  const [correction] = await tx<{ payload: { marks?: FieldMark[] } }[]>`
    select payload from tasks where case_id = ${applicationId} and step = 'correction' and status = 'done' order by decided_at desc limit 1`;
  const marks = correction?.payload.marks ?? [];
  const places = new Map<string, { section: string; enterpriseId: string | null; before: unknown; after: unknown }>();
  const put = (content: FrozenContent, side: 'before' | 'after') => {
    const set = (section: string, enterpriseId: string | null, data: unknown) => {
      const key = `${section} ${enterpriseId ?? ''}`;
      const place = places.get(key) ?? { section, enterpriseId, before: {}, after: {} };
      place[side] = data;
      places.set(key, place);
    };
    for (const [section, data] of Object.entries(content.shared)) set(section, null, data);
    for (const party of content.parties)
      for (const [section, data] of Object.entries(party.sections)) set(section, party.enterpriseId, data);
    for (const enterpriseId of new Set([null, ...content.parties.map((party) => party.enterpriseId)])) {
      const names: Record<string, string> = {};
      for (const file of content.attachments) {
        if (file.enterpriseId === enterpriseId)
          names[file.slot] = names[file.slot] ? `${names[file.slot]}、${file.fileName}` : file.fileName;
      }
      set('attachments', enterpriseId, names);
    }
  };
  put(before.content, 'before');
  put(after.content, 'after');
  return {
    from: before.contentVersion,
    to: after.contentVersion,
    items: [...places.values()].flatMap((place) =>
      differences(place.before, place.after).map((change) => ({
        section: place.section,
        enterpriseId: place.enterpriseId,
        pointer: change.pointer,
        before: change.before ?? null,
        after: change.after ?? null,
        marked: marks.some(
          (mark) =>
            mark.section === place.section &&
            mark.enterpriseId === place.enterpriseId &&
            isUnder(change.pointer, mark.pointer),
        ),
      })),
    ),
  };
}
