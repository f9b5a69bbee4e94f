/** Every page of every role, in English at phone width and in Chinese on a desktop: axe, sideways scrolling, script errors. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { type System, startSystem } from '../support/system.ts';
import { DESKTOP, findings, type Language, PHONE, type Place, Visitor } from './people.ts';

let system: System;
let browser: Browser;
let draftId = '';
let submittedId = '';
let roundId = '';
let taskId = '';
let userId = '';

beforeAll(async () => {
  [system, browser] = await Promise.all([startSystem({ round: true }), launchBrowser()]);
  const idOf = async (status: string) =>
    (await system.sql<{ caseId: string }[]>`select case_id from applications where status = ${status}`)[0]?.caseId ??
    '';
  draftId = await idOf('draft');
  submittedId = await idOf('circulating');
  roundId = (await system.sql<{ caseId: string }[]>`select case_id from rounds limit 1`)[0]?.caseId ?? '';
  taskId = (await system.sql<{ id: string }[]>`select id from tasks where status = 'open' limit 1`)[0]?.id ?? '';
  userId = (await system.sql<{ id: string }[]>`select id from users where email like 'expert1@%'`)[0]?.id ?? '';
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

/** An id that belongs to nothing: the page that cannot be shown. */
const nobody = '00000000-0000-4000-8000-00000000dead';

/** Pages by who looks at them. */
const places = (): Record<string, [email: string | null, paths: Record<string, string>]> => ({
  public: [
    null,
    {
      calls: '/',
      call: `/calls/${roundId}`,
      guide: '/guide',
      notices: '/notices',
      results: '/results',
      receipts: '/receipts',
      certificates: '/certificates',
      'sign-in': '/sign-in',
      'sign-up': '/sign-up',
      'forgot-password': '/forgot-password',
      'verify-email': '/verify-email',
    },
  ],
  lead: [
    'yuweiyuan.owner',
    {
      home: '/desk',
      applications: '/desk/applications',
      create: '/desk/applications/create',
      parties: `/desk/applications/${draftId}`,
      project: `/desk/applications/${draftId}?step=project`,
      services: `/desk/applications/${draftId}?step=services`,
      indicators: `/desk/applications/${draftId}?step=partyIndicators`,
      attachments: `/desk/applications/${draftId}?step=attachments`,
      check: `/desk/applications/${draftId}?step=check`,
      preview: `/desk/applications/${draftId}?step=preview`,
      sign: `/desk/applications/${draftId}?step=sign`,
      enterprise: '/desk/enterprise',
      team: '/desk/team',
      inbox: '/desk/inbox',
      account: '/desk/account',
    },
  ],
  submitted: ['songyue.owner', { application: `/desk/applications/${submittedId}` }],
  district: [
    'economic.officer',
    {
      home: '/desk',
      queue: '/desk/tasks',
      case: `/desk/tasks/${taskId}`,
      enterprises: '/desk/enterprises',
      refused: `/desk/enterprises/${nobody}`,
    },
  ],
  office: [
    'city.officer',
    {
      home: '/desk',
      rounds: '/desk/rounds',
      certificates: '/desk/certificates',
      round: `/desk/rounds/${roundId}`,
      create: '/desk/rounds/create',
      calendar: '/desk/calendar',
      credit: '/desk/credit-records',
    },
  ],
  expert: ['expert1', { home: '/desk', queue: '/desk/tasks' }],
  auditor: ['auditor', { home: '/desk', chains: '/desk/audit', chain: `/desk/audit/${submittedId}` }],
  operator: [
    'operator',
    {
      home: '/desk',
      users: '/desk/users',
      user: `/desk/users/${userId}`,
      'user-create': '/desk/users/create',
      calendar: '/desk/calendar',
      mail: '/desk/mail',
      operations: '/desk/operations',
      invariants: '/desk/invariants',
      'message-templates': '/desk/message-templates',
      'message-template': '/desk/message-templates/correctionAsked',
    },
  ],
});

const looks: [name: string, language: Language, place: Place][] = [
  ['desktop-zh', 'zh', DESKTOP],
  ['phone-en', 'en', PHONE],
];

for (const [look, language, place] of looks) {
  test(`every page as ${look}`, async () => {
    for (const [who, [email, paths]] of Object.entries(places())) {
      const visitor = await Visitor.open(browser, system, language, place);
      if (email) {
        const address = `${email}@demo.tenfold.example`;
        await system.sql`update users set locale = ${language} where email = ${address}`;
        await visitor.signIn(address, language);
      }
      for (const [page, path] of Object.entries(paths)) {
        await visitor.go(path);
        await visitor.look(`tour-${look}-${who}-${page}`);
      }
      await visitor.close();
    }
    expect(findings.splice(0)).toEqual([]);
  }, 400_000);
}
