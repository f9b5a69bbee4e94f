/**
 * `npm run audit:verify [case id]`: checks the audit trail and says what it found; ends with code 1 when it is not sound.
 * Reads DATABASE_URL, or the embedded database of DATA_DIR (default `.data`, which must be running); the seals' key from
 * AUDIT_PUBLIC_KEY, AUDIT_SIGNING_KEY or the data directory.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { verifyChains } from '../db/audit-verification.ts';
import { connect } from '../db/client.ts';
import { publicKeyOf } from '../domain/audit-chain.ts';
import { loadSecrets } from './secrets.ts';
import { readSettings } from './settings.ts';

const settings = readSettings();
const { AUDIT_PUBLIC_KEY, AUDIT_SIGNING_KEY, AUDIT_SEAL_LOG } = process.env;
const selfContained = Boolean(settings.databaseUrl && (AUDIT_PUBLIC_KEY || AUDIT_SIGNING_KEY));
if (!selfContained && !existsSync(path.join(settings.dataDir, 'secrets.json'))) {
  process.stderr.write(
    `${settings.dataDir} holds no installation: set DATA_DIR, or DATABASE_URL and AUDIT_PUBLIC_KEY\n`,
  );
  process.exit(2);
}
const secrets = selfContained ? null : loadSecrets(settings.dataDir);
const url =
  settings.databaseUrl ??
  `postgres://tenfold:${encodeURIComponent(secrets?.databasePassword ?? '')}@127.0.0.1:${settings.pgPort}/tenfold`;
const publicKey = AUDIT_PUBLIC_KEY || publicKeyOf(AUDIT_SIGNING_KEY || (secrets?.auditSigningKey ?? ''));
const sealLogPath = AUDIT_SEAL_LOG || path.join(settings.dataDir, 'audit-seals.log');
const caseId = process.argv[2];

const say = (line: string) => process.stdout.write(`${line}\n`);
const sql = connect(url, { max: 2, name: 'tenfold-audit-verify' });
try {
  const verdict = await verifyChains(sql, { sealLogPath, publicKey, ...(caseId ? { caseId } : {}) });
  say(
    `${verdict.chains} chains, ${verdict.facts} facts, ${verdict.seals} seals (latest ${verdict.lastSealedAt ?? 'none'}; log ${sealLogPath})`,
  );
  for (const { sealNo, kind } of verdict.sealFaults) say(`FAULT  seal ${sealNo ?? '?'}: ${kind}`);
  for (const { caseId: id, version, kind } of verdict.chainFaults) say(`FAULT  case ${id} version ${version}: ${kind}`);
  if (verdict.unsealedFacts > 0)
    say(
      `${verdict.unsealedFacts} facts are younger than the latest seal: rewriting such a chain whole would not show yet`,
    );
  say(verdict.sound ? 'SOUND' : `NOT SOUND: ${verdict.chainFaults.length + verdict.sealFaults.length} faults`);
  process.exitCode = verdict.sound ? 0 : 1;
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  const hint =
    code === 'ECONNREFUSED' ? ': the database does not answer; start it with npm start, or set DATABASE_URL' : '';
  process.stderr.write(`${message}${hint}\n`);
  process.exitCode = 2;
} finally {
  await sql.end({ timeout: 2 });
}
