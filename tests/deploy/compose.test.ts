/** docker-compose.yml against the schema of its format, and against the rules of this topology that no schema knows. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

type Service = {
  image: string;
  container_name?: string;
  restart?: string;
  ports?: string[];
  networks?: string[];
  volumes?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
};
type Compose = {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, unknown>;
};

let validate: ValidateFunction;
const parseCompose = (text: string) => parse(text, { merge: true }) as Compose;
const compose = parseCompose(read('docker-compose.yml'));
const services = Object.entries(compose.services);
const jobs = services.filter(([, { restart }]) => restart?.startsWith('on-failure'));
const servers = services.filter(([, { restart }]) => restart === 'unless-stopped');

beforeAll(() => {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addFormat('duration', /^(\d+(ns|us|ms|s|m|h))+$/);
  validate = ajv.compile(JSON.parse(read('tests/deploy/compose-spec.json')) as object);
});

/** Faults that the schema finds, by place. */
function faults(candidate: unknown): string[] {
  return validate(candidate) ? [] : (validate.errors ?? []).map(({ instancePath }) => instancePath);
}

/** Dependencies that name no service, or wait for an end or a health that never comes. */
function deadDependencies({ services: all }: Compose): string[] {
  return Object.entries(all).flatMap(([name, { depends_on }]) =>
    Object.entries(depends_on ?? {}).flatMap(([target, { condition }]) => {
      const found = all[target];
      const possible =
        condition === 'service_completed_successfully'
          ? found?.restart?.startsWith('on-failure')
          : found?.healthcheck?.test !== undefined;
      return found && possible ? [] : [`${name} → ${target}`];
    }),
  );
}

describe('the file', () => {
  test('follows the compose schema', () => expect(faults(compose)).toEqual([]));

  test('would be refused with a misspelt key', () => {
    const { worker, ...others } = compose.services;
    expect(faults({ ...compose, services: { ...others, worker: { ...worker, enviroment: {} } } })).toContain(
      '/services/worker',
    );
  });

  test('waits only for services that exist and can come to what is waited for', () => {
    expect(deadDependencies(compose)).toEqual([]);
    const broken = structuredClone(compose);
    (broken.services.worker as Service).depends_on = {
      temporall: { condition: 'service_healthy' },
      api: { condition: 'service_completed_successfully' },
    };
    expect(deadDependencies(broken)).toEqual(['worker → temporall', 'worker → api']);
  });

  test('names networks and volumes that it declares, and files that are there', () => {
    for (const [name, { networks = [], volumes = [] }] of services) {
      expect({ name, unknown: networks.filter((network) => !(network in compose.networks)) }).toEqual({
        name,
        unknown: [],
      });
      for (const [source = ''] of volumes.map((volume) => volume.split(':'))) {
        expect({
          name,
          source,
          there: source.startsWith('.') ? existsSync(path.join(ROOT, source)) : source in compose.volumes,
        }).toEqual({ name, source, there: true });
      }
    }
  });
});

describe('the topology', () => {
  test('has its parts: API, worker, Postgres 18, Temporal with schema job, UI and namespace, Mailpit', () => {
    expect(servers.map(([name]) => name).sort()).toEqual([
      'api',
      'mailpit',
      'postgres',
      'temporal',
      'temporal-ui',
      'worker',
    ]);
    expect(jobs.map(([name]) => name).sort()).toEqual(['namespace', 'prepare', 'temporal-schema']);
    expect(compose.services.postgres?.image).toMatch(/^postgres:\$\{POSTGRES_VERSION:-18\.\d+\}$/);
  });

  test('checks the health of every server; jobs end instead', () => {
    expect(servers.filter(([, { healthcheck }]) => !healthcheck?.test).map(([name]) => name)).toEqual([]);
    expect(jobs.filter(([, { healthcheck }]) => !healthcheck?.disable).map(([name]) => name)).toEqual([]);
  });

  test('publishes the web port alone, and only what needs the world can reach it', () => {
    const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
    expect(published).toEqual([expect.stringMatching(/^api \$\{WEB_PORT:-8080\}:8080$/)]);
    const outside = services.filter(([, { networks = [] }]) =>
      networks.some((net) => !compose.networks[net]?.internal),
    );
    expect(outside.map(([name]) => name).sort()).toEqual(['api', 'worker']);
  });

  test('lets worker and API be scaled: no name and no fixed port of their own', () => {
    expect(services.filter(([, service]) => service.container_name).map(([name]) => name)).toEqual([]);
    expect(compose.services.worker?.ports).toBeUndefined();
  });

  test('holds no secret: each comes from the environment, and the start is refused without it', () => {
    const secrets = services.flatMap(([service, { environment = {} }]) =>
      Object.entries(environment)
        .filter(([name]) => /PASSWORD|SECRET|_KEY$|DATABASE_URL/.test(name))
        .map(([name, value]) => ({ service, name, value: String(value) })),
    );
    expect(secrets.length).toBeGreaterThan(8);
    const optional = /^\$\{S3_SECRET_ACCESS_KEY:-\}$/;
    expect(secrets.filter(({ value }) => !/\$\{[A-Z_]+:\?[^}]+\}/.test(value) && !optional.test(value))).toEqual([]);
    const example = read('deploy/env.example');
    for (const name of new Set(read('docker-compose.yml').match(/(?<=\$\{)[A-Z_]+(?=:\?)/g))) {
      expect(example).toMatch(new RegExp(`^${name}=`, 'm'));
    }
    for (const name of ['POSTGRES_PASSWORD', 'TEMPORAL_SQL_PASSWORD', 'AUTH_SECRET', 'AUDIT_SIGNING_KEY']) {
      expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
    }
  });

  test('gives no image a floating version', () => {
    expect(
      services
        .filter(([, { image }]) => !/:.*\d+\.\d+|^tenfold:/.test(image) || /latest/.test(image))
        .map(([name]) => name),
    ).toEqual([]);
  });
});

describe('Temporal', () => {
  test('runs with 64 shards whose writes go side by side, on databases of its own', () => {
    const dynamic = parse(read('deploy/temporal/dynamic.yaml')) as Record<string, { value: unknown }[]>;
    expect(dynamic['history.shardIOConcurrency']).toEqual([{ value: 8 }]);
    const server = read('deploy/temporal/server.yaml.tmpl');
    expect(server).toMatch(/^# enable-template/);
    expect(server).toMatch(/numHistoryShards: 64$/m);
    expect(server.match(/databaseName: (\w+)/g)).toEqual([
      'databaseName: temporal',
      'databaseName: temporal_visibility',
    ]);
  });
});
