import type { Translated } from './types.ts';

const zh = {
  title: '撤销原决定',
  state: '状态',
  old: '原决定',
  asked: '提请事项',
  kind: { revokeAward: '撤销入选资格', reopenRefusal: '撤销不予通过的决定，退回原环节重新审查' },
  document: '依据文件号',
  reason: '理由',
  fill: '空缺名额',
  fillYes: '由备选项目递补',
  fillNo: '不递补',
  proposed: '提请',
  decided: '决定',
  decision: '推进小组的决定',
  decisionReason: '决定理由',
  decisionReasonHelp: '将告知申报单位。',
  leads: {
    revokeAward: '同意后入选资格撤销，证书随即失效；原决定与新决定均保留并公开。',
    reopenRefusal: '同意后申报退回作出原决定的环节重新审查；原决定与新决定均保留。',
  },
  approve: '同意撤销',
  reject: '维持原决定',
  notYou: '等待推进小组成员决定。提请人不能作出决定。',
  propose: {
    revokeAward: '提请撤销入选资格',
    reopenRefusal: '提请撤销不予通过的决定',
    confirm: '提请',
    text: '由推进小组另行作出决定。原决定不会被修改，新旧决定都保留在案。',
  },
};

const en: Translated<typeof zh> = {
  title: 'Reversal of a decision',
  state: 'State',
  old: 'Old decision',
  asked: 'What is asked',
  kind: { revokeAward: 'Revoke the award', reopenRefusal: 'Reverse the refusal: back to the desk that refused' },
  document: 'Document number',
  reason: 'Reason',
  fill: 'Free place',
  fillYes: 'The next reserve takes the place',
  fillNo: 'The place stays empty',
  proposed: 'Proposed',
  decided: 'Decided',
  decision: 'Decision of the promotion group',
  decisionReason: 'Reason of the decision',
  decisionReasonHelp: 'Told to the applicant.',
  leads: {
    revokeAward: 'Approved, the award and its certificate end; both decisions stay on record and are public.',
    reopenRefusal: 'Approved, the application goes back to the desk that refused it; both decisions stay on record.',
  },
  approve: 'Reverse the decision',
  reject: 'Let it stand',
  notYou: 'A member of the promotion group decides; whoever proposed it does not.',
  propose: {
    revokeAward: 'Propose to revoke the award',
    reopenRefusal: 'Propose to reverse the refusal',
    confirm: 'Propose',
    text: 'The promotion group takes a new decision. The old one is not edited; both stay on record.',
  },
};

export default { zh, en };
