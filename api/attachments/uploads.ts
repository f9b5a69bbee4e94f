/**
 * Resumable uploads (tus 1.0) at `/api/v1/uploads`. Creation is refused with its reason before a byte is sent; the last byte has the
 * content inspected, kept by its hash and recorded. A finish that was interrupted is taken up again when the page asks how far it came.
 */
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Server, type Upload } from '@tus/server';
import type { Express, Request, Response } from 'express';
import { UploadMetadata } from '../../contracts/attachments.ts';
import { Problem } from '../../contracts/problem-error.ts';
import { addAttachment, attachmentOfUpload, demandRoomFor, type StoredAttachment } from '../../db/attachments.ts';
import { applicationSubject } from '../../db/cases.ts';
import { type Actor, type Grant, PERMISSIONS, permits, type Rule } from '../../domain/permissions.ts';
import { faultsOf } from '../problems.ts';
import type { Services } from '../route.ts';
import type { ActorOf } from '../session.ts';
import { type ContentStore, contentsOf } from './content-store.ts';
import { demandClean, demandDeclaredType, inspect } from './inspect.ts';
import { scannerOf } from './virus-scan.ts';

export const UPLOADS_PATH = '/api/v1/uploads';
const SWEEP_MS = 3_600_000;

/** Mounts the uploads. To be called before any body parser. */
export function mountUploads(app: Express, { services, actorOf }: { services: Services; actorOf: ActorOf }): void {
  const contents = contentsOf(services.dataDir);
  const actors = new WeakMap<globalThis.Request, Actor>();
  const failures = new WeakMap<globalThis.Request, unknown>();
  const actorOfUpload = (req: globalThis.Request): Actor => {
    const actor = actors.get(req);
    if (!actor) throw new Problem('unauthenticated');
    return actor;
  };
  const finish = finisher(services, contents);

  const tus = new Server({
    path: UPLOADS_PATH,
    datastore: contents.uploads,
    relativeLocation: true,
    disableTerminationForFinishedUploads: true,
    allowedOrigins: () => false,
    onUploadCreate: async (req, upload) => {
      const actor = actorOfUpload(req);
      if (upload.size === undefined) throw new Problem('malformed', { detail: 'Upload-Length is missing' });
      const asked = metadataOf(upload);
      await authorise(services, actor, asked);
      await services.sql.begin((tx) => demandRoomFor(tx, { ...asked, sizeBytes: upload.size as number }));
      return { metadata: { ...asked, uploadedBy: actor.userId } };
    },
    onUploadFinish: async (req, upload) => {
      const attachment = await finish(actorOfUpload(req), upload);
      return { headers: { 'Attachment-Id': attachment.id } };
    },
    onResponseError: (req, error) => {
      if (error instanceof Error && !('status_code' in error)) failures.set(req, error);
      return undefined;
    },
  });

  app.all([UPLOADS_PATH, `${UPLOADS_PATH}/:uploadId`], async (req, res) => {
    req.routeId = 'upload.transfer';
    const actor = await actorOf(req);
    if (actor === null) throw new Problem('unauthenticated');
    if (!['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'].includes(req.method)) throw new Problem('notFound');
    const { uploadId } = req.params as { uploadId?: string };
    if (uploadId !== undefined && (await answerFinished(req, res, actor, uploadId))) return;
    const request = webRequest(req, services.baseUrl);
    actors.set(request, actor);
    const response = await tus.handleWeb(request);
    if (failures.has(request)) throw failures.get(request);
    await send(response, res);
  });

  /** Answers for an upload that is an attachment already, or that lacks only its finish. False: tus goes on with it. */
  async function answerFinished(req: Request, res: Response, actor: Actor, uploadId: string): Promise<boolean> {
    const done = await attachmentOfUpload(services.sql, uploadId);
    const upload = done ? null : await contents.uploads.getUpload(uploadId).catch(() => null);
    if (!done && !upload) return false;
    const owner = done ? await uploaderOf(services, uploadId) : upload?.metadata?.uploadedBy;
    if (owner !== actor.userId) throw new Problem('notFound');
    if (req.method === 'DELETE' && !done) return false;
    let attachment = done;
    if (upload && upload.size !== undefined && upload.offset === upload.size) attachment = await finish(actor, upload);
    if (!attachment) return false;
    if (req.method === 'DELETE')
      throw new Problem('wrongState', { detail: 'this upload is an attachment already: remove that' });
    res.set({
      'Tus-Resumable': '1.0.0',
      'Cache-Control': 'no-store',
      'Upload-Offset': String(attachment.sizeBytes),
      'Upload-Length': String(attachment.sizeBytes),
      'Attachment-Id': attachment.id,
    });
    res.status(req.method === 'HEAD' ? 200 : 204).end();
    return true;
  }

  const sweep = setInterval(() => void contents.uploads.deleteExpired().catch(() => {}), SWEEP_MS);
  sweep.unref();
}

