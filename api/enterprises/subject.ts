import { Problem } from '../../contracts/problem-error.ts';
import type { Tx } from '../../db/client.ts';
import { enterpriseRelations } from '../../db/enterprises.ts';
import type { Subject } from '../../domain/permissions.ts';

/** What an enterprise is related to; 404 when it does not exist. */
export async function enterpriseSubject(tx: Tx, { enterpriseId }: { enterpriseId: string }): Promise<Subject> {
  const relations = await enterpriseRelations(tx, enterpriseId);
  if (relations === null) throw new Problem('notFound');
  return relations;
}
