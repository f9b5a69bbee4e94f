/** Optional virus scan by clamd: its INSTREAM command over a Unix socket or `host:port`. */
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';

export type ScanVerdict = { infected: false } | { infected: true; signature: string };
/** Reads the content to its end. Throws when the scanner cannot be asked. */
export type Scan = (content: Readable) => Promise<ScanVerdict>;

const SILENCE_MS = 60_000;

/** A scanner for the address in CLAMD_SOCKET (a path, or `host:port`); null when none is set. */
export function scannerOf(address: string | undefined): Scan | null {
  if (!address) return null;
  const tcp = /^([^/]+):(\d+)$/.exec(address);
  const open = () => (tcp ? connect(Number(tcp[2]), tcp[1] as string) : connect(address));
  return (content) => scan(open(), content);
}

async function scan(socket: Socket, content: Readable): Promise<ScanVerdict> {
  socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('the virus scanner does not answer')));
  const answer = read(socket);
  answer.catch(() => {}); // it may fail before it is awaited
  // clamd answers early and hangs up when it has seen enough (or too much): its answer then says more than the failed write.
  await send(socket, content).catch(() => {});
  content.destroy();
  const text = await answer.finally(() => socket.destroy());
  if (text === 'stream: OK') return { infected: false };
  const found = /^stream: (.+) FOUND$/.exec(text);
  if (found?.[1]) return { infected: true, signature: found[1] };
  throw new Error(`the virus scanner answered: ${text.slice(0, 200)}`);
}

async function send(socket: Socket, content: Readable): Promise<void> {
  const write = (bytes: Uint8Array) =>
    new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));
  await write(Buffer.from('zINSTREAM\0'));
  for await (const chunk of content as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    await write(length);
    await write(chunk);
  }
  await write(Buffer.alloc(4));
}

function read(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      text += part;
      if (text.includes('\0')) resolve(text.slice(0, text.indexOf('\0')));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the virus scanner hung up without an answer')));
  });
}
