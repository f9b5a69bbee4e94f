/** Values to show a template with: in the editor's preview, and to find where each value stands in a built-in text. */
import type { MessageValues, TemplateName } from './values.ts';

const round = { zh: '2026 年第一批行业电子商务平台', en: 'First round of industry platforms 2026' };
const about = { project: '豫味源食品产业电子商务平台', round };
const step = { zh: '形式审查', en: 'Form check' };
const reason = '营业执照扫描件不清晰，请重新上传。';
const dueAt = '2026-12-04T16:00:00.000Z';
const documentNo = '郑政〔2026〕31号';
const count = 17;

export const SAMPLES: { [T in TemplateName]: MessageValues[T] } = {
  partyInvited: { lead: '郑州豫味源食品有限公司', round, dueAt },
  partyConfirmed: { partner: '河南云商服务有限公司', round },
  partyInvitedByMail: {
    lead: '郑州豫味源食品有限公司',
    round,
    dueAt,
    url: 'https://tenfold.example/desk/invitation?token=…',
  },
  changeFiled: {
    ...about,
    lead: '郑州豫味源食品有限公司',
    leaving: '河南链桐网络科技有限公司',
    joining: '河南云商服务有限公司',
    reason: '业务调整，不再参加。',
  },
  changeAsked: { ...about, lead: '郑州豫味源食品有限公司', leaving: '河南链桐网络科技有限公司', dueAt },
  changeSettled: {
    ...about,
    leaving: '河南链桐网络科技有限公司',
    joining: '河南云商服务有限公司',
    status: 'approved',
    reason: null,
  },
  partyGone: {
    partner: '河南云商服务有限公司',
    round,
    how: 'withdrawn',
    reason: '业务调整，不再参加。',
    frozen: true,
    voided: true,
    lead: true,
  },
  partyRemoved: { lead: '郑州豫味源食品有限公司', round, reason },
  contentReopened: { lead: '郑州豫味源食品有限公司', round, voided: true },
  memberInvited: { enterprise: '郑州豫味源食品有限公司', role: '填报人员' },
  submitted: {
    ...about,
    receiptNo: 'ZZ-2026-000128',
    submittedAt: '2026-11-20T01:32:00.000Z',
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  },
  stepPassed: { ...about, step },
  correctionAsked: {
    ...about,
    step,
    dueAt,
    reason,
    marks: [
      { field: { zh: '基本情况 / 注册资本', en: 'Profile / Registered capital' }, note: '与营业执照不一致' },
      { field: { zh: '附件 / 审计报告', en: 'Attachments / Audit report' }, note: '缺少最近一年的报告' },
    ],
  },
  correctionReceived: { ...about, receivedAt: '2026-11-25T06:05:00.000Z' },
  correctionLapsed: { ...about, dueAt },
  refused: { ...about, step, reason },
  withdrawn: about,
  draftExpired: { ...about, closedAt: dueAt },
  endedWithRound: { ...about, reason: '专项资金预算调整，本批次不再进行。' },
  reviewStarted: about,
  onNotice: { ...about, startsAt: '2026-11-27T01:00:00.000Z', endsAt: dueAt },
  resultWon: about,
  resultNotSelected: { ...about, reason: { zh: '未达到合格分数线', en: 'below the pass mark' } },
  itemPaused: { ...about, dueAt },
  itemRestored: { ...about, reason },
  itemStruck: { ...about, reason },
  noticedAgain: { ...about, startsAt: '2026-11-27T01:00:00.000Z', endsAt: dueAt, reason },
  reservePromoted: { ...about, startsAt: '2026-11-27T01:00:00.000Z', endsAt: dueAt },
  passedOver: about,
  renounced: about,
  reversalProposed: { ...about, documentNo, reason },
  reversalRejected: { ...about, reason },
  awardRevoked: { ...about, documentNo, reason },
  refusalReopened: { ...about, documentNo, reason },
  objectionReceived: { round, no: 'YY-2026-000012', filedAt: '2026-11-25T06:05:00.000Z', dueAt },
  objectionDecided: { round, no: 'YY-2026-000012', verdict: { zh: '异议成立', en: 'upheld' }, reason },
  objectionClosed: { round, no: 'YY-2026-000012' },
  certificateIssued: { ...about, number: 'ZZ-PT-2026-0007' },
  certificateRevoked: { ...about, number: 'ZZ-PT-2026-0007', reason },
  taskWaiting: { ...about, step, dueAt },
  taskReminder: { about: round, step, count, dueAt },
  taskOverdue: { about: round, step, count, dueAt, body: { zh: '金水区商务局', en: 'Jinshui commerce bureau' } },
  taskEscalated: {
    about: round,
    step,
    dueAt,
    body: { zh: '金水区商务局', en: 'Jinshui commerce bureau' },
    holder: '王海燕',
  },
  taskReassigned: { about: round, step, dueAt, from: '王海燕', to: '刘志强', by: '赵敏', reason: '原承办人外出培训。' },
  taskStranded: { about: round, step, count, dueAt, office: { zh: '金水区商务局', en: 'Jinshui commerce bureau' } },
  taskMovedUp: {
    about: round,
    step,
    dueAt,
    from: { zh: '金水区商务局', en: 'Jinshui commerce bureau' },
    by: '赵敏',
    reason: '本单位经办人均须回避。',
  },
  calledBack: { from: '2026-12-07', to: '2026-12-11', by: '赵敏', reason: '异议须限期处理。' },
  coverAsked: { person: '王海燕', from: '2026-12-07', to: '2026-12-11', reason: '年休假' },
  coverEnded: { person: '王海燕', from: '2026-12-07', to: '2026-12-11', reason: '提前返岗' },
  scoresWaiting: { round, count, dueAt },
  roundTaskWaiting: { round, step, dueAt },
  closingExtended: { round, closesAt: dueAt, reason: '平台检修影响申报。' },
  roundClosed: { round, circulating: count },
  roundCancelled: { round, reason: '专项资金预算调整，本批次不再进行。' },
  tasksVoid: { round, reason: '专项资金预算调整，本批次不再进行。', count },
  noticePublished: { round, endsAt: dueAt },
  resultsPublished: { round },
  placeVacated: { round, categoryNo: 3, cause: { zh: '放弃入选资格', en: 'gave up its place' } },
  placeLeftOpen: { round, categoryNo: 3 },
  invariantsBroken: { count },
  verifyEmail: { url: 'https://tenfold.example/api/auth/verify-email?token=…' },
  resetPassword: { url: 'https://tenfold.example/reset-password?token=…' },
};

export const TEMPLATES = Object.keys(SAMPLES) as TemplateName[];

/** Texts put together from sentences by circumstance: they have no single wording that could be edited. */
export const COMPOSED: readonly TemplateName[] = ['partyGone', 'contentReopened', 'changeFiled', 'changeSettled'];
