import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DetailedError, Upload } from 'tus-js-client';
import { dispositionOf } from '../../api/attachments/routes.ts';
import { scannerOf } from '../../api/attachments/virus-scan.ts';
import { slotIsMarked } from '../../db/attachments.ts';
import { Readable } from 'node:stream';
import { personOf } from '../support/story.ts';
import { type Client, startSystem, type System } from '../support/system.ts';

const LEAD = personOf('enterpriseEditor', { enterprise: 'yuweiyuan-food' });
const LEAD_SIGNER = personOf('enterpriseSigner', { enterprise: 'yuweiyuan-food' });
const PARTNER = personOf('enterpriseEditor', { enterprise: 'liantong-network' });
const STRANGER = personOf('enterpriseEditor', { enterprise: 'zaoxiang-food' });
const DISTRICT = personOf('districtOfficer', { bodyId: 'zone-economic' });
const OTHER_DISTRICT = personOf('districtOfficer', { bodyId: 'district-410184' });
const EXPERT = personOf('expert');

type Item = {
  id: string;
  slot: string;
  enterpriseId: string;
  fileName: string;
  sha256: string;
  sizeBytes: number;
  scan: string;
};
const pdf = (title: string, size = 0) =>
  Buffer.concat([
    Buffer.from(`%PDF-1.4\n%${title}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`),
    Buffer.alloc(size, 0x20),
  ]);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let system: System;
let draft: { id: string; lead: string; partner: string };
let submitted: { id: string; lead: string; partner: string };
let lead: Client;
let partner: Client;

beforeAll(async () => {
  system = await startSystem({ round: true });
  const partiesOf = async (status: string) => {
    const rows = await system.sql<{ id: string; role: string; enterpriseId: string }[]>`
      select a.case_id as id, p.role, p.enterprise_id from applications a join application_parties p on p.application_id = a.case_id
      where a.status = ${status}`;
    const of = (role: string) => rows.find((row) => row.role === role)?.enterpriseId as string;
    return { id: rows[0]?.id as string, lead: of('lead'), partner: of('partner') };
  };
  draft = await partiesOf('draft');
  submitted = await partiesOf('circulating');
  await system.sql`update application_parties set status = 'confirmed' where application_id = ${draft.id}`;
  [lead, partner] = await Promise.all([system.as(LEAD), system.as(PARTNER)]);
});
afterAll(() => system.close());

type Metadata = { applicationId: string; slot: string; enterpriseId: string; fileName: string; mediaType: string };
const metadataOf = (given: Partial<Metadata>): Metadata => ({
  applicationId: draft.id,
  slot: 'commitmentLetter',
  enterpriseId: draft.lead,
  fileName: '承诺书.pdf',
  mediaType: 'application/pdf',
  ...given,
});

/** Uploads by the real tus client. Resolves with the upload's URL, rejects with the problem's document. */
function upload(
  person: Client,
  content: Buffer,
  given: Partial<Metadata> = {},
  chunkSize = Number.POSITIVE_INFINITY,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const transfer: Upload = new Upload(content, {
      endpoint: `${system.baseUrl}/api/v1/uploads`,
      headers: { cookie: person.cookie },
      metadata: metadataOf(given),
      chunkSize,
      retryDelays: null,
      onSuccess: () => resolve(transfer.url as string),
      onError: (error) => {
        const text = (error as DetailedError).originalResponse?.getBody();
        reject(text?.startsWith('{') ? JSON.parse(text) : error);
      },
    });
    transfer.start();
  });
}
const list = async (person: Client, applicationId = draft.id) =>
  (await person.get<{ items: Item[] }>(`/applications/${applicationId}/attachments`)).items;
const download = (person: Client, id: string) =>
  fetch(`${system.baseUrl}/api/v1/attachments/${id}/content`, { headers: { cookie: person.cookie } });
