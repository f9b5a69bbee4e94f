/** Messages about tasks: one that waits, ones that are due soon, ones that are late. */
import type { Bilingual } from '../../contracts/text.ts';
import type { Words } from '../../domain/messages/values.ts';
import { holdersOf, officersOf, type Person, personsOf, supervisorsOf } from './recipients.ts';
import { roundLink, type Telling, taskLink, tasksLink, wordsOfStep } from './telling.ts';

type Task = { id: string; step: string; dueAt: string; bodyKind: string | null; body: Bilingual | null };

/** Open tasks of these ids. */
async function openTasks({ tx }: Telling, taskIds: readonly string[]): Promise<Task[]> {
  return tx<Task[]>`
    select t.id, t.step, t.due_at, b.kind as body_kind,
      case when b.id is not null then jsonb_build_object('zh', b.name_zh, 'en', b.name_en) end as body
    from tasks t left join bodies b on b.id = t.body_id
    where t.id = any(${[...taskIds]}::uuid[]) and t.status = 'open' order by t.due_at`;
}

/** A task that was opened and is open still: a desk's colleagues learn of it, the one who handed it on knows. */
export async function tellWaiting(telling: Telling, taskId: string | null): Promise<void> {
  if (taskId === null) return;
  const { tx, about, fact, tell } = telling;
  const [task] = await openTasks(telling, [taskId]);
  if (!task) return;
  const people = (await holdersOf(tx, [taskId])).filter((person) => person.userId !== fact.actorId);
  const { dueAt } = task;
  const step = wordsOfStep(about, task.step);
  if (!ofProject(telling)) tell(people, 'roundTaskWaiting', { round: about.round, step, dueAt }, taskLink(taskId));
  else tell(people, 'taskWaiting', { project: about.project, round: about.round, step, dueAt }, taskLink(taskId));
}

/** Score sheets that wait for experts: one message to each, however many sheets. */
export async function tellExperts(telling: Telling, only: string | null = null): Promise<void> {
  const { tx, about, tell } = telling;
  const experts = await tx<(Person & { count: number; dueAt: string })[]>`
    select u.id as user_id, u.email, u.locale, count(*)::int as count, min(t.due_at) as due_at
    from tasks t join users u on u.id = t.assignee_id
    where t.round_id = ${about.roundId} and t.step = 'score' and t.status = 'open'
      and (${only}::text is null or t.assignee_id = ${only})
    group by u.id`;
  for (const expert of experts) {
    tell([expert], 'scoresWaiting', { round: about.round, count: expert.count, dueAt: expert.dueAt }, tasksLink);
  }
}

/** Reminders to those who have the tasks; lateness also to the city office, which answers for the procedure. */
export async function tellDue(
  telling: Telling,
  template: 'taskReminder' | 'taskOverdue',
  taskIds: readonly string[],
): Promise<void> {
  const { tx, about, tell } = telling;
  const tasks = await openTasks(telling, taskIds);
  const holders = await holdersOf(tx, taskIds);
  for (const [userId, group] of byPerson(tasks, holders)) {
    const person = holders.find((holder) => holder.userId === userId) as Person;
    for (const { tasks: same, step } of group) tellOne(telling, template, person, same, step);
  }
  if (template !== 'taskOverdue') return;
  const told = new Set(holders.map((holder) => holder.userId));
  const office = (await officersOf(tx, 'cityOffice')).filter((person) => !told.has(person.userId));
  const steps = [...new Set(tasks.map((task) => task.step))];
  for (const step of steps) {
    const late = tasks.filter((task) => task.step === step);
    const { dueAt, body } = late[0] as Task;
    const values = {
      about: aboutOf(telling),
      step: wordsOfStep(about, step),
      count: late.length,
      dueAt,
      body: late.length === 1 ? body : null,
    };
    tell(
      office,
      'taskOverdue',
      values,
      about.kind === 'round' ? roundLink(about.id) : taskLink(late[0]?.id as string),
      step,
    );
  }
}

function tellOne(
  telling: Telling,
  template: 'taskReminder' | 'taskOverdue',
  person: Person,
  tasks: Task[],
  step: string,
) {
  const first = tasks[0] as Task;
  const values = {
    about: aboutOf(telling),
    step: wordsOfStep(telling.about, step),
    count: tasks.length,
    dueAt: first.dueAt,
  };
  const link = tasks.length === 1 ? taskLink(first.id) : tasksLink;
  if (template === 'taskOverdue') telling.tell([person], 'taskOverdue', { ...values, body: null }, link, step);
  else telling.tell([person], 'taskReminder', values, link, step);
}

/** An application and a change of its members are told by the project's name, everything else by its round. */
const ofProject = ({ about }: Telling) => about.kind === 'application' || about.kind === 'change';

const aboutOf = (telling: Telling) => (ofProject(telling) ? telling.about.project : telling.about.round);

/** Tasks of each person, by step. */
function byPerson(tasks: readonly Task[], holders: readonly (Person & { taskId: string })[]) {
  const people = new Map<string, { step: string; tasks: Task[] }[]>();
  for (const task of tasks) {
    for (const { userId } of holders.filter((holder) => holder.taskId === task.id)) {
      const groups = people.get(userId) ?? [];
      const group = groups.find((known) => known.step === task.step);
      if (group) group.tasks.push(task);
      else groups.push({ step: task.step, tasks: [task] });
      people.set(userId, groups);
    }
  }
  return people;
}

/** In place of a name where a task is unclaimed. */
const NOBODY: Words = { zh: '尚无人领取', en: 'nobody' };

/** Late for so long that the supervisor of the body must see to it; a body without one is the city office's concern. */
export async function tellEscalated(telling: Telling, taskIds: readonly string[]): Promise<void> {
  const { tx, about, tell } = telling;
  const holders = await tx<{ id: string; holder: string | null }[]>`
    select t.id, u.name as holder from tasks t left join users u on u.id = t.claimed_by where t.id = any(${[...taskIds]}::uuid[])`;
  for (const task of await openTasks(telling, taskIds)) {
    const supervisors = await supervisorsOf(tx, task.id);
    const people = supervisors.length > 0 ? supervisors : await officersOf(tx, 'cityOffice');
    const holder = holders.find(({ id }) => id === task.id)?.holder ?? NOBODY;
    const { dueAt, body } = task;
    const values = { about: aboutOf(telling), step: wordsOfStep(about, task.step), dueAt, body, holder };
    tell(people, 'taskEscalated', values, taskLink(task.id), task.id);
  }
}

/** Both sides of a task that was handed on, but not who did it. */
export async function tellReassigned(telling: Telling): Promise<void> {
  const { tx, about, fact, tell } = telling;
  const { taskId, from, to, reason } = fact.payload as {
    taskId: string;
    from: string | null;
    to: string;
    reason: string;
  };
  const [task] = await openTasks(telling, [taskId]);
  if (!task) return;
  const people = await personsOf(
    tx,
    [to, fact.actorId, from].filter((id) => id !== null),
  );
  const nameOf = (id: string | null) => people.find(({ userId }) => userId === id)?.name ?? null;
  const values = {
    about: aboutOf(telling),
    step: wordsOfStep(about, task.step),
    dueAt: task.dueAt,
    from: nameOf(from) ?? NOBODY,
    to: nameOf(to) ?? '',
    by: nameOf(fact.actorId) ?? '',
    reason,
  };
  const told = people.filter(({ userId }) => userId !== fact.actorId);
  tell(told, 'taskReassigned', values, taskLink(taskId));
}