async function uploaderOf(services: Services, uploadId: string): Promise<string | null> {
  const [row] = await services.sql<
    { uploadedBy: string }[]
  >`select uploaded_by from attachments where upload_id = ${uploadId}`;
  return row?.uploadedBy ?? null;
}

/** What a finished upload goes through. A refused one is thrown away; one that only could not be judged yet may be tried again. */
function finisher(
  services: Services,
  contents: ContentStore,
): (actor: Actor, upload: Upload) => Promise<StoredAttachment> {
  const scan = scannerOf(process.env.CLAMD_SOCKET);
  const underWay = new Map<string, Promise<StoredAttachment>>();

  async function run(actor: Actor, upload: Upload): Promise<StoredAttachment> {
    const asked = metadataOf(upload);
    await authorise(services, actor, asked);
    const content = await inspect(await contents.readUpload(upload.id));
    demandDeclaredType(asked.mediaType, content.mediaType);
    const verdict = await demandClean(scan, () => contents.readUpload(upload.id));
    await contents.keep(upload.id, content.sha256);
    const attachment = await services.sql.begin((tx) =>
      addAttachment(tx, {
        ...asked,
        sizeBytes: content.sizeBytes,
        sha256: content.sha256,
        scan: verdict,
        uploadId: upload.id,
        uploadedBy: actor.userId,
      }),
    );
    services.moved([asked.applicationId]);
    return attachment;
  }

  return (actor, upload) => {
    const running = underWay.get(upload.id);
    if (running) return running;
    const work = run(actor, upload).then(
      async (attachment) => {
        await contents.discard(upload.id);
        return attachment;
      },
      async (error: unknown) => {
        if (error instanceof Problem && error.code !== 'unavailable') await contents.discard(upload.id);
        throw error;
      },
    );
    underWay.set(upload.id, work);
    const forget = () => underWay.delete(upload.id);
    work.then(forget, forget);
    return work;
  };
}

/** Metadata by our names, or by those that tus clients use. */
function metadataOf(upload: Upload): UploadMetadata {
  const { filename, name, filetype, ...given } = upload.metadata ?? {};
  const parsed = UploadMetadata.safeParse({ fileName: filename ?? name, mediaType: filetype, ...given });
  if (!parsed.success) throw new Problem('invalid', { errors: faultsOf(parsed.error) });
  return parsed.data;
}

/** The permission `attachment.upload`, held for the very enterprise that the file is uploaded for. */
async function authorise(services: Services, actor: Actor, asked: UploadMetadata): Promise<void> {
  const subject = await applicationSubject(services.sql, asked.applicationId, actor);
  const verdict = permits(actor, 'attachment.upload', subject);
  if (verdict === 'secondFactorRequired') throw new Problem('secondFactorRequired');
  if (verdict === 'denied')
    throw new Problem(permits(actor, 'attachment.read', subject) === 'allowed' ? 'forbidden' : 'notFound');
  const mayUpload = ({ role, enterpriseId }: Grant) =>
    enterpriseId === asked.enterpriseId &&
    (PERMISSIONS['attachment.upload'] as Rule[]).some((rule) => rule.role === role);
  if (!subject.partyEnterpriseIds?.includes(asked.enterpriseId) || !actor.grants.some(mayUpload))
    throw new Problem('forbidden');
}

function webRequest(req: Request, baseUrl: string): globalThis.Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers)) if (typeof value === 'string') headers.set(name, value);
  const body = req.method === 'POST' || req.method === 'PATCH' ? (Readable.toWeb(req) as ReadableStream) : null;
  const init = { method: req.method, headers, ...(body ? { body, duplex: 'half' } : {}) };
  return new globalThis.Request(new URL(req.originalUrl, baseUrl), init as RequestInit);
}

async function send(response: globalThis.Response, res: Response): Promise<void> {
  res.status(response.status);
  response.headers.forEach((value, name) => {
    if (!name.startsWith('access-control-')) res.set(name, value);
  });
  res.end(Buffer.from(await response.arrayBuffer()));
}
