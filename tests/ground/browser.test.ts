import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { checkAxe, launchBrowser } from '../support/browser.ts';

let browser: Browser;
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const image = request.url === '/faulty' ? '<img src="data:,">' : '<img src="data:," alt="印章">';
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; script-src 'self'; img-src data:",
    });
    response.end(`<!doctype html><html lang="zh-CN"><title>公示</title><main><h1>公示</h1>${image}</main></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server.close(resolve));
});

test('axe runs on a page with a strict policy, finds a fault where there is one and none where there is none', async () => {
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const page = await browser.newPage();
  await page.goto(`${base}/faulty`);
  expect((await checkAxe(page)).map((finding) => finding.rule)).toContain('image-alt');
  await page.goto(`${base}/sound`);
  expect(await checkAxe(page)).toEqual([]);
});
