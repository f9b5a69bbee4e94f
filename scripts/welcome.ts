import type { Role } from '../contracts/vocabulary.ts';
import type { DemoAccount } from '../db/seed.ts';
import type { Settings } from './settings.ts';

/** The last thing `npm start` prints: where to go, as whom, and what to try, in both languages. */
export function welcome(settings: Settings, accounts: DemoAccount[], took: string): string {
  const lines = ['', `Tenfold is ready after ${took}.  Tenfold 已就绪。`, '', `    ${settings.baseUrl}`, ''];
  if (accounts.length > 0) {
    lines.push('Demo accounts by role / 各角色演示账号:', ...accountLines(accounts));
    lines.push(
      '',
      'Three things to try / 可以先试三件事:',
      '  1. As economic.officer: a submitted application waits in your queue. Accept it, or mark fields to be corrected.',
      '     以 economic.officer 登录：待办中有一件已提交的联合申报，可受理，或标注字段一次性告知补正。',
      '     Then, as songyue.owner, see on the timeline who has it now and by when. 再以 songyue.owner 查看办理进度。',
      '  2. As liantong.owner: accept the invitation to the food platform and fill your section; yuweiyuan.owner leads.',
      '     以 liantong.owner 登录：接受食品平台的联合申报邀请并填写本方内容；牵头方为 yuweiyuan.owner。',
      '  3. Stop any process with kill -9, or everything at once, and start again: every case is where it was.',
      '     用 kill -9 结束任意进程或全部进程后重新启动：所有案件都在原处。',
    );
  } else {
    lines.push(
      'No demo accounts here. Create the first operator as docs/operations.md describes.',
      '此处没有演示账号，请按 docs/operations.md 创建首个管理员。',
    );
  }
  lines.push('', 'Ctrl-C stops everything. / 按 Ctrl-C 停止全部进程。', '');
  return lines.join('\n');
}

const ROLE_NAMES: Record<Role, string> = {
  enterpriseOwner: 'enterprise, owner / 企业负责人',
  enterpriseEditor: 'enterprise, editor / 企业填报人',
  enterpriseSigner: 'enterprise, signer / 企业签署人',
  districtOfficer: 'district officer / 区县经办人',
  cityOfficer: 'city office / 市电子商务办公室',
  expert: 'expert / 评审专家',
  bodySupervisor: 'supervisor of a body / 单位负责人',
  promotionMember: 'promotion group / 推进工作小组',
  financeOfficer: 'finance / 市财政局',
  institutionOfficer: 'institution / 金融机构',
  auditor: 'auditor / 审计',
  operator: 'operator / 系统管理员',
};

/** Accounts of a role shown with the person's name; the others by the first part of their address. */
const SHOWN = 3;

function accountLines(accounts: DemoAccount[]): string[] {
  const passwords = [...new Set(accounts.map((account) => account.password))];
  const lines = passwords.length === 1 ? [`    password of all / 统一密码: ${passwords[0]}`] : [];
  for (const role of Object.keys(ROLE_NAMES) as Role[]) {
    const holders = accounts.filter((account) => account.role === role);
    if (holders.length === 0) continue;
    lines.push(`  ${ROLE_NAMES[role]}`);
    for (const { email, password, name, totpSecret } of holders.slice(0, SHOWN)) {
      const secrets = [passwords.length > 1 ? password : '', totpSecret ? `TOTP ${totpSecret}` : ''].filter(Boolean);
      lines.push(`    ${[email, name, ...secrets].join('  ')}`);
    }
    const others = holders.slice(SHOWN).map(({ email }) => email.split('@')[0]);
    for (let from = 0; from < others.length; from += 5) lines.push(`    ${others.slice(from, from + 5).join(', ')}`);
  }
  return lines;
}
