/**
 * `npm run restore -- FOLDER`: puts a backup into an empty DATA_DIR, has every open process found again from the facts, and verifies the
 * audit trail. Start the installation with `npm start` (or `npm run start:cluster`, as it ran before) afterwards.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sealAudit } from '../db/audit.ts';
import { verifyChains } from '../db/audit-verification.ts';
import { connect } from '../db/client.ts';
import { wakeProcesses } from '../db/wake.ts';
import { publicKeyOf } from '../domain/audit-chain.ts';
import { CannotStart } from './cannot-start.ts';
import { startPostgres } from './embedded-postgres.ts';
import { owner, preparePostgresPlace } from './postgres-place.ts';
import { say, step } from './progress.mjs';
import { loadSecrets } from './secrets.ts';
import { readSettings } from './settings.ts';

async function restore(source: string): Promise<boolean> {
  const { dataDir, pgPort } = readSettings();
  if (!existsSync(path.join(source, 'backup.json'))) throw new CannotStart(`${source} is no complete backup.`);
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new CannotStart(`${dataDir} is not empty. Choose another DATA_DIR, or move what is there away.`);
  mkdirSync(dataDir, { recursive: true });
  const place = await preparePostgresPlace(path.join(dataDir, 'postgres'));
  await step('copying the files / 复制文件', async () => {
    cpSync(path.join(source, 'postgres'), place.dataDir, { recursive: true });
    giveToPostgres(place.dataDir);
    for (const name of readdirSync(source).filter((entry) => entry !== 'postgres' && entry !== 'backup.json'))
      cpSync(path.join(source, name), path.join(dataDir, name), { recursive: true });
  });
  rmSync(path.join(dataDir, 'run'), { recursive: true, force: true });
  const { databasePassword, auditSigningKey } = loadSecrets(dataDir);
  const server = await step('Postgres comes up at the instant of the backup / 数据库恢复到备份时刻', () =>
    startPostgres({
      place,
      port: pgPort,
      password: databasePassword,
      logFile: path.join(dataDir, 'logs', 'postgres.log'),
    }),
  );
  const sql = connect(server.url('tenfold'), { max: 2, name: 'tenfold-restore' });
  try {
    const { cases, mails } = await wakeProcesses(sql);
    say(`  ✓ ${cases} open cases and ${mails} mails on their way will be taken up at the next start`);
    const sealLogPath = process.env.AUDIT_SEAL_LOG || path.join(dataDir, 'audit-seals.log');
    await sealAudit(sql, auditSigningKey, sealLogPath);
    const verdict = await verifyChains(sql, { sealLogPath, publicKey: publicKeyOf(auditSigningKey) });
    const found = `${verdict.chains} chains, ${verdict.facts} facts, ${verdict.seals} seals`;
    say(
      verdict.sound
        ? `  ✓ audit trail sound: ${found}`
        : `  ✗ audit trail NOT SOUND (${found}): npm run audit:verify names the faults`,
    );
    return verdict.sound;
  } finally {
    await sql.end({ timeout: 5 });
    await server.stop();
  }
}

/** Postgres refuses files that are not its own or that others may read. */
function giveToPostgres(folder: string): void {
  owner.give(folder);
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) giveToPostgres(full);
    else owner.give(full);
  }
}

const [folder] = process.argv.slice(2);
try {
  if (!folder) throw new CannotStart('From where? npm run restore -- FOLDER');
  process.exitCode = (await restore(path.resolve(folder))) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof CannotStart ? error.message : String((error as Error)?.stack ?? error)}\n`);
  process.exitCode = 1;
}
