/** A backup of a working installation, restored elsewhere: facts, content and audit are there, and processes go on, told once. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { connect } from '../../db/client.ts';
import { HttpClient, personAt } from '../support/http-client.ts';
import { type Installation, prepareInstallation } from '../support/installation.ts';
import { until } from '../support/scene.ts';
import { decide, PASSWORD } from '../support/story.ts';

const MINUTES = 60_000;
const OFFICER = 'economic.officer@demo.tenfold.example';
const folder = mkdtempSync(path.join(tmpdir(), 'tenfold-backup-'));
const backup = path.join(folder, 'backup');
const installations: Installation[] = [];

afterAll(async () => {
  for (const installation of installations) await installation.remove();
  rmSync(folder, { recursive: true, force: true });
}, MINUTES);

const command = (script: string, { env }: Installation, target: string) =>
  spawnSync(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, target], { env, encoding: 'utf8' });

async function query<T extends object>(installation: Installation, text: string): Promise<T[]> {
  const sql = connect(installation.databaseUrl(), { max: 1, name: 'test' });
  try {
    return [...(await sql.unsafe<T[]>(text))];
  } finally {
    await sql.end({ timeout: 2 });
  }
}
const waiting = (installation: Installation) =>
  query<{ caseId: string }>(installation, `select case_id from tasks where status = 'open' and step = 'formCheck'`);
const told = (installation: Installation) =>
  query<{ template: string; count: number }>(
    installation,
    'select template, count(*)::int as count from messages group by 1 order by 1',
  );
async function officerOf({ baseUrl }: Installation) {
  const client = await new HttpClient(baseUrl).signIn(OFFICER, PASSWORD);
  return { client, person: personAt(client) };
}

test(
  'what is backed up while people work comes up elsewhere, even without the store of Temporal',
  async () => {
    const first = await prepareInstallation();
    installations.push(first);
    await first.start();
    const [{ caseId = '' } = {}] = await waiting(first);
    await until('told', async () => (await told(first)).some(({ template }) => template === 'submitted'));
    const before = await told(first);
    const taken = command('backup', first, backup);
    expect({ status: taken.status, stderr: taken.stderr }).toEqual({ status: 0, stderr: '' });
    expect(command('backup', first, backup).stderr).toContain('a backup goes into a new folder');
    const { client, person } = await officerOf(first);
    await decide(person, caseId, 'formCheck', { outcome: 'accepted' }); // after the backup: this is lost with the machine
    client.close();
    await first.killEverything();

    const kept = readdirSync(backup);
    expect(kept).toEqual(
      expect.arrayContaining(['audit-seals.log', 'content', 'postgres', 'secrets.json', 'temporal.db']),
    );
    for (const name of kept.filter((file) => file.startsWith('temporal.db'))) rmSync(path.join(backup, name));

    const second = await prepareInstallation();
    installations.push(second);
    const restored = command('restore', second, backup);
    expect({ status: restored.status, stderr: restored.stderr }).toEqual({ status: 0, stderr: '' });
    expect(restored.stdout).toMatch(/audit trail sound: [1-9]\d* chains/);
    expect(command('restore', second, backup).stderr).toContain('is not empty');
    await second.start();
    expect(await told(second)).toEqual(before);
    const again = await officerOf(second); // with the password and the session secret of before
    await decide(again.person, caseId, 'formCheck', { outcome: 'accepted' });
    again.client.close();
    await until('the process goes on', async () =>
      (await told(second)).some(({ template }) => template === 'stepPassed'),
    );
    const after = await told(second);
    expect(
      after.filter(({ template }) => before.some((row) => row.template === template && template !== 'taskWaiting')),
    ).toEqual(before.filter(({ template }) => template !== 'taskWaiting'));
  },
  6 * MINUTES,
);
