import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { freePort, isPortFree, portTakenMessage } from '../../scripts/ports.ts';

test('a port somebody listens on is not free, and is free again afterwards', async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, resolve));
  expect(await isPortFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
  expect(await isPortFree(port)).toBe(true);
});

test('the message about a taken port names the port and the variable to set, in both languages', () => {
  const message = portTakenMessage(8080, 'PORT', 'web / 网页');
  expect(message).toContain('Port 8080');
  expect(message).toContain('端口 8080');
  expect(message).toContain('PORT=8081 npm start');
});
