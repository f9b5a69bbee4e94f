import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Secrets of one installation. */
export interface Secrets {
  /** Signs session cookies. */
  authSecret: string;
  /** Ed25519 private key (PKCS#8 PEM) that signs the audit seals. */
  auditSigningKey: string;
  /** Password of the embedded Postgres. */
  databasePassword: string;
  /** Password of Temporal's role in Postgres, where the cluster runs. */
  temporalPassword: string;
}

/**
 * The installation's secrets: from AUTH_SECRET and AUDIT_SIGNING_KEY where set, else made once and kept in
 * `<data dir>/secrets.json`, readable by its owner only.
 */
export function loadSecrets(dataDir: string, env: NodeJS.ProcessEnv = process.env): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const secrets: Secrets = {
    authSecret: kept.authSecret ?? randomBytes(32).toString('base64url'),
    auditSigningKey: kept.auditSigningKey ?? newSigningKey(),
    databasePassword: kept.databasePassword ?? randomBytes(24).toString('base64url'),
    temporalPassword: kept.temporalPassword ?? randomBytes(24).toString('base64url'),
  };
  if (Object.keys(secrets).some((name) => kept[name as keyof Secrets] === undefined)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  }
  return {
    ...secrets,
    ...(env.AUTH_SECRET ? { authSecret: env.AUTH_SECRET } : {}),
    ...(env.AUDIT_SIGNING_KEY ? { auditSigningKey: env.AUDIT_SIGNING_KEY } : {}),
  };
}

function newSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
