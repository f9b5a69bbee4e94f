/** The work queue, decisions and score sheets. */
import { z } from 'zod';
import * as contract from '../../contracts/tasks.ts';
import { saveSheet, scoringView, signSheet, recuseFrom } from '../../db/scores.ts';
import { decideTaskOnce } from '../../db/decisions.ts';
import { moveUp } from '../../db/moving-up.ts';
import { readCircle } from '../../db/task-circle.ts';
import { colleaguesFor, reassignTask } from '../../db/reassignment.ts';
import { countTasks, listTasks } from '../../db/task-lists.ts';
import { claimTask, readTask, releaseTask, subjectOf, taskRelation } from '../../db/tasks.ts';
import { neighboursOf } from '../../db/task-neighbours.ts';
import { command, query, type Route, signedIn, statement } from '../route.ts';

const caseOf = (subject: object) => (subject as { caseId: string }).caseId;

export const taskRoutes: Route[] = [
  query({
    id: 'tasks.list',
    method: 'get',
    path: '/tasks',
    tag: 'Tasks',
    summary: 'The work queue of the actor’s roles',
    permission: 'task.list',
    query: contract.TaskQuery,
    reply: contract.TaskPage,
    run: ({ tx, actor, query: filter }) => listTasks(tx, signedIn(actor), filter),
  }),
  query({
    id: 'tasks.counts',
    method: 'get',
    path: '/tasks/counts',
    tag: 'Tasks',
    summary: 'Counts behind the tabs of the queue',
    permission: 'task.list',
    query: contract.TaskScopeQuery,
    reply: contract.TaskCounts,
    run: ({ tx, actor, query: { scope } }) => countTasks(tx, signedIn(actor), scope),
  }),
  query({
    id: 'tasks.read',
    method: 'get',
    path: '/tasks/:taskId',
    tag: 'Tasks',
    summary: 'One task with the outcomes on offer',
    permission: 'task.read',
    params: contract.TaskParams,
    reply: contract.TaskView,
    impersonal: subjectOf,
    run: ({ tx, params }) => readTask(tx, params.taskId),
  }),
  query({
    id: 'tasks.neighbours',
    method: 'get',
    path: '/tasks/:taskId/neighbours',
    tag: 'Tasks',
    summary: 'The tasks before and after this one in the caller’s queue, in the order of the filter',
    permission: 'task.read',
    params: contract.TaskParams,
    query: contract.NeighbourQuery,
    reply: contract.Neighbours,
    related: (tx, { taskId }) => taskRelation(tx, taskId),
    run: ({ tx, actor, params, query: filter }) => neighboursOf(tx, params.taskId, signedIn(actor), filter),
  }),
  command({
    id: 'tasks.claim',
    method: 'post',
    path: '/tasks/:taskId/claim',
    tag: 'Tasks',
    summary: 'Take a task so that colleagues do not work on it at once',
    permission: 'task.claim',
    params: contract.TaskParams,
    body: contract.ClaimTask,
    reply: contract.TaskView,
    related: (tx, { taskId }) => taskRelation(tx, taskId),
    run: async ({ tx, actor, params, body, subject, moved }) => {
      moved.push(caseOf(subject));
      await claimTask(tx, params.taskId, caseOf(subject), signedIn(actor).userId, body.despiteLeave);
      return readTask(tx, params.taskId);
    },
  }),
  command({
    id: 'tasks.release',
    method: 'post',
    path: '/tasks/:taskId/release',
    tag: 'Tasks',
    summary: 'Give a task back to the queue',
    permission: 'task.claim',
    params: contract.TaskParams,
    reply: contract.TaskView,
    related: (tx, { taskId }) => taskRelation(tx, taskId),
    run: async ({ tx, actor, params, subject, moved }) => {
      moved.push(caseOf(subject));
      await releaseTask(tx, params.taskId, caseOf(subject), signedIn(actor).userId);
      return readTask(tx, params.taskId);
    },
  }),
  query({
    id: 'tasks.colleagues',
    method: 'get',
    path: '/tasks/:taskId/colleagues',
    tag: 'Tasks',
    summary: 'To whom the task can be handed',
    permission: 'task.reassign',
    params: contract.TaskParams,
    reply: contract.Colleagues,
    related: (tx, { taskId }) => taskRelation(tx, taskId),
    run: async ({ tx, params }) => ({ items: await colleaguesFor(tx, params.taskId) }),
  }),
  command({
    id: 'tasks.reassign',
    method: 'post',
    path: '/tasks/:taskId/reassignment',
    tag: 'Tasks',
    summary: 'Hand the task to a colleague, with the reason: the supervisor, who holds it, or the deputy',
    permission: 'task.reassign',
    params: contract.TaskParams,
    body: contract.ReassignTask,
    reply: contract.TaskView,
    related: (tx, { taskId }) => taskRelation(tx, taskId),
    run: async ({ tx, actor, params, body, subject, moved }) => {
      moved.push(caseOf(subject));
      await reassignTask(tx, params.taskId, caseOf(subject), body, signedIn(actor));
      return readTask(tx, params.taskId);
    },
  }),
  query({
    id: 'tasks.circle',
    method: 'get',
    path: '/tasks/:taskId/circle',
    tag: 'Tasks',
    summary: 'Who may take the task, and what ends it where nobody may',
    permission: 'task.readCircle',
    params: contract.TaskParams,
    reply: contract.TaskCircle,
    related: (tx, { taskId }) => taskRelation(tx, taskId),
    run: ({ tx, params }) => readCircle(tx, params.taskId),
  }),
  command({
    id: 'tasks.moveUp',
    method: 'post',
    path: '/tasks/:taskId/superior',
    tag: 'Tasks',
    summary: 'Have the superior body decide a task that nobody of its body may take, with the reason',
    permission: 'task.moveUp',
    params: contract.TaskParams,
    body: contract.MoveTaskUp,
    reply: contract.TaskMovedUp,
    related: (tx, { taskId }) => taskRelation(tx, taskId),
    run: async ({ tx, actor, params, body, subject, moved }) => {
      moved.push(caseOf(subject));
      return moveUp(tx, params.taskId, caseOf(subject), body, signedIn(actor));
    },
  }),
  statement({
    id: 'tasks.decide',
    method: 'post',
    path: '/tasks/:taskId/decision',
    tag: 'Tasks',
    summary: 'Decide: the task closes, the slip moves, the next desk’s task opens, all in one transaction',
    permission: 'task.decide',
    params: contract.TaskParams,
    body: contract.Decision,
    reply: contract.Decided,
    related: (tx, { taskId }) => taskRelation(tx, taskId),
    once: async ({ tx, actor, params, body, moved }, claim) => {
      const answer = await decideTaskOnce(tx, claim, { taskId: params.taskId, decision: body, actor: signedIn(actor) });
      if (answer.caseId !== null) moved.push(answer.caseId);
      return answer;
    },
  }),
  query({
    id: 'tasks.scoring',
    method: 'get',
    path: '/tasks/:taskId/scoring',
    tag: 'Scoring',
    summary: 'What an expert sees of one application, blind where the policy says so',
    permission: 'score.read',
    params: contract.TaskParams,
    reply: contract.ScoringView,
    related: (tx, { taskId }) => taskRelation(tx, taskId),
    run: ({ tx, actor, params }) => scoringView(tx, params.taskId, signedIn(actor).userId),
  }),
  command({
    id: 'tasks.saveScoreSheet',
    method: 'put',
    path: '/tasks/:taskId/score-sheet',
    tag: 'Scoring',
    summary: 'Autosave the score sheet',
    permission: 'score.write',
    params: contract.TaskParams,
    body: contract.SaveScoreSheet,
    reply: contract.SavedSheet,
    ifMatch: true,
    related: (tx, { taskId }) => taskRelation(tx, taskId),
    run: ({ tx, actor, params, subject, body, ifMatch }) =>
      saveSheet(
        tx,
        { taskId: params.taskId, caseId: caseOf(subject), version: ifMatch, sheet: body },
        signedIn(actor).userId,
      ),
  }),
  command({
    id: 'tasks.signScoreSheet',
    method: 'post',
    path: '/tasks/:taskId/score-sheet/signature',
    tag: 'Scoring',
    summary: 'Sign the sheet: it never changes afterwards',
    permission: 'score.write',
    params: contract.TaskParams,
    body: z.strictObject({}),
    reply: contract.SignedSheet,
    ifMatch: true,
    related: (tx, { taskId }) => taskRelation(tx, taskId),
    run: ({ tx, actor, params, subject, ifMatch, moved }) => {
      moved.push(caseOf(subject));
      return signSheet(
        tx,
        { taskId: params.taskId, caseId: caseOf(subject), version: ifMatch },
        signedIn(actor).userId,
      );
    },
  }),
  command({
    id: 'tasks.recuse',
    method: 'post',
    path: '/tasks/:taskId/recusal',
    tag: 'Scoring',
    summary: 'Withdraw from the category’s panel for a conflict of interest; the next in the draw takes the seat',
    permission: 'score.write',
    params: contract.TaskParams,
    body: contract.Recuse,
    reply: contract.Done,
    related: (tx, { taskId }) => taskRelation(tx, taskId),
    run: ({ tx, actor, params, subject, body, moved }) => {
      moved.push(caseOf(subject));
      return recuseFrom(tx, params.taskId, body.reason, signedIn(actor).userId);
    },
  }),
];
