/** Rounds brought to the experts, for tests of panels, sheets and rankings. */
import type { DemoApplication } from '../../programmes/demo.ts';
import { applyJointly, passCirculation, sampleApplication } from './story.ts';
import { type Scene, until } from './scene.ts';

export const food = sampleApplication('food');
export const automotive = sampleApplication('automotive');

/** A second consortium of the food category, with other parties. */
export const rival: DemoApplication = {
  ...food,
  key: 'food-rival',
  lead: 'zaoxiang-food',
  parties: food.parties.map((party, index) => ({
    ...party,
    enterprise: index === 0 ? 'zaoxiang-food' : 'yunqiao-service',
  })),
};

/** Applications submitted in this order, qualified, the call closed, panels drawn. Needs the worker. */
export async function underReview(scene: Scene, samples: readonly DemoApplication[], workingDayMs?: number) {
  const roundId = await scene.openRound(workingDayMs ? { workingDayMs } : {});
  const ids: string[] = [];
  for (const sample of samples) {
    const { id } = await applyJointly(scene.stage, scene.ids, roundId, sample);
    await passCirculation(scene.stage, id, sample.lead);
    ids.push(id);
  }
  await scene.closeNow(roundId);
  await until('panel', async () => (await scene.round(roundId)).status === 'panel');
  await scene.city.post(`/rounds/${roundId}/panels`);
  return { roundId, ids };
}

type Task = { id: string; caseId: string };
export type Sheet = { points: Record<string, number>; advice: string | null; opinion: string | null };

/** Open score tasks of an expert in a round. */
export async function scoreTasks(scene: Scene, email: string, roundId: string): Promise<Task[]> {
  const expert = await scene.as(email);
  const { items } = await expert.get<{ items: Task[] }>(`/tasks?view=open&step=score&roundId=${roundId}&perPage=100`);
  return items;
}

/** E-mails of the experts who hold a seat, by category. */
export async function seats(scene: Scene, roundId: string, categoryNo: number): Promise<string[]> {
  const rows = await scene.sql<{ email: string }[]>`
    select u.email from panel_members m join users u on u.id = m.expert_id
    where m.round_id = ${roundId} and m.category_no = ${categoryNo} and m.state = 'seated' order by u.email`;
  return rows.map(({ email }) => email);
}
