/** The worker's sign of life for an orchestrator: one address, no secrets, nothing else. */
import { createServer } from 'node:http';

/**
 * Answers `GET /healthz` on the port: 200 while the worker polls, 503 while it starts, drains or has failed.
 * @returns closes the port
 */
export function serveHealth(port: number, polls: () => boolean): () => Promise<void> {
  const server = createServer((req, res) => {
    const status = req.url === '/healthz' ? (polls() ? 200 : 503) : 404;
    res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    res.end(JSON.stringify({ status: status === 200 ? 'ok' : 'notReady' }));
  });
  server.listen(port);
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}
