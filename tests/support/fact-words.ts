import { factTexts } from '../../admin-ui/src/i18n/factTexts.ts';
import { messages } from '../../admin-ui/src/i18n/messages.ts';
import type { Sql } from '../../db/client.ts';

/** Members of recorded payloads, at any depth, that the auditor's page has no words for. Empty where all is well. */
export async function membersWithoutWords(sql: Sql): Promise<string[]> {
  const { vocabulary } = messages.zh as unknown as { vocabulary: { field: Record<string, string> } };
  const rows = await sql<{ kind: string; member: string }[]>`
    select distinct f.kind, k as member
    from facts f, jsonb_path_query(f.payload, 'strict $.**') part,
      jsonb_object_keys(case jsonb_typeof(part) when 'object' then part else '{}' end) k
    where not (part ? 'zh' and part ? 'en') order by 1, 2`;
  return rows
    .filter(({ member }) => !(member in factTexts.zh.member) && !(member in vocabulary.field))
    .map(({ kind, member }) => `${kind}.${member}`);
}