const tus = (person: Client, method: string, url: string, headers: Record<string, string> = {}, body?: Buffer) =>
  fetch(url, {
    method,
    headers: { cookie: person.cookie, 'tus-resumable': '1.0.0', ...headers },
    ...(body ? { body: Uint8Array.from(body) } : {}),
  });
const encoded = (metadata: Metadata) =>
  Object.entries(metadata)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
async function create(person: Client, size: number, given: Partial<Metadata> = {}): Promise<string> {
  const answer = await tus(person, 'POST', `${system.baseUrl}/api/v1/uploads`, {
    'upload-length': String(size),
    'upload-metadata': encoded(metadataOf(given)),
  });
  expect(answer.status).toBe(201);
  return new URL(answer.headers.get('location') as string, system.baseUrl).href;
}
const patch = (person: Client, url: string, offset: number, body: Buffer) =>
  tus(
    person,
    'PATCH',
    url,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body,
  );

describe('an upload', () => {
  test('in several pieces becomes one attachment with its hash, downloadable as it was', async () => {
    const content = pdf('several pieces', 150_000);
    await upload(lead, content, {}, 40_000);
    const [item] = await list(lead);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(item).toMatchObject({
      slot: 'commitmentLetter',
      fileName: '承诺书.pdf',
      sizeBytes: content.length,
      sha256,
      scan: 'notScanned',
    });
    expect(existsSync(path.join(system.dataDir, 'content', sha256.slice(0, 2), sha256.slice(2)))).toBe(true);
    expect(await readdir(path.join(system.dataDir, 'uploads'))).toEqual([]);

    const answer = await download(lead, item?.id as string);
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent('承诺书')}.pdf`);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const [fact] =
      await system.sql`select kind, payload from facts where case_id = ${draft.id} order by version desc limit 1`;
    expect(fact).toMatchObject({ kind: 'attachmentAdded', payload: { sha256, slot: 'commitmentLetter' } });
  });

  test('goes on where a lost connection left it', async () => {
    const content = pdf('resumed', 1000);
    const url = await create(lead, content.length, { slot: 'evidence' });
    expect((await patch(lead, url, 0, content.subarray(0, 400))).headers.get('upload-offset')).toBe('400');
    expect((await tus(lead, 'HEAD', url)).headers.get('upload-offset')).toBe('400');
    expect((await patch(lead, url, 0, content)).status).toBe(409);
    expect((await patch(lead, url, 400, content.subarray(400))).status).toBe(204);
    expect((await list(lead)).filter(({ slot }) => slot === 'evidence')).toHaveLength(1);
  });

  test('goes on after the connection broke in the middle of a piece', async () => {
    const content = pdf('broken connection', 300_000);
    const url = await create(lead, content.length, { slot: 'evidence' });
    await new Promise<void>((resolve) => {
      const headers = {
        cookie: lead.cookie,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
        'content-length': content.length,
      };
      const broken = request(url, { method: 'PATCH', headers });
      broken.on('error', () => resolve());
      broken.write(content.subarray(0, 200_000), () => broken.destroy(new Error('gone')));
    });
    // The server may still be writing down what arrived: as tus clients do, ask again when the offset has moved.
    let last: Response;
    do {
      const offset = Number((await tus(lead, 'HEAD', url)).headers.get('upload-offset'));
      expect(offset).toBeLessThan(content.length);
      last = await patch(lead, url, offset, content.subarray(offset));
    } while (last.status === 409);
    expect(last.status).toBe(204);
    const stored = await download(lead, last.headers.get('attachment-id') as string);
    expect(Buffer.from(await stored.arrayBuffer()).equals(content)).toBe(true);
  });

  test('whose last reply was lost is not made twice', async () => {
    const content = pdf('reply lost');
    const url = await create(lead, content.length, { slot: 'evidence' });
    const first = await patch(lead, url, 0, content);
    expect(first.status).toBe(204);
    const again = await tus(lead, 'HEAD', url);
    expect(again.headers.get('upload-offset')).toBe(String(content.length));
    expect(again.headers.get('attachment-id')).toBe(first.headers.get('attachment-id'));
    expect((await patch(lead, url, content.length, Buffer.alloc(0))).status).toBe(204);
    const rows = await system.sql`select id from attachments where upload_id = ${url.split('/').at(-1) as string}`;
    expect(rows).toHaveLength(1);
  });

  test('whose finish was cut off is finished when the page asks', async () => {
    const content = pdf('finish cut off');
    const url = await create(lead, content.length, { slot: 'evidence' });
    // As after a crash behind the last byte: everything is there, nothing is recorded.
    const { appendFile } = await import('node:fs/promises');
    await appendFile(path.join(system.dataDir, 'uploads', url.split('/').at(-1) as string), content);
    const answer = await tus(lead, 'HEAD', url);
    expect(answer.headers.get('attachment-id')).not.toBeNull();
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect((await list(lead)).map((item) => item.sha256)).toContain(sha256);
  });

  test('belongs to the person who began it', async () => {
    const url = await create(lead, 1000, { slot: 'evidence' });
    for (const method of ['HEAD', 'DELETE']) expect((await tus(partner, method, url)).status).toBe(404);
    expect((await patch(partner, url, 0, Buffer.alloc(1000, 1))).status).toBe(404);
    expect((await tus(lead, 'DELETE', url)).status).toBe(204);
    expect((await tus(lead, 'HEAD', url)).status).toBe(404);
  });
});

describe('refused before a byte is sent', () => {
  test.each([
    ['too large', { slot: 'evidence' }, 30 * 1024 * 1024, 'tooLarge'],
    ['of another type', { slot: 'evidence', mediaType: 'text/html', fileName: 'a.html' }, 10, 'unsupportedType'],
    ['for a slot that is not asked for', { slot: 'selfie' }, 10, 'invalid'],
    ['empty', { slot: 'evidence' }, 0, 'invalid'],
    ['with a path in its name', { slot: 'evidence', fileName: '../../etc/passwd' }, 10, 'invalid'],
  ])('a file %s', async (_what, given, size, code) => {
    const answer = await tus(lead, 'POST', `${system.baseUrl}/api/v1/uploads`, {
      'upload-length': String(size),
      'upload-metadata': encoded(metadataOf(given)),
    });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ code, status: answer.status });
  });

  test('one more than the slot takes, with the way out', async () => {
    await expect(upload(lead, pdf('second letter'))).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ rule: 'maxCount' }],
    });
  });
  test('a shared slot from a partner', async () => {
    await expect(upload(partner, pdf('x'), { slot: 'evidence', enterpriseId: draft.partner })).rejects.toMatchObject({
      errors: [{ rule: 'leadOnly' }],
    });
  });
  test('in the name of another enterprise', async () => {
    await expect(upload(partner, pdf('x'), { enterpriseId: draft.lead })).rejects.toMatchObject({ code: 'forbidden' });
  });
  test('by somebody without a part in it, who learns nothing', async () => {
    await expect(upload(await system.as(STRANGER), pdf('x'))).rejects.toMatchObject({ code: 'notFound' });
    await expect(upload(system.anonymous, pdf('x'))).rejects.toMatchObject({ code: 'unauthenticated' });
  });
  test('by a signer, who may read only', async () => {
    await expect(upload(await system.as(LEAD_SIGNER), pdf('x'))).rejects.toMatchObject({ code: 'forbidden' });
  });
  test('into an application that is with a desk', async () => {
    const editor = await system.as(personOf('enterpriseEditor', { enterprise: 'songyue-auto' }));
    const given = { applicationId: submitted.id, enterpriseId: submitted.lead };
    await expect(upload(editor, pdf('x'), given)).rejects.toMatchObject({ code: 'wrongState', status: 409 });
  });
  test('from a page of another site', async () => {
    const answer = await tus(lead, 'POST', `${system.baseUrl}/api/v1/uploads`, {
      origin: 'https://evil.example',
      'upload-length': '5',
    });
    expect(answer.status).toBe(403);
  });
});

describe('refused by what is in it', () => {
  test('a picture that says it is a PDF', async () => {
    const url = await create(lead, png.length, { slot: 'evidence' });
    const answer = await patch(lead, url, 0, png);
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({
      code: 'unsupportedType',
      declared: 'application/pdf',
      found: 'image/png',
    });
    expect((await tus(lead, 'HEAD', url)).status).toBe(404);
  });
  test('markup that says it is a PDF', async () => {
    await expect(
      upload(lead, Buffer.from('<html><script>alert(1)</script></html>'), { slot: 'evidence' }),
    ).rejects.toMatchObject({ found: null });
  });
  test('the same file twice in one slot', async () => {
    await upload(lead, png, { slot: 'evidence', mediaType: 'image/png', fileName: 'a.png' });
    await expect(
      upload(lead, png, { slot: 'evidence', mediaType: 'image/png', fileName: 'b.png' }),
    ).rejects.toMatchObject({ code: 'duplicate' });
  });
});

describe('privacy', () => {
  let mine: Item;
  beforeAll(async () => {
    await upload(partner, pdf('partner only'), { enterpriseId: draft.partner });
    mine = (await list(partner)).find(({ enterpriseId }) => enterpriseId === draft.partner) as Item;
  });

  test('a party reads its own and the shared ones only', async () => {
    expect((await list(lead)).some(({ id }) => id === mine.id)).toBe(false);
    expect(
      (await list(partner)).map(
        ({ slot, enterpriseId }) => slot !== 'commitmentLetter' || enterpriseId === draft.partner,
      ),
    ).not.toContain(false);
    expect((await list(partner)).some(({ slot }) => slot === 'evidence')).toBe(true);
    expect((await download(lead, mine.id)).status).toBe(404);
    expect((await download(partner, mine.id)).status).toBe(200);
  });
  test('a draft is nobody else’s: neither officers nor strangers', async () => {
    for (const email of [DISTRICT, STRANGER, EXPERT])
      expect((await download(await system.as(email), mine.id)).status).toBe(404);
    expect((await download(system.anonymous, mine.id)).status).toBe(401);
  });
  test('once submitted, the recommending district reads all, another district and experts none', async () => {
    const district = await system.as(DISTRICT);
    const items = await list(district, submitted.id);
    expect(new Set(items.map(({ enterpriseId }) => enterpriseId)).size).toBe(2);
    const id = items[0]?.id as string;
    expect((await download(district, id)).status).toBe(200);
    for (const email of [OTHER_DISTRICT, EXPERT]) expect((await download(await system.as(email), id)).status).toBe(404);
  });
});

describe('removal', () => {
  test('by the party that uploaded it, while it may change', async () => {
    await upload(lead, pdf('to be removed'), { slot: 'auditReport' });
    const item = (await list(lead)).find(({ slot }) => slot === 'auditReport') as Item;
    await expect(partner.delete(`/attachments/${item.id}`)).rejects.toMatchObject({ status: 404 });
    await lead.delete(`/attachments/${item.id}`);
    expect((await list(lead)).some(({ id }) => id === item.id)).toBe(false);
    expect((await download(lead, item.id)).status).toBe(404);
  });
  test('not of an application that is with a desk', async () => {
    const editor = await system.as(personOf('enterpriseEditor', { enterprise: 'songyue-auto' }));
    const [item] = await list(editor, submitted.id);
    await expect(editor.delete(`/attachments/${item?.id}`)).rejects.toMatchObject({ status: 409 });
  });
});

test('a correction opens the marked slots only', () => {
  const mark = { section: 'attachments', enterpriseId: null, pointer: '/auditReport', note: 'n' };
  expect(slotIsMarked([mark], 'auditReport', 'a')).toBe(true);
  expect(slotIsMarked([{ ...mark, pointer: '/attachments/auditReport' }], 'auditReport', 'a')).toBe(true);
  expect(slotIsMarked([mark], 'evidence', 'a')).toBe(false);
  expect(slotIsMarked([{ ...mark, enterpriseId: 'b' }], 'auditReport', 'a')).toBe(false);
});

test('a name with quotes and Chinese characters survives the header', () => {
  expect(dispositionOf('a"b\\附件(1).pdf')).toBe(
    `attachment; filename="a_b___(1).pdf"; filename*=UTF-8''a%22b%5C%E9%99%84%E4%BB%B6%281%29.pdf`,
  );
});

const listen = (answer: (received: Buffer) => string | null) =>
  new Promise<{ server: Server; address: string }>((resolve) => {
    const server = createServer((socket) => {
      let received = Buffer.alloc(0);
      socket.on('error', () => {});
      socket.on('data', (part) => {
        received = Buffer.concat([received, part]);
        if (!received.subarray(-4).equals(Buffer.alloc(4))) return;
        const text = answer(received);
        if (text === null) socket.destroy();
        else socket.end(`${text}\0`);
      });
    });
    server.listen(0, '127.0.0.1', () =>
      resolve({ server, address: `127.0.0.1:${(server.address() as { port: number }).port}` }),
    );
  });

describe('the virus scanner’s protocol', () => {
  const ask = async (answer: (received: Buffer) => string | null) => {
    const { server, address } = await listen(answer);
    try {
      return await scannerOf(address)?.(Readable.from([Buffer.from('abc'), Buffer.from('de')]));
    } finally {
      server.close();
    }
  };

  test('sends length-prefixed pieces and reads both verdicts', async () => {
    let seen = '';
    const clean = await ask((received) => {
      seen = received.toString('hex');
      return 'stream: OK';
    });
    expect(clean).toEqual({ infected: false });
    expect(seen).toBe(Buffer.from('zINSTREAM\0\0\0\0\x03abc\0\0\0\x02de\0\0\0\0').toString('hex'));
    expect(await ask(() => 'stream: Eicar-Test FOUND')).toEqual({ infected: true, signature: 'Eicar-Test' });
  });
  test('takes anything else for no verdict', async () => {
    await expect(ask(() => 'INSTREAM size limit exceeded. ERROR')).rejects.toThrow('size limit');
    await expect(ask(() => null)).rejects.toThrow();
    await expect(scannerOf('/nowhere/clamd.sock')?.(Readable.from([Buffer.from('a')]))).rejects.toThrow();
    expect(scannerOf(undefined)).toBeNull();
  });
});

describe('with a virus scanner', () => {
  test('an infected file is refused, a clean one marked so, and a silent scanner keeps the upload for another try', async () => {
    let silent = false;
    const { server, address } = await listen((received) =>
      silent ? null : received.includes('virus') ? 'stream: Test FOUND' : 'stream: OK',
    );
    process.env.CLAMD_SOCKET = address;
    const scanned = await startSystem({ round: true });
    const before = { system, lead };
    try {
      const [row] = await scanned.sql<{ id: string; leadId: string }[]>`
        select case_id as id, lead_enterprise_id as lead_id from applications where status = 'draft'`;
      system = scanned;
      lead = await scanned.as(LEAD);
      const given = { applicationId: row?.id as string, enterpriseId: row?.leadId as string, slot: 'evidence' };
      await expect(upload(lead, pdf('virus'), given)).rejects.toMatchObject({ code: 'infected', signature: 'Test' });
      await upload(lead, pdf('clean'), given);
      expect((await list(lead, given.applicationId)).map(({ scan }) => scan)).toEqual(['clean']);
      silent = true;
      const content = pdf('later');
      const url = await create(lead, content.length, given);
      expect((await patch(lead, url, 0, content)).status).toBe(503);
      silent = false;
      expect((await tus(lead, 'HEAD', url)).headers.get('attachment-id')).not.toBeNull();
    } finally {
      ({ system, lead } = before);
      delete process.env.CLAMD_SOCKET;
      server.close();
      await scanned.close();
    }
  });
});
