/** Server-sent events: tells each open page which of its person's cases moved. One LISTEN per API process. */
import type { Response } from 'express';
import { z } from 'zod';
import type { Sql, Tx } from '../db/client.ts';
import { listenMoved } from '../db/notifier.ts';
import { type Actor, permits, type Subject } from '../domain/permissions.ts';
import { query, type Route, signedIn } from './route.ts';
import type { ActorOf } from './session.ts';

const HEARTBEAT_MS = 20_000;
/** Moves within this span are judged by one query. */
const GATHER_MS = 20;

type Stream = { actor: Actor; res: Response; renew: () => Promise<Actor | null> };
export type Events = { route: Route; start: () => Promise<void>; close: () => Promise<void> };

/** The stream's route and the listener behind it; `start` opens the LISTEN connection, `close` ends all streams. */
export function createEvents(sql: Sql, actorOf: ActorOf): Events {
  const streams = new Set<Stream>();
  const moved = new Set<string>();
  let stopListening: (() => Promise<void>) | null = null;
  let gathering: NodeJS.Timeout | null = null;

  const drop = (stream: Stream) => {
    streams.delete(stream);
    stream.res.end();
  };

  async function deliver(): Promise<void> {
    gathering = null;
    const ids = [...moved];
    moved.clear();
    if (streams.size === 0) return;
    const scopes = await scopesOf(sql, ids);
    for (const { actor, res } of streams) {
      const caseIds = ids.filter((id) => maySee(actor, scopes.get(id)));
      if (caseIds.length > 0) res.write(`event: moved\ndata: ${JSON.stringify({ caseIds })}\n\n`);
    }
  }

  const hear = (caseIds: string[]) => {
    for (const id of caseIds) moved.add(id);
    gathering ??= setTimeout(() => void deliver().catch(() => {}), GATHER_MS);
  };

  // Keeps proxies from closing the stream, and asks again who the person is: a session that ended ends its stream.
  const beat = async () => {
    for (const stream of [...streams]) {
      const actor = await stream.renew().catch(() => stream.actor);
      if (actor === null) drop(stream);
      else {
        stream.actor = actor;
        stream.res.write(': still here\n\n');
      }
    }
  };
  let heartbeat: NodeJS.Timeout | null = null;

  const route = query({
    id: 'events.read',
    method: 'get',
    path: '/events',
    tag: 'events',
    summary: 'Stream of `moved` events: `{ caseIds }` of cases that the person may see',
    permission: 'events.read',
    reply: z.object({ caseIds: z.array(z.uuid()) }),
    raw: true,
    run: async ({ actor, req, res }) => {
      res.status(200).set({
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      });
      res.flushHeaders();
      res.write('retry: 3000\n\n');
      const stream: Stream = { actor: signedIn(actor), res, renew: () => actorOf(req) };
      streams.add(stream);
      res.on('close', () => streams.delete(stream));
      return { caseIds: [] };
    },
  });

  return {
    route,
    start: async () => {
      heartbeat = setInterval(() => void beat(), HEARTBEAT_MS);
      heartbeat.unref();
      stopListening = await listenMoved(sql, hear);
    },
    close: async () => {
      if (heartbeat) clearInterval(heartbeat);
      if (gathering) clearTimeout(gathering);
      await stopListening?.().catch(() => {});
      for (const stream of [...streams]) drop(stream);
    },
  };
}

type Scope = {
  id: string;
  kind: 'application' | 'round' | 'office' | 'objection' | 'reversal' | 'change';
  subject: Subject;
  assignees: string[];
};

function maySee(actor: Actor, scope: Scope | undefined): boolean {
  if (scope === undefined) return false;
  if (scope.assignees.includes(actor.userId)) return true;
  switch (scope.kind) {
    case 'application':
      return permits(actor, 'application.read', scope.subject) === 'allowed';
    case 'change':
      return permits(actor, 'change.read', scope.subject) === 'allowed';
    case 'round':
      // Applicants of a round hear of it too: its closing may have been moved.
      return (
        permits(actor, 'round.read') === 'allowed' || permits(actor, 'application.read', scope.subject) === 'allowed'
      );
    case 'objection':
      return permits(actor, 'objection.read', scope.subject) === 'allowed';
    case 'reversal':
      return permits(actor, 'reversal.read') === 'allowed';
    case 'office':
      return permits(actor, 'audit.read') === 'allowed';
  }
}

async function scopesOf(tx: Tx, ids: string[]): Promise<Map<string, Scope>> {
  const rows = await tx<
    {
      id: string;
      kind: Scope['kind'];
      bodyId: string | null;
      objectorId: string | null;
      parties: string[] | null;
      changing: string[];
      invited: string[] | null;
      assignees: string[] | null;
    }[]
  >`
    select c.id, c.kind, a.recommending_body_id as body_id, o.objector_id,
      (select array_agg(distinct p.enterprise_id::text) from application_parties p join applications x on x.case_id = p.application_id
        where p.status = 'confirmed' and (x.case_id = a.case_id or x.round_id = c.id)) as parties,
      (select array_agg(distinct p.enterprise_id::text) from application_parties p join applications x on x.case_id = p.application_id
        where p.status = 'invited' and (x.case_id = c.id or x.round_id = c.id)) as invited,
      array_remove(array[m.leaving_enterprise_id::text, m.joining_enterprise_id::text], null) as changing,
      (select array_agg(distinct t.assignee_id) from tasks t where t.case_id = c.id and t.assignee_id is not null) as assignees
    from cases c left join member_changes m on m.case_id = c.id
    left join applications a on a.case_id = coalesce(m.application_id, c.id) left join objections o on o.case_id = c.id
    where c.id = any(${ids}::uuid[])`;
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        kind: row.kind,
        subject: {
          ...(row.objectorId === null ? {} : { userId: row.objectorId }),
          bodyIds: row.bodyId === null ? [] : [row.bodyId],
          partyEnterpriseIds: [...(row.parties ?? []), ...row.changing],
          invitedEnterpriseIds: row.invited ?? [],
        },
        assignees: row.assignees ?? [],
      },
    ]),
  );
}
