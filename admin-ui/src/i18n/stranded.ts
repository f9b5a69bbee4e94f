import type { Translated } from './types.ts';

const zh = {
  chip: '无人可办',
  title: '本事项无人可办',
  at: '%{at} 起',
  text: '%{body}目前没有可以办理的人员。办理期限不因此顺延。',
  person: { onLeave: '%{name}：请假至 %{at}', excluded: '%{name}：须回避', both: '%{name}：须回避，且请假至 %{at}' },
  noPerson: '本单位没有配备此类经办人。',
  who: '须由本单位负责人（%{names}）或系统管理员处理：',
  whoOperator: '本单位没有负责人，须由系统管理员处理：',
  way: {
    callBack: '召回请假人员：在“请假与代理”中提前结束其请假。',
    moveUp: '转请上级办理：由%{superior}代为办理，转出后不再退回。',
    appoint: '由系统管理员配备经办人。',
  },
  leaves: '前往“请假与代理”',
  users: '前往“用户与角色”',
  moveUp: '转请上级办理',
  moveUpText: '本事项将转由%{superior}办理，其人员将收到通知。转出后不再退回，办理期限不变。',
  moveUpReason: '转请理由',
  movedUp: '已转请%{superior}办理。',
  came: '%{body}无人可办，本事项由%{by}转请贵单位办理。',
  open: '查看处理办法',
  openOf: '查看处理办法：%{project}',
  relieved: '已有人员可以办理。',
  uncovered: {
    title: '如即时请假，将有 %{count} 项在办事项没有着落',
    text: '登记后将即时通知本单位负责人和系统管理员。请先办结或改派这些事项，或另选代理人。',
    nobody: '无人可办',
    handOn: '代理人须回避，须改派',
    more: '仅列出期限最近的 %{count} 项。',
    none: '在办事项均有人可办。',
  },
};

const en: Translated<typeof zh> = {
  chip: 'Nobody may take it',
  title: 'Nobody may take this task',
  at: 'since %{at}',
  text: 'At %{body} there is nobody who may take it now. Its deadline runs all the same.',
  person: {
    onLeave: '%{name}: on leave until %{at}',
    excluded: '%{name}: must stand aside',
    both: '%{name}: must stand aside, and is on leave until %{at}',
  },
  noPerson: 'No officer of this kind is appointed here.',
  who: 'The supervisor of the body (%{names}) or the operator must act:',
  whoOperator: 'The body has no supervisor; the operator must act:',
  way: {
    callBack: 'Call a colleague back: end the leave under “Leave and cover”.',
    moveUp: 'Ask the superior body: %{superior} decides in its stead. It does not come back.',
    appoint: 'The operator appoints an officer.',
  },
  leaves: 'Leave and cover',
  users: 'Users and roles',
  moveUp: 'Ask the superior body',
  moveUpText:
    'The task goes to %{superior}, whose people are told. It does not come back, and its deadline stays as it is.',
  moveUpReason: 'Reason for asking the superior body',
  movedUp: '%{superior} has it now.',
  came: 'Nobody of %{body} may take this task: %{by} has asked your body to decide in its stead.',
  open: 'What to do',
  openOf: 'What to do: %{project}',
  relieved: 'Somebody may take it now.',
  uncovered: {
    title: 'If the leave began now, %{count} open task(s) would have nobody',
    text: 'Once it is entered, the supervisor and the operator are told at once. Decide these tasks or hand them on first, or choose another deputy.',
    nobody: 'nobody may take it',
    handOn: 'the deputy must stand aside: hand it on',
    more: 'The %{count} that are due first.',
    none: 'Every open task has somebody who may take it.',
  },
};

export default { zh, en };
