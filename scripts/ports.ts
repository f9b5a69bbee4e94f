import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** A port nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** Below the range from which systems give out ports, so that a row stays free. */
const ROWS_FROM = 20_000;
const ROWS_TO = 30_000;

/** The first of `count` ports in a row that nobody uses at this moment; all below 32,768 (see `HIGHEST_CLUSTER_PORT`). */
export async function freePortsInARow(count: number): Promise<number> {
  for (;;) {
    const first = randomInt(ROWS_FROM, ROWS_TO);
    const ports = Array.from({ length: count }, (_, index) => first + index);
    const free = await Promise.all(ports.map(isPortFree));
    if (free.every(Boolean)) return first;
  }
}

/** True when nothing listens on the port, on this machine's own address or on all of them. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, undefined));
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, ...(host ? { host } : {}), exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** What the person at the terminal reads when a port is taken, in both languages. */
export function portTakenMessage(port: number, variable: string, purpose: string, suggestion = port + 1): string {
  return [
    `Port ${port} (${purpose}) is already in use by another program. Choose another one, for example:`,
    `端口 ${port}（${purpose}）已被其他程序占用，请换一个端口，例如：`,
    `    ${variable}=${suggestion} npm start`,
  ].join('\n');
}
