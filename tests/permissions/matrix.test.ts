/**
 * The full matrix: every route × every persona, asked over HTTP. The expected side is `expected.json`, read by people in
 * review: a route without a row fails, and so does a row without a route.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Route } from '../../api/route.ts';
import { type Client, startSystem, type System } from '../support/system.ts';
import { buildWorld, type Objects, PERSONAS, type Persona } from './world.ts';

const FILE = new URL('./expected.json', import.meta.url);
const expected: Record<string, Persona[]> = JSON.parse(readFileSync(FILE, 'utf8'));
const personas = Object.keys(PERSONAS) as Persona[];
/** Codes that mean the person may not. `passwordWrong` and the like come after permission. */
const DENIED = ['unauthenticated', 'forbidden', 'notFound', 'secondFactorRequired'];

let system: System;
let objects: Objects;
const clients = new Map<Persona, Client>();

beforeAll(async () => {
  system = await startSystem();
  const world = await buildWorld(system);
  objects = world.objects;
  for (const persona of personas) {
    const email = world.emails[persona];
    clients.set(persona, email === null ? system.anonymous : await system.as(email));
  }
}, 120_000);
afterAll(() => system?.close());

/** Path parameters of a route for each object it is asked about. */
function targets(route: Route): Record<string, Record<string, string>> {
  if (route.path.includes(':taskId')) {
    return route.tag === 'Scoring'
      ? { scoreTask: { taskId: objects.scoreTask ?? '' } }
      : {
          districtTask: { taskId: objects.districtTask ?? '' },
          groupTask: { taskId: objects.groupTask ?? '' },
          scoreTask: { taskId: objects.scoreTask ?? '' },
        };
  }
  const common = {
    section: 'partyProfile',
    owner: objects.lead ?? '',
    // A partner leaves a consortium; everything else is asked about the lead.
    enterpriseId: (route.id === 'parties.leave' ? objects.partner : objects.lead) ?? '',
    attachmentId: objects.attachment ?? '',
    messageId: objects.message ?? '',
    userId: (route.id.startsWith('users.') ? objects.spare : objects.owner) ?? '',
    grantId: objects.spareGrant ?? '',
    invitationId: objects.invitation ?? '',
    key: 'zhengzhou-ecommerce',
    recordId: objects.creditRecord ?? '',
    leaveId: objects.leave ?? '',
    noticeId: objects.notice ?? '',
    receiptNo: objects.receiptNo ?? '',
    changeId: objects.change ?? '',
    certificateNo: objects.certificateNo ?? '',
    letterNo: '1',
    caseId: objects.submitted ?? '',
    objectionId: objects.objection ?? '',
    fileId: objects.objectionFile ?? '',
    reversalId: objects.reversal ?? '',
    designId: objects.design ?? '',
    version: '1',
    bodyId: objects.recommendingBody ?? '',
    bulkId: objects.bulkDecision ?? '',
    viewId: objects.savedView ?? '',
    no: '1',
    template: 'closingExtended',
    locale: 'zh',
  };
  if (route.path.includes(':applicationId')) {
    return {
      submitted: { ...common, applicationId: objects.submitted ?? '' },
      draftOfOther: { ...common, applicationId: objects.draftOfOther ?? '' },
    };
  }
  return { '': { ...common, roundId: objects.reviewed ?? '' } };
}

async function mayCall(client: Client, route: Route, params: Record<string, string>): Promise<boolean> {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  // Some routes name their object in the query or in the body.
  const queries: Record<string, string> = {
    'enterprises.lookUp': '?identifier=91410105PDY0010128',
    'leaves.options': `?userId=${objects.officer}`,
    'leaves.uncovered': `?userId=${objects.officer}&role=districtOfficer&bodyId=zone-economic&deputyId=nobody`,
  };
  const query = queries[route.id] ?? '';
  if (route.id === 'events.read' || route.raw) {
    const stop = new AbortController();
    const reply = await fetch(`${system.baseUrl}/api/v1${path}`, {
      headers: { cookie: client.cookie },
      signal: stop.signal,
    });
    const denied = [401, 403, 404].includes(reply.status);
    stop.abort();
    return !denied;
  }
  // An application is created for the lead; every other body is empty, which is judged after permission.
  const bodies: Record<string, object> = {
    'applications.create': { enterpriseId: objects.lead },
    'leaves.enter': { userId: objects.officer },
  };
  const body = bodies[route.id] ?? {};
  const reply = await client.call(
    route.method.toUpperCase(),
    `${path}${query}`,
    route.method === 'get' ? {} : { body },
  );
  const code = (reply.body as { code?: string } | null)?.code;
  return !(reply.status >= 400 && code !== undefined && DENIED.includes(code));
}

test('every route answers every persona as the reviewed matrix says', async () => {
  const actual: Record<string, Persona[]> = {};
  for (const route of system.routes) {
    for (const [name, params] of Object.entries(targets(route))) {
      const allowed: Persona[] = [];
      for (const persona of personas)
        if (await mayCall(clients.get(persona) as Client, route, params)) allowed.push(persona);
      actual[name ? `${route.id} (${name})` : route.id] = allowed;
    }
  }
  if (process.env.WRITE_MATRIX) writeFileSync(FILE, `${JSON.stringify(actual, null, 2)}\n`);
  expect(actual).toEqual(process.env.WRITE_MATRIX ? actual : expected);
}, 180_000);

describe('relations that an empty body cannot show', () => {
  test('a signer signs for the own enterprise only', async () => {
    const signer = clients.get('partnerSigner') as Client;
    const reply = await signer.call('POST', `/applications/${objects.submitted}/signatures`, {
      body: { enterpriseId: objects.lead, sha256: '0'.repeat(64), password: 'not the password' },
    });
    expect((reply.body as { code: string }).code).toBe('notFound');
  });

  test('a private section of the lead is not in the partner’s view, nor the partner’s in the lead’s', async () => {
    for (const [persona, other] of [
      ['partnerOwner', objects.lead],
      ['leadOwner', objects.partner],
    ] as const) {
      const view = await (clients.get(persona) as Client).get<{ sections: { enterpriseId: string | null }[] }>(
        `/applications/${objects.submitted}`,
      );
      expect(view.sections.length).toBeGreaterThan(0);
      expect(view.sections.some(({ enterpriseId }) => enterpriseId === other)).toBe(false);
    }
  });
});
