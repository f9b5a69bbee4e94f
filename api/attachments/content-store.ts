/**
 * Where uploads arrive and where finished content lies by its hash, on disk or in an S3-compatible store. The same content is kept
 * once; nothing here is ever changed or deleted.
 */
import { createReadStream } from 'node:fs';
import { link, mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { S3Store } from '@tus/s3-store';
import type { DataStore } from '@tus/server';

/** An upload that is not finished within this time is thrown away. */
const UPLOAD_LIFETIME_MS = 24 * 3_600_000;

export type ContentStore = {
  /** The tus store of uploads under way. */
  uploads: DataStore;
  readUpload: (uploadId: string) => Promise<Readable>;
  /** Keeps a finished upload as content of this hash (64 hex digits); done already: nothing happens. */
  keep: (uploadId: string, sha256: string) => Promise<void>;
  /** Throws an upload away, finished or not; one that is gone already is no error. */
  discard: (uploadId: string) => Promise<void>;
  /** Content of this hash. Throws when it is missing. */
  read: (sha256: string) => Promise<Readable>;
};

const contentPath = (sha256: string) => {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256');
  return `content/${sha256.slice(0, 2)}/${sha256.slice(2)}`;
};

const stores = new Map<string, ContentStore>();

/** The store of this process: S3 when S3_BUCKET is set, else below the data directory. */
export function contentsOf(dataDir: string): ContentStore {
  const known = stores.get(dataDir);
  if (known) return known;
  const store = contentStoreOf(dataDir);
  stores.set(dataDir, store);
  return store;
}

/** A store as the environment says. */
export function contentStoreOf(dataDir: string, env: NodeJS.ProcessEnv = process.env): ContentStore {
  return env.S3_BUCKET ? new S3ContentStore(env.S3_BUCKET, env).store() : diskStore(dataDir);
}

function diskStore(dataDir: string): ContentStore {
  const folder = path.resolve(dataDir, 'uploads');
  const uploads = new FileStore({ directory: folder, expirationPeriodInMilliseconds: UPLOAD_LIFETIME_MS });
  const content = (sha256: string) => path.resolve(dataDir, contentPath(sha256));
  return {
    uploads,
    readUpload: async (uploadId) => uploads.read(uploadId),
    keep: async (uploadId, sha256) => {
      const from = path.join(folder, path.basename(uploadId));
      const to = content(sha256);
      await mkdir(path.dirname(to), { recursive: true });
      await toDisk(from);
      await link(from, to).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
      await toDisk(path.dirname(to));
    },
    discard: (uploadId) => uploads.remove(uploadId).catch(() => {}),
    read: async (sha256) => {
      await stat(content(sha256));
      return createReadStream(content(sha256));
    },
  };
}

/** Flushes a file or folder: a row must never name content that a power cut takes away. */
async function toDisk(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Adds copying and reading by hash to the tus store, with the same client. */
class S3ContentStore extends S3Store {
  constructor(bucket: string, env: NodeJS.ProcessEnv) {
    const { S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env;
    super({
      partSize: 8 * 1024 * 1024,
      useTags: false,
      expirationPeriodInMilliseconds: UPLOAD_LIFETIME_MS,
      s3ClientConfig: {
        bucket,
        region: S3_REGION ?? 'us-east-1',
        ...(S3_ENDPOINT ? { endpoint: S3_ENDPOINT, forcePathStyle: true } : {}),
        ...(S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY
          ? { credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY } }
          : {}),
      },
    });
  }

  store(): ContentStore {
    return {
      uploads: this,
      readUpload: (uploadId) => this.read(uploadId),
      keep: async (uploadId, sha256) => {
        const CopySource = `${this.bucket}/${encodeURIComponent(uploadId)}`;
        await this.client.copyObject({ Bucket: this.bucket, CopySource, Key: contentPath(sha256) });
      },
      discard: async (uploadId) => {
        // The library's own removal ends a multipart upload under way and knows nothing of one that was completed.
        await this.remove(uploadId).catch(() => {});
        const Objects = [uploadId, this.infoKey(uploadId)].map((Key) => ({ Key }));
        await this.client.deleteObjects({ Bucket: this.bucket, Delete: { Objects } }).catch(() => {});
        await this.clearCache(uploadId);
      },
      read: async (sha256) => {
        const { Body } = await this.client.getObject({ Bucket: this.bucket, Key: contentPath(sha256) });
        return Body as Readable;
      },
    };
  }
}
