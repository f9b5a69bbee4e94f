/** Texts of joint work: who left, what still blocks the submission, signatures that no longer count. */
import type { Translated } from './types.ts';

const zh = {
  blocking: {
    title: '提交前还需完成',
    unanswered: '等待 %{names} 答复邀请',
    content: '内容、附件或比例还缺 %{count} 项',
    mine: '（其中本单位可补 %{count} 项）',
    conditions: '%{count} 项申报条件未通过或无法判断',
    notFrozen: '等待牵头单位 %{name} 锁定内容',
    unsigned: '等待 %{names} 签署',
    submission: '等待牵头单位 %{name} 提交',
    see: '查看详情',
    toSign: '去签署与提交',
  },
  former: {
    title: '不再参加的单位',
    removed: '%{name} 已于 %{at} 由牵头单位移除',
    withdrawn: '%{name} 已于 %{at} 退出',
    reason: '原因：%{reason}',
  },
  remove: {
    sure: '%{name} 将不再参加本项目：其单独部分留存备查，但不再计入申报内容，比例须重新分配。对方会收到您填写的原因。',
    sureInvited: '%{name} 的邀请将被取消，对方会收到您填写的原因。',
    signing: '内容已锁定：移除后退回草稿，已有的签署全部作废，须重新锁定、重新签署。',
  },
  leave: {
    open: '退出联合申报',
    title: '退出联合申报',
    confirm: '确认退出',
    sure: '%{party} 将不再参加本项目，其单独部分留存备查，但不再计入申报内容。牵头单位和其他单位会收到您填写的原因。须在申报截止前办理；重新参加须由牵头单位再次邀请。',
  },
  voided: {
    title: '已作废的签署',
    row: '%{name}（%{signer}）于 %{signedAt} 对第 %{no} 次锁定内容的签署，已于 %{voidedAt} 作废',
    cause: {
      byLead: '牵头单位解除锁定',
      declined: '有单位谢绝邀请',
      lapsed: '有单位逾期未答复',
      removed: '有单位被移除',
      withdrawn: '有单位退出',
    },
  },
  mail: {
    title: '以电子邮件邀请尚未登记的单位',
    email: '对方联系人的电子邮箱',
    help: '邮件中的链接只能使用一次；对方注册并登记企业后，由其负责人或签署人答复。',
    send: '发送邀请',
    sent: '已向 %{email} 发送邀请。',
    somebody: '尚未登记的受邀单位',
    revoke: '取消邀请',
    status: {
      open: '等待答复',
      confirmed: '已确认',
      declined: '已谢绝',
      revoked: '已取消',
      lapsed: '逾期未答复',
    },
  },
  answer: {
    title: '联合申报邀请',
    text: '%{lead} 邀请贵单位作为合作单位，参加“%{round}”中“%{category}”的联合申报。',
    enterprise: '代表哪家企业答复',
    once: '链接只能使用一次：答复后即失效。谢绝后如需参加，须由牵头单位再次邀请。',
    noEnterprise: '须由企业的负责人或签署人答复。请先登记企业，再从邮件中的链接回到这里。',
    over: {
      confirmed: '这份邀请已经确认，链接已失效。可在“申报项目”中查看。',
      declined: '这份邀请已被谢绝。如需参加，请联系牵头单位再次邀请。',
      revoked: '牵头单位已取消邀请，或该申报已不再接受变动。',
      lapsed: '邀请逾期未答复，已失效。如需参加，请联系牵头单位再次邀请。',
    },
  },
  incomplete: '该部分尚未填写完整',
  agreement: {
    title: '联合体协议',
    preview: '预览联合体协议（PDF）',
    download: '联合体协议（PDF）',
    draft: '协议由共同部分和各方比例自动生成，锁定内容前为草案。请各方在锁定前核对。',
    covered: '协议文件的 SHA-256 已写入锁定内容，各方的签署同时及于本协议：',
  },
};

const en: Translated<typeof zh> = {
  blocking: {
    title: 'Before it can be submitted',
    unanswered: '%{names} must answer the invitation',
    content: 'Content, attachments or shares: %{count} missing',
    mine: ' (%{count} for your enterprise)',
    conditions: 'Conditions not met or not to be judged yet: %{count}',
    notFrozen: 'The lead, %{name}, must lock the content',
    unsigned: '%{names} must sign',
    submission: 'The lead, %{name}, must submit it',
    see: 'See what exactly',
    toSign: 'Go to signing',
  },
  former: {
    title: 'No longer taking part',
    removed: '%{name} was removed by the lead at %{at}',
    withdrawn: '%{name} withdrew at %{at}',
    reason: 'Reason: %{reason}',
  },
  remove: {
    sure: '%{name} will no longer take part: its private sections stay on record but leave the content, and the shares must be set anew. It will read your reason.',
    sureInvited: 'The invitation of %{name} is taken back. It will read your reason.',
    signing:
      'The content is locked: it becomes a draft again, all signatures are void, and it must be locked and signed anew.',
  },
  leave: {
    open: 'Withdraw from the consortium',
    title: 'Withdraw from the joint application',
    confirm: 'Withdraw',
    sure: '%{party} will no longer take part; its private sections stay on record but leave the content. The lead and the other parties will read your reason. You can do this until the call closes; to come back you need a new invitation.',
  },
  voided: {
    title: 'Void signatures',
    row: '%{name} (%{signer}) signed locked content no. %{no} at %{signedAt}; void since %{voidedAt}',
    cause: {
      byLead: 'the lead unlocked it',
      declined: 'an invitation was declined',
      lapsed: 'an invitation lapsed',
      removed: 'a party was removed',
      withdrawn: 'a party withdrew',
    },
  },
  mail: {
    title: 'Invite by e-mail whoever is not registered here',
    email: 'E-mail address of the person to ask',
    help: 'The link in the mail works once. They sign up and register their enterprise; its owner or a signer answers.',
    send: 'Send the invitation',
    sent: 'The invitation went to %{email}.',
    somebody: 'An enterprise not registered yet',
    revoke: 'Take back',
    status: {
      open: 'waiting for an answer',
      confirmed: 'confirmed',
      declined: 'declined',
      revoked: 'taken back',
      lapsed: 'not answered in time',
    },
  },
  answer: {
    title: 'Invitation to apply jointly',
    text: '%{lead} invites your enterprise as a partner in “%{round}”, category “%{category}”.',
    enterprise: 'Answer for which enterprise',
    once: 'The link works once and ends with your answer. After a decline the lead must invite you again.',
    noEnterprise:
      'The owner or a signer of an enterprise must answer. Register your enterprise first, then come back by the link in the mail.',
    over: {
      confirmed: 'This invitation is confirmed and the link is used up. See “Applications”.',
      declined: 'This invitation was declined. Ask the lead to invite you again.',
      revoked: 'The lead has taken it back, or the application takes no more changes.',
      lapsed: 'It was not answered in time and has lapsed. Ask the lead to invite you again.',
    },
  },
  incomplete: 'this section is not complete',
  agreement: {
    title: 'Consortium agreement',
    preview: 'Preview the agreement (PDF)',
    download: 'Consortium agreement (PDF)',
    draft:
      'It is made from the shared sections and the shares, and is a draft until the content is locked. Read it before.',
    covered: 'The SHA-256 of this file is part of the locked content: each signature covers the agreement.',
  },
};

export default { zh, en };
