import type { DemoAccount } from '../db/seed.ts';
import type { Settings } from './settings.ts';

/** The last thing `npm start` prints: where to go, as whom, and what to try, in both languages. */
export function welcome(settings: Settings, accounts: DemoAccount[], took: string): string {
  const lines = ['', `Tenfold is ready after ${took}.  Tenfold 已就绪。`, '', `    ${settings.baseUrl}`, ''];
  if (accounts.length > 0) {
    lines.push('Demo accounts by role / 各角色演示账号（password / 密码）:');
    const width = Math.max(...accounts.map((account) => account.email.length));
    for (const { email, password, role, name, totpSecret } of accounts) {
      const code = totpSecret ? `  TOTP ${totpSecret}` : '';
      lines.push(`    ${email.padEnd(width)}  ${password}  ${role}  ${name}${code}`);
    }
    lines.push(
      '',
      'Three things to try / 可以先试三件事:',
      '  1. Sign in as an enterprise, open the call and start a joint application; invite the service partner.',
      '     以企业账号登录，打开申报通知，新建联合申报并邀请第三方服务企业。',
      '  2. Sign in as the district officer: the submitted case waits in the work queue; accept it, or ask for corrections.',
      '     以区县经办人登录：已提交的案件在待办中，受理或一次性告知补正。',
      '  3. Stop any process you like with kill -9, start again: every case is where it was.',
      '     任意 kill -9 一个进程后重新启动：所有案件都在原处。',
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
