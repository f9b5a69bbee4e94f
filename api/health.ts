/** Signs of life, readiness by part, and metrics. */
import { readFileSync } from 'node:fs';
import { type RequestHandler, Router } from 'express';
import { Connection } from '@temporalio/client';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Sql } from '../db/client.ts';

/** An outbox row older than this means that nobody relays. */
const WORKER_SILENT_AFTER_SECONDS = 60;
const TEMPORAL_ANSWER_HOLDS_MS = 5_000;

type Part = 'database' | 'migrations' | 'temporal' | 'worker';
export type Health = { router: Router; measure: RequestHandler; close: () => Promise<void> };

const migrationsExpected = (
  JSON.parse(readFileSync(new URL('../db/migrations/meta/_journal.json', import.meta.url), 'utf8')) as {
    entries: unknown[];
  }
).entries.length;

/**
 * `/healthz` answers while the process lives, `/readyz` names each part that is not ready (503), `/metrics` is for Prometheus.
 * @param temporalAddress null where the API runs without Temporal
 */
export function createHealth(sql: Sql, temporalAddress: string | null): Health {
  const router = Router();
  const temporal = temporalAddress === null ? null : temporalCheck(temporalAddress);
  const { registry, measure, collect } = createMetrics(sql);

  router.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    const notReady: Part[] = await notReadyParts(sql);
    if (temporal && !(await temporal.ready())) notReady.push('temporal');
    res
      .status(notReady.length === 0 ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: notReady.length === 0 ? 'ready' : 'notReady', notReady });
  });
  router.get('/metrics', async (_req, res) => {
    await collect();
    res.type(registry.contentType).send(await registry.metrics());
  });
  return { router, measure, close: async () => temporal?.close() };
}

async function notReadyParts(sql: Sql): Promise<Part[]> {
  try {
    const [row] = await sql<{ applied: number; lagSeconds: number | null }[]>`
      select (select count(*)::int from drizzle.__drizzle_migrations) as applied,
             (select extract(epoch from clock_timestamp() - min(created_at))::float8 from outbox where parked_at is null) as lag_seconds`;
    const parts: Part[] = [];
    if ((row?.applied ?? 0) < migrationsExpected) parts.push('migrations');
    if ((row?.lagSeconds ?? 0) > WORKER_SILENT_AFTER_SECONDS) parts.push('worker');
    return parts;
  } catch (error) {
    // 42P01, 3F000: the migrations have never run.
    const { code } = error as { code?: string };
    return code === '42P01' || code === '3F000' ? ['migrations'] : ['database'];
  }
}

function temporalCheck(address: string) {
  let connection: Connection | null = null;
  let asked: { at: number; answer: Promise<boolean> } | null = null;
  const ask = async () => {
    try {
      connection ??= Connection.lazy({ address, connectTimeout: 2_000 });
      const { status } = await connection.withDeadline(Date.now() + 2_000, () =>
        (connection as Connection).healthService.check({ service: 'temporal.api.workflowservice.v1.WorkflowService' }),
      );
      return status === 1; // SERVING
    } catch {
      return false;
    }
  };
  return {
    ready: () => {
      if (asked === null || Date.now() - asked.at > TEMPORAL_ANSWER_HOLDS_MS) asked = { at: Date.now(), answer: ask() };
      return asked.answer;
    },
    close: async () => {
      await connection?.close().catch(() => {});
    },
  };
}

function createMetrics(sql: Sql): { registry: Registry; measure: RequestHandler; collect: () => Promise<void> } {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'tenfold_http_request_seconds',
    help: 'Time from request to reply, by route',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const failures = new Counter({
    name: 'tenfold_http_failures_total',
    help: 'Replies of class 5xx, by route',
    labelNames: ['route'],
    registers: [registry],
  });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const waiting = gauge('tenfold_outbox_rows', 'Outbox rows not yet relayed');
  const lag = gauge('tenfold_outbox_lag_seconds', 'Age of the oldest outbox row');
  const tasks = gauge('tenfold_tasks_open', 'Open tasks');
  const overdue = gauge('tenfold_tasks_overdue', 'Open tasks past their deadline');
  const broken = gauge('tenfold_invariants_broken', 'Rules that the latest check found broken');
  const parked = gauge('tenfold_outbox_parked', 'Outbox rows that the workflow engine refused again and again');
  const connections = gauge('tenfold_database_connections', 'Connections of this database');
  // Read when asked, before the gauges are: one query feeds them all.
  const collect = async () => {
    const [row] = await sql<
      {
        rows: number;
        lag: number;
        open: number;
        overdue: number;
        connections: number;
        broken: number;
        parked: number;
      }[]
    >`
      select (select count(*)::int from outbox where parked_at is null) as rows,
             coalesce((select extract(epoch from clock_timestamp() - min(created_at)) from outbox where parked_at is null), 0)::float8 as lag,
             (select count(*)::int from tasks where status = 'open') as open,
             (select count(*)::int from tasks where status = 'open' and due_at < clock_timestamp()) as overdue,
             (select count(*)::int from outbox where parked_at is not null) as parked,
             coalesce((select broken from invariant_runs order by started_at desc limit 1), 0) as broken,
             (select count(*)::int from pg_stat_activity where datname = current_database()) as connections`;
    if (!row) return;
    waiting.set(row.rows);
    lag.set(row.lag);
    tasks.set(row.open);
    overdue.set(row.overdue);
    connections.set(row.connections);
    broken.set(row.broken);
    parked.set(row.parked);
  };
  const measure: RequestHandler = (req, res, next) => {
    const end = seconds.startTimer();
    res.on('finish', () => {
      const route = req.routeId ?? 'other';
      if (route === 'events.read') return; // a stream's time says nothing
      end({ route, method: req.method, status: String(res.statusCode) });
      if (res.statusCode >= 500) failures.inc({ route });
    });
    next();
  };
  return { registry, measure, collect };
}
