/** An objection filed without the API: two files of the objector, then the command itself. */
import type { Sql } from '../../db/client.ts';
import { fileObjection } from '../../db/objections.ts';
import { sha256Hex } from '../../domain/hashing.ts';

/** Files an objection of a person to a line. @returns id of the objection's case, with its number and instants */
export function objectAs(sql: Sql, userId: string, itemId: string) {
  return sql.begin(async (tx) => {
    const files = await tx<{ id: string }[]>`
      insert into objection_files (kind, file_name, media_type, size_bytes, sha256, scan, uploaded_by, uploaded_at)
      select kind, kind || '.pdf', 'application/pdf', 9, ${sha256Hex(`${userId}/${itemId}`)}, 'clean', ${userId}, clock_timestamp()
      from unnest(array['statement', 'evidence']) kind returning id`;
    const input = {
      itemId,
      realName: '王建国',
      mobile: '13800138000',
      enterpriseId: null,
      statement: '该项目申报材料中的合同与公开信息不一致，具体见证据。',
      fileIds: files.map(({ id }) => id),
    };
    return fileObjection(tx, input, {
      userId,
      name: userId,
      email: `${userId}@town.example`,
      locale: 'zh',
      sessionId: '',
      twoFactor: false,
      grants: [],
    });
  });
}
