/** The public pages' API: no login, nothing personal. */
import { page } from '../../contracts/paging.ts';
import { Problem } from '../../contracts/problem-error.ts';
import {
  CallDetail,
  Calls,
  NoticeDetail,
  NoticePage,
  NoticeParams,
  ProgrammeParams,
  PublicCalendar,
  PublicCalendarQuery,
  PublicPageQuery,
  PublicProgramme,
  PublicProgrammes,
  PublicReceipt,
  ReceiptParams,
  ResultDetail,
  ResultPage,
  RoundIdParams,
} from '../../contracts/public.ts';
import { PublicCertificate, PublicCertificateParams, PublicCertificateQuery } from '../../contracts/documents.ts';
import { publicCertificate } from '../../db/certificate-views.ts';
import {
  callDetail,
  listCalls,
  listProgrammes,
  publicCalendar,
  publicProgramme,
  publicReceipt,
} from '../../db/public.ts';
import { listNotices, listResults, noticeDetail, resultDetail } from '../../db/public-notices.ts';
import { query, type Route } from '../route.ts';

const common = { method: 'get', tag: 'public', permission: 'public.read' } as const;
const windowOf = ({ page: no, perPage }: { page: number; perPage: number }) => ({
  limit: perPage,
  offset: (no - 1) * perPage,
});

function found<T>(value: T | null): T {
  if (value === null) throw new Problem('notFound');
  return value;
}

export const publicRoutes: Route[] = [
  query({
    ...common,
    id: 'public.programmes',
    path: '/public/programmes',
    summary: 'Programmes loaded',
    reply: PublicProgrammes,
    run: async ({ tx }) => ({
      items: (await listProgrammes(tx)).map(({ key, version, name, document, period }) => ({
        key,
        version,
        name,
        document,
        period,
      })),
    }),
  }),
  query({
    ...common,
    id: 'public.programme',
    path: '/public/programmes/:key',
    summary: 'A programme: guide, categories with their required services, stages with targets, governance',
    params: ProgrammeParams,
    reply: PublicProgramme,
    run: async ({ tx, params }) => {
      const pack = found(await publicProgramme(tx, params.key));
      const { key, version, name, document, period, categories, stages, governance, guide, bodies } = pack;
      return { key, version, name, document, period, categories, stages, governance, guide, bodies };
    },
  }),
  query({
    ...common,
    id: 'public.calls',
    path: '/public/calls',
    summary: 'Calls that are open or coming',
    reply: Calls,
    run: ({ tx }) => listCalls(tx),
  }),
  query({
    ...common,
    id: 'public.call',
    path: '/public/calls/:roundId',
    summary: 'A call with its rules: desks, rubric, tie-breakers, notice, form, attachments',
    params: RoundIdParams,
    reply: CallDetail,
    run: async ({ tx, params }) => found(await callDetail(tx, params.roundId)),
  }),
  query({
    ...common,
    id: 'public.notices',
    path: '/public/notices',
    summary: 'Public notices (公示), latest first',
    query: PublicPageQuery,
    reply: NoticePage,
    run: async ({ tx, query: asked }) => {
      const { rows, now } = await listNotices(tx, windowOf(asked));
      return { ...page(rows, asked), now };
    },
  }),
  query({
    ...common,
    id: 'public.notice',
    path: '/public/notices/:noticeId',
    summary: 'A public notice with its lines',
    params: NoticeParams,
    reply: NoticeDetail,
    run: async ({ tx, params }) => found(await noticeDetail(tx, params.noticeId)),
  }),
  query({
    ...common,
    id: 'public.results',
    path: '/public/results',
    summary: 'Rounds whose results are published',
    query: PublicPageQuery,
    reply: ResultPage,
    run: async ({ tx, query: asked }) => page(await listResults(tx, windowOf(asked)), asked),
  }),
  query({
    ...common,
    id: 'public.result',
    path: '/public/results/:roundId',
    summary: 'Result of a round by category',
    params: RoundIdParams,
    reply: ResultDetail,
    run: async ({ tx, params }) => found(await resultDetail(tx, params.roundId)),
  }),
  query({
    ...common,
    id: 'public.receipt',
    path: '/public/receipts/:receiptNo',
    summary: 'Whether a receipt exists, with its instant and hash',
    params: ReceiptParams,
    reply: PublicReceipt,
    run: async ({ tx, params }) => found(await publicReceipt(tx, params.receiptNo)),
  }),
  query({
    ...common,
    id: 'public.certificate',
    path: '/public/certificates/:certificateNo',
    summary: 'Whether a certificate is valid, and whether the code given is the one printed on it',
    params: PublicCertificateParams,
    query: PublicCertificateQuery,
    reply: PublicCertificate,
    run: async ({ tx, params, query: asked }) => found(await publicCertificate(tx, params.certificateNo, asked.code)),
  }),
  query({
    ...common,
    id: 'public.calendar',
    path: '/public/calendar',
    summary: 'Working calendar: the days that differ from Monday to Friday',
    query: PublicCalendarQuery,
    reply: PublicCalendar,
    run: ({ tx, query: asked }) => publicCalendar(tx, asked),
  }),
];
