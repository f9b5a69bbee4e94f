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
