import { tsImport } from 'tsx/esm/api';

/** Jest loads this file with plain Node; the work is in TypeScript. */
export default async function globalSetup() {
  const { startTestServers } = await tsImport('./servers.ts', import.meta.url);
  globalThis.stopTestServers = await startTestServers();
}
