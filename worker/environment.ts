import path from 'node:path';
import { z } from 'zod';

const Environment = z.object({
  DATABASE_URL: z.string().min(1),
  TEMPORAL_ADDRESS: z.string().min(1).default('localhost:7233'),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().optional(),
  BASE_URL: z.string().min(1).default('http://localhost:8080'),
  DATA_DIR: z.string().min(1).default('.data'),
  AUDIT_SIGNING_KEY: z.string().optional(),
  AUDIT_SEAL_LOG: z.string().optional(),
  LOG_LEVEL: z.string().default('info'),
  /** Port of the sign of life; none without it. */
  HEALTH_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
});

export type WorkerEnvironment = z.infer<typeof Environment> & { sealLogPath: string };

/** Settings of the worker from its environment. Throws an error that names every missing variable. */
export function readEnvironment(env: NodeJS.ProcessEnv): WorkerEnvironment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new Error(`environment of the worker: ${faults}`);
  }
  return {
    ...parsed.data,
    sealLogPath: parsed.data.AUDIT_SEAL_LOG ?? path.join(parsed.data.DATA_DIR, 'audit-seals.log'),
  };
}
