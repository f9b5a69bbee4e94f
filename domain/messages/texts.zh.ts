/** 站内消息与邮件的中文文本。 */
import type { MessageValues } from './values.ts';
import { deadlineText, instantText, stepName, word } from './words.ts';

export type MessageText = { subject: string; body: string };
export type Texts = { [T in keyof MessageValues]: (values: MessageValues[T]) => MessageText };

const w = (words: Parameters<typeof word>[1]) => word('zh', words);
const step = (named: Parameters<typeof stepName>[1]) => stepName('zh', named);
const GONE = {
  declined: '谢绝了邀请',
  lapsed: '逾期未答复，邀请已失效',
  removed: '已由牵头单位移出',
  withdrawn: '已退出',
};
const CHANGE = {
  confirming: '待确认',
  deciding: '待审批',
  approved: '已批准',
  refused: '未获批准',
  declined: '因接替单位谢绝而终止',
  lapsed: '因逾期未确认而失效',
  withdrawn: '已由牵头单位撤回',
  overtaken: '因项目资格终止而失效',
};
const because = (reason: string | null) => (reason ? `\n理由：${reason}` : '');

export const zh: Texts = {
  partyInvited: (v) => ({
    subject: `${v.lead} 邀请贵单位联合申报`,
    body: `${v.lead} 邀请贵单位作为联合申报单位参加“${w(v.round)}”。\n请于 ${deadlineText(v.dueAt)} 前登录确认或谢绝；逾期未答复的，邀请自动失效。`,
  }),
  partyInvitedByMail: (v) => ({
    subject: `${v.lead} 邀请贵单位联合申报`,
    body: `${v.lead} 邀请贵单位作为联合申报单位参加“${w(v.round)}”。\n请于 ${deadlineText(v.dueAt)} 前打开下列链接，注册账号、登记企业后，由企业负责人或签署人确认或谢绝；逾期未答复的，邀请自动失效。\n${v.url}\n链接只能使用一次，请勿转发给无关人员。如与您无关，请忽略本邮件。`,
  }),
  partyConfirmed: (v) => ({
    subject: `${v.partner} 已确认联合申报`,
    body: `${v.partner} 已确认参加“${w(v.round)}”的联合申报。`,
  }),
  partyGone: (v) => ({
    subject: `联合申报单位变动：${v.partner}${GONE[v.how]}`,
    body: `“${w(v.round)}”的联合申报中，${v.partner}${GONE[v.how]}。${because(v.reason)}${v.frozen ? '\n已锁定的内容退回草稿，须重新锁定。' : ''}${v.voided ? '此前的签署一律作废，须由各单位重新签署。' : ''}${v.lead ? '\n您可以重新邀请，或邀请其他单位。' : ''}`,
  }),
  partyRemoved: (v) => ({
    subject: `${v.lead} 已将贵单位移出联合申报`,
    body: `${v.lead} 已将贵单位移出“${w(v.round)}”的联合申报，贵单位不再承担该项目的填报和签署。${because(v.reason)}`,
  }),
  contentReopened: (v) => ({
    subject: '联合申报内容已解除锁定',
    body: `${v.lead} 已解除“${w(v.round)}”联合申报内容的锁定，以便修改。${v.voided ? '\n此前的签署一律作废，重新锁定后须由各单位重新签署。' : ''}`,
  }),
  memberInvited: (v) => ({
    subject: `${v.enterprise} 邀请您加入其账户`,
    body: `${v.enterprise} 邀请您以“${v.role}”身份加入其账户。请用本邮箱注册，注册后即可使用。`,
  }),
  submitted: (v) => ({
    subject: `申报已提交，回执编号 ${v.receiptNo}`,
    body: `“${v.project}”已于 ${instantText(v.submittedAt)} 提交至“${w(v.round)}”。\n回执编号：${v.receiptNo}\n内容指纹（SHA-256）：${v.sha256}`,
  }),
  stepPassed: (v) => ({
    subject: `${step(v.step)}已通过`,
    body: `“${v.project}”（${w(v.round)}）已通过${step(v.step)}。`,
  }),
  correctionAsked: (v) => ({
    subject: `请于 ${deadlineText(v.dueAt)} 前补正`,
    body: `“${v.project}”在${step(v.step)}中需要补正。请于 ${deadlineText(v.dueAt)} 前一次性补正下列内容；逾期未补正的，视为撤回申报。${because(v.reason)}\n${v.marks.map((mark, index) => `${index + 1}. ${w(mark.field)}：${mark.note}`).join('\n')}`,
  }),
  correctionReceived: (v) => ({
    subject: '补正材料已收到',
    body: `“${v.project}”的补正材料已于 ${instantText(v.receivedAt)} 收到，将由提出补正的单位继续审查。`,
  }),
  correctionLapsed: (v) => ({
    subject: '逾期未补正，视为撤回申报',
    body: `“${v.project}”（${w(v.round)}）未在 ${deadlineText(v.dueAt)} 前补正，依照规定视为撤回申报。`,
  }),
  refused: (v) => ({
    subject: `${step(v.step)}未通过`,
    body: `“${v.project}”（${w(v.round)}）未通过${step(v.step)}，本次申报到此结束。${because(v.reason)}`,
  }),
  withdrawn: (v) => ({ subject: '申报已撤回', body: `“${v.project}”（${w(v.round)}）已由申报单位撤回。` }),
  draftExpired: (v) => ({
    subject: '申报窗口已关闭，草稿未提交',
    body: `“${w(v.round)}”已于 ${deadlineText(v.closedAt)} 截止。“${v.project}”仍为草稿，未计入申报。`,
  }),
  endedWithRound: (v) => ({
    subject: `批次已取消，申报随之终止：${v.project}`,
    body: `“${w(v.round)}”已取消，“${v.project}”随之终止，不再办理。${because(v.reason)}\n已填报和提交的材料予以留存，可随时查看。今后重新公告征集的，可另行申报；对取消有疑问的，请联系主办单位。`,
  }),
  reviewStarted: (v) => ({ subject: '已进入专家评审', body: `“${v.project}”（${w(v.round)}）已进入专家评审。` }),
  onNotice: (v) => ({
    subject: '已列入公示名单',
    body: `“${v.project}”（${w(v.round)}）已列入公示名单，公示期自 ${instantText(v.startsAt)} 起至 ${deadlineText(v.endsAt)} 止。`,
  }),
  resultWon: (v) => ({ subject: '评选结果：入选', body: `“${v.project}”在“${w(v.round)}”中入选。` }),
  resultNotSelected: (v) => ({
    subject: '评选结果：未入选',
    body: `“${v.project}”在“${w(v.round)}”中未入选。${because(v.reason ? w(v.reason) : null)}`,
  }),
  certificateIssued: (v) => ({
    subject: `证书已制发：${v.number}`,
    body: `“${v.project}”（${w(v.round)}）的证书已制发，编号 ${v.number}。可在申报页面下载；任何人均可凭编号或证书上的二维码查验。`,
  }),
  certificateRevoked: (v) => ({
    subject: `证书已撤销：${v.number}`,
    body: `“${v.project}”（${w(v.round)}）的证书 ${v.number} 已撤销，不得继续使用。${because(v.reason)}`,
  }),
  itemPaused: (v) => ({
    subject: '公示项目收到异议，暂缓公布',
    body: `“${v.project}”（${w(v.round)}）在公示期内收到实名异议，该项目暂缓公布，其他项目不受影响。处理结论将于 ${deadlineText(v.dueAt)} 前作出并告知贵单位。`,
  }),
  itemRestored: (v) => ({
    subject: '异议处理完毕，项目恢复公示流程',
    body: `针对“${v.project}”（${w(v.round)}）的异议已处理完毕，该项目恢复原有流程。${because(v.reason)}`,
  }),
  itemStruck: (v) => ({
    subject: '异议成立，已从公示名单中删除',
    body: `针对“${v.project}”（${w(v.round)}）的异议成立，该项目已从公示名单中删除。${because(v.reason)}`,
  }),
  noticedAgain: (v) => ({
    subject: '更正后重新公示',
    body: `“${v.project}”（${w(v.round)}）经更正后重新公示，公示期自 ${instantText(v.startsAt)} 起至 ${deadlineText(v.endsAt)} 止。${v.reason ? `\n更正内容：${v.reason}` : ''}`,
  }),
  reservePromoted: (v) => ({
    subject: '备选递补，已列入公示名单',
    body: `“${v.project}”（${w(v.round)}）作为备选递补入选，并单独公示，公示期自 ${instantText(v.startsAt)} 起至 ${deadlineText(v.endsAt)} 止。`,
  }),
  passedOver: (v) => ({
    subject: '信用核查未通过，不列入公示名单',
    body: `“${v.project}”（${w(v.round)}）在公示前的信用核查中发现申报单位存在有效的失信记录，不列入公示名单。对记录有异议的，请向记录的来源单位申请信用修复。`,
  }),
  renounced: (v) => ({
    subject: '已放弃入选资格',
    body: `“${v.project}”（${w(v.round)}）已由牵头单位放弃入选资格，将按规定递补备选项目。`,
  }),
  reversalProposed: (v) => ({
    subject: `拟撤销原决定（${v.documentNo}）`,
    body: `市电子商务办公室提请推进小组撤销就“${v.project}”（${w(v.round)}）作出的原决定，依据文件：${v.documentNo}。在新决定作出之前，原决定继续有效。${because(v.reason)}`,
  }),
  reversalRejected: (v) => ({
    subject: '原决定维持不变',
    body: `推进小组决定不撤销就“${v.project}”（${w(v.round)}）作出的原决定。${because(v.reason)}`,
  }),
  awardRevoked: (v) => ({
    subject: `入选资格已撤销（${v.documentNo}）`,
    body: `经推进小组决定，撤销“${v.project}”在“${w(v.round)}”中的入选资格，依据文件：${v.documentNo}。原决定与本决定均记录在案。${because(v.reason)}`,
  }),
  refusalReopened: (v) => ({
    subject: `原不予通过的决定已撤销（${v.documentNo}）`,
    body: `经推进小组决定，撤销对“${v.project}”（${w(v.round)}）不予通过的决定，依据文件：${v.documentNo}。该申报退回原环节重新审查。${because(v.reason)}`,
  }),
  objectionReceived: (v) => ({
    subject: `异议已收到，编号 ${v.no}`,
    body: `您对“${w(v.round)}”公示名单提出的异议已于 ${instantText(v.filedAt)} 收到，编号 ${v.no}。您的身份将严格保密，处理结论将于 ${deadlineText(v.dueAt)} 前告知您。`,
  }),
  objectionDecided: (v) => ({
    subject: `异议 ${v.no} 的处理结论：${w(v.verdict)}`,
    body: `您对“${w(v.round)}”公示名单提出的异议（编号 ${v.no}）已处理完毕，结论：${w(v.verdict)}。${because(v.reason)}`,
  }),
  objectionClosed: (v) => ({
    subject: `异议 ${v.no} 已终结`,
    body: `您的异议（编号 ${v.no}）所涉项目已退出“${w(v.round)}”的公示名单，该异议无需继续处理。`,
  }),
  changeFiled: (v) => ({
    subject: `申请变更联合体成员：${v.project}`,
    body: `${v.lead} 就“${v.project}”（${w(v.round)}）申请变更成员：${v.leaving} 退出${v.joining ? `，由 ${v.joining} 接替` : ''}。${because(v.reason)}`,
  }),
  changeAsked: (v) => ({
    subject: `${v.lead} 邀请贵单位接替联合体成员`,
    body: `${v.lead} 邀请贵单位接替 ${v.leaving}，参加“${v.project}”（${w(v.round)}）的建设。请于 ${deadlineText(v.dueAt)} 前登录确认或谢绝；逾期未答复的，变更申请自动失效。`,
  }),
  changeSettled: (v) => ({
    subject: `成员变更${CHANGE[v.status]}：${v.project}`,
    body: `“${v.project}”（${w(v.round)}）的成员变更（${v.leaving} 退出${v.joining ? `，${v.joining} 接替` : ''}）${CHANGE[v.status]}。${v.status === 'approved' ? '成员和比例已更新，有效的证书已换发。' : ''}${because(v.reason)}`,
  }),
  taskWaiting: (v) => ({
    subject: `待办：${step(v.step)}（${v.project}）`,
    body: `“${v.project}”（${w(v.round)}）等待${step(v.step)}，请于 ${deadlineText(v.dueAt)} 前办理。`,
  }),
  taskReminder: (v) => ({
    subject: `即将到期：${step(v.step)}`,
    body: `“${w(v.about)}”有 ${v.count} 项${step(v.step)}尚未办理，期限为 ${deadlineText(v.dueAt)}。`,
  }),
  taskOverdue: (v) => ({
    subject: `已逾期：${step(v.step)}`,
    body: `“${w(v.about)}”有 ${v.count} 项${step(v.step)}已超过期限 ${deadlineText(v.dueAt)}${v.body ? `，承办单位：${w(v.body)}` : ''}。请尽快办理。`,
  }),
  taskEscalated: (v) => ({
    subject: `督办：${step(v.step)}逾期未办`,
    body: `“${w(v.about)}”的${step(v.step)}已超过期限 ${deadlineText(v.dueAt)} 仍未办理${v.body ? `，承办单位：${w(v.body)}` : ''}，领取人：${w(v.holder)}。请督促办理，或改派他人。`,
  }),
  taskReassigned: (v) => ({
    subject: `事项改派：${step(v.step)}`,
    body: `“${w(v.about)}”的${step(v.step)}已改派，原承办人：${w(v.from)}，现承办人：${v.to}，期限为 ${deadlineText(v.dueAt)}。改派人：${v.by}。${because(v.reason)}`,
  }),
  taskStranded: (v) => ({
    subject: `无人可办：${step(v.step)}`,
    body: `“${w(v.about)}”有 ${v.count} 项${step(v.step)}目前无人可办：${w(v.office)}的经办人或请假、或须回避、或尚未配备。期限最早为 ${deadlineText(v.dueAt)}，不因此顺延。请召回请假人员、转请上级办理，或由系统管理员配备经办人。`,
  }),
  taskMovedUp: (v) => ({
    subject: `提级办理：${step(v.step)}`,
    body: `${w(v.from)}无人可办，“${w(v.about)}”的${step(v.step)}由 ${v.by} 转请贵单位办理，期限为 ${deadlineText(v.dueAt)}。${because(v.reason)}`,
  }),
  calledBack: (v) => ({
    subject: '请返岗：您的请假已提前结束',
    body: `您于 ${v.from} 至 ${v.to} 的请假已由 ${v.by} 提前结束。${because(v.reason)}`,
  }),
  coverAsked: (v) => ({
    subject: `请代 ${v.person} 办理事项`,
    body: `${v.person} 于 ${v.from} 至 ${v.to} 请假，由您代理。期间其已领取的事项出现在您的“代办”中，由您以自己的名义代为决定。${because(v.reason)}`,
  }),
  coverEnded: (v) => ({
    subject: `代理已结束：${v.person}`,
    body: `${v.person} 于 ${v.from} 至 ${v.to} 的请假已撤销，您的代理同时结束。${because(v.reason)}`,
  }),
  scoresWaiting: (v) => ({
    subject: `评审邀请：${w(v.round)}`,
    body: `您已被随机抽取为“${w(v.round)}”的评审专家，有 ${v.count} 份材料待评审，请于 ${deadlineText(v.dueAt)} 前签署评分表。如需回避，请在系统中说明理由。`,
  }),
  roundTaskWaiting: (v) => ({
    subject: `待办：${step(v.step)}（${w(v.round)}）`,
    body: `“${w(v.round)}”等待${step(v.step)}，请于 ${deadlineText(v.dueAt)} 前办理。`,
  }),
  closingExtended: (v) => ({
    subject: `申报截止时间延长至 ${deadlineText(v.closesAt)}`,
    body: `“${w(v.round)}”的申报截止时间延长至 ${deadlineText(v.closesAt)}。${because(v.reason)}`,
  }),
  roundClosed: (v) => ({
    subject: `申报已截止：${w(v.round)}`,
    body: `“${w(v.round)}”的申报窗口已关闭，仍有 ${v.circulating} 份申报在审查中。`,
  }),
  roundCancelled: (v) => ({
    subject: `批次已取消：${w(v.round)}`,
    body: `“${w(v.round)}”已取消，其申报、邀请和待办一律终止。${because(v.reason)}`,
  }),
  tasksVoid: (v) => ({
    subject: `批次已取消，无需再办：${w(v.round)}`,
    body: `“${w(v.round)}”已取消，您在该批次的 ${v.count} 项待办随之终止，无需再办理。${because(v.reason)}`,
  }),
  noticePublished: (v) => ({
    subject: `公示已发布：${w(v.round)}`,
    body: `“${w(v.round)}”的公示已发布，公示期至 ${deadlineText(v.endsAt)} 止。`,
  }),
  resultsPublished: (v) => ({ subject: `结果已公布：${w(v.round)}`, body: `“${w(v.round)}”的结果已公布。` }),
  placeVacated: (v) => ({
    subject: `第 ${v.categoryNo} 类出现空缺：${w(v.round)}`,
    body: `“${w(v.round)}”第 ${v.categoryNo} 类的入选单位${w(v.cause)}，系统正按排名递补备选项目。`,
  }),
  placeLeftOpen: (v) => ({
    subject: `第 ${v.categoryNo} 类无备选可递补：${w(v.round)}`,
    body: `“${w(v.round)}”第 ${v.categoryNo} 类没有可以递补的备选项目，该名额空缺。结果公布后可重新征集。`,
  }),
  invariantsBroken: (v) => ({
    subject: `系统自查发现 ${v.count} 项不符`,
    body: `系统自查发现 ${v.count} 项应当始终成立的规则不成立。请在“系统自查”中查看具体事项并处理。`,
  }),
  verifyEmail: (v) => ({
    subject: '请验证您的邮箱',
    body: `请打开下面的链接验证邮箱：\n${v.url}\n如非本人操作，请忽略。`,
  }),
  resetPassword: (v) => ({ subject: '重置密码', body: `请打开下面的链接重置密码：\n${v.url}\n如非本人操作，请忽略。` }),
};
