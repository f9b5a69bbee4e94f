/** A whole system with the demo cast on stage, and rounds of each test's own. */
import { setTimeout as delay } from 'node:timers/promises';
import type { ApplicationView } from '../../contracts/applications.ts';
import type { ProblemDocument } from '../../contracts/problems.ts';
import type { RoundView } from '../../contracts/rounds.ts';
import { type Answer, type Client, startSystem, type System, type SystemOptions } from './system.ts';
import { cast, type EnterpriseIds, personOf } from './story.ts';

/** A working day that no test outlives: nothing is reminded of, nothing lapses. */
export const LONG_DAY_MS = 3_600_000;
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 90_000;

export type RoundOptions = {
  categoryNos?: number[];
  /** Milliseconds of a working day. */
  workingDayMs?: number;
  /** Milliseconds until the call closes. */
  closesInMs?: number;
};

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** People keep one session each. `until` asks again and again; it never waits for a span of time. */
export async function openScene(options: SystemOptions = {}) {
  return sceneOf(await startSystem(options));
}

export async function sceneOf(system: System) {
  const { sql, baseUrl } = system;
  const rows = await sql<{ id: string; identifier: string }[]>`select id, identifier from enterprises`;
  const ids: EnterpriseIds = Object.fromEntries(
    cast.enterprises.map(({ key, uscc }) => [key, rows.find(({ identifier }) => identifier === uscc)?.id as string]),
  );
  const people = new Map<string, Promise<Client>>();
  const as = (email: string): Promise<Client> => {
    const known = people.get(email) ?? system.as(email);
    people.set(email, known);
    return known;
  };
  const person = (role: string, place: { enterprise?: string; bodyId?: string } = {}) => as(personOf(role, place));
  const city = await person('cityOfficer');

  /** An open call of its own, in rehearsal. */
  const openRound = async ({
    categoryNos = [2, 3],
    workingDayMs = LONG_DAY_MS,
    closesInMs = HOUR_MS,
  }: RoundOptions = {}) => {
    const { id } = await city.post<{ id: string }>('/rounds', {
      programmeKey: 'zhengzhou-ecommerce',
      title: { zh: '演练批次', en: 'Rehearsal' },
      categoryNos,
      closesAt: new Date(Date.now() + closesInMs).toISOString(),
      workingDayMs,
    });
    await city.post(`/rounds/${id}/opening`);
    return id;
  };
  /** Moves the closing of a rehearsal to this moment. */
  const closeNow = (roundId: string) =>
    city.post(`/rounds/${roundId}/closing`, { closesAt: new Date().toISOString(), reason: '演练提前截止' });

  return {
    system,
    sql,
    stage: { baseUrl, as },
    ids,
    as,
    person,
    city,
    openRound,
    closeNow,
    view: async (client: Client, id: string) => client.get<ApplicationView>(`/applications/${id}`),
    round: async (id: string) => city.get<RoundView>(`/rounds/${id}`),
    userId: async (email: string) => {
      const [row] = await sql<{ id: string }[]>`select id from users where email = ${email}`;
      return row?.id as string;
    },
    close: () => system.close(),
  };
}

/** Asks until the answer is something. Fails with `what` when it never is. */
export async function until<T>(what: string, ask: () => Promise<T | false | null | undefined>): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined) return answer;
    if (Date.now() > giveUpAt) throw new Error(`never came: ${what}`);
    await delay(40);
  }
}

/** The problem document of an answer that must be a refusal. */
export function problemOf(answer: Answer): ProblemDocument {
  if (answer.status < 400) throw new Error(`not refused: ${answer.status} ${answer.text}`);
  return answer.body as ProblemDocument;
}
