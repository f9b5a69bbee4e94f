import { spawnSync } from 'node:child_process';

const FLAG = '--experimental-vm-modules';

// Jest needs this flag for ES modules; where it is missing (`npx jest tests/domain`) Jest is started again with it.
if (!process.execArgv.includes(FLAG) && !(process.env.NODE_OPTIONS ?? '').includes(FLAG)) {
  const flags = [FLAG, '--disable-warning=ExperimentalWarning'];
  const again = spawnSync(process.execPath, [...flags, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exit(again.status ?? 1);
}

const typescript = (target) => [
  '@swc/jest',
  {
    jsc: {
      target,
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

/** @type {import('jest').Config} */
export default {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': typescript('es2022') },
  testEnvironment: 'node',
  testTimeout: 60_000,
  maxWorkers: 2,
  globalSetup: '<rootDir>/tests/support/global-setup.mjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.mjs',
  // The production topology has a run of its own (`npm run test:cluster`): it builds Temporal's server, and takes minutes.
  testPathIgnorePatterns: process.env.TEST_CLUSTER ? [] : ['<rootDir>/tests/cluster/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/', '<rootDir>/.data/'],
  workerIdleMemoryLimit: '1500MB',
};
