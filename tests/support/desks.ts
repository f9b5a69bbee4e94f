/** A small town's system with many applications brought to a desk, for tests of recommendations and of the queue. */
import type { RoundPolicy } from '../../contracts/policy.ts';
import { type System, startSystem } from './system.ts';
import { makeWorld } from './world.ts';

/** A system whose only round is the town's, with its policy changed as asked. */
export async function openTown(policy: Partial<RoundPolicy> = {}) {
  const system: System = await startSystem({ seeded: false });
  const world = await makeWorld(system.sql, { policy });
  const as = (name: string) => system.as(`${name}@town.example`);
  /** Submitted applications, each passed by the form check: they wait at the recommending desk. */
  const atRecommendation = async (count: number, categoryNo = 1) => {
    const ids: string[] = [];
    for (let no = 0; no < count; no++) {
      const { id } = await world.application({ categoryNo });
      await world.decide(id, world.officers.district, 'accepted');
      ids.push(id);
    }
    return ids;
  };
  const taskOf = async (caseId: string) => {
    const task = await world.openTask(caseId);
    if (!task) throw new Error(`no open task of ${caseId}`);
    return task;
  };
  return { system, sql: system.sql, world, as, atRecommendation, taskOf, close: () => system.close() };
}
export type Town = Awaited<ReturnType<typeof openTown>>;
