/** Files of objections: one request each, judged by their content like every attachment. */
import { pipeline } from 'node:stream/promises';
import { Upload } from '@tus/server';
import { randomUUID } from 'node:crypto';
import { Transform } from 'node:stream';
import { z } from 'zod';
import { OBJECTION_FILES } from '../../contracts/objection-files.ts';
import * as contract from '../../contracts/objections.ts';
import { Problem } from '../../contracts/problem-error.ts';
import { addFile, demandRoom } from '../../db/objection-files.ts';
import { objectionFile, objectionSubject } from '../../db/objection-views.ts';
import { contentsOf } from '../attachments/content-store.ts';
import { demandClean, demandDeclaredType, inspect } from '../attachments/inspect.ts';
import { dispositionOf } from '../attachments/routes.ts';
import { scannerOf } from '../attachments/virus-scan.ts';
import { query, type Route, signedIn } from '../route.ts';

/** Passes content on, and fails as soon as it is longer than the limit. */
const upTo = (maxBytes: number) => {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      if (passed > maxBytes) done(new Problem('tooLarge', { detail: `at most ${maxBytes} bytes`, maxBytes }));
      else done(null, chunk);
    },
  });
};

export const objectionFileRoutes: Route[] = [
  // No transaction while the content comes in, and no key: the same content from the same person is the same file.
  query({
    id: 'objections.upload',
    method: 'post',
    path: '/objection-files',
    tag: 'Objections',
    summary:
      'Upload a signed statement or a piece of evidence (the body is the file), to be named when the objection is filed',
    permission: 'objection.file',
    query: contract.ObjectionFileQuery,
    reply: contract.ObjectionFile,
    status: 201,
    run: async ({ tx, actor, query: asked, req, services }) => {
      const { userId } = signedIn(actor);
      const declared = (req.get('Content-Type') ?? '').split(';')[0]?.trim() ?? '';
      await demandRoom(tx, userId, declared, Number(req.get('Content-Length') ?? 0));
      const contents = contentsOf(services.dataDir);
      const uploadId = randomUUID().replaceAll('-', '');
      const limited = upTo(OBJECTION_FILES.maxBytes);
      try {
        await contents.uploads.create(new Upload({ id: uploadId, offset: 0, metadata: { uploadedBy: userId } }));
        const arriving = pipeline(req, limited);
        await Promise.all([contents.uploads.write(limited, uploadId, 0), arriving]);
        const content = await inspect(await contents.readUpload(uploadId));
        if (content.sizeBytes === 0) {
          const message = 'the file is empty';
          throw new Problem('invalid', { detail: message, errors: [{ pointer: '', rule: 'empty', message }] });
        }
        demandDeclaredType(declared, content.mediaType);
        const scan = await demandClean(scannerOf(process.env.CLAMD_SOCKET), () => contents.readUpload(uploadId));
        await contents.keep(uploadId, content.sha256);
        const { sha256, sizeBytes } = content;
        return await addFile(tx, { ...asked, mediaType: declared, sizeBytes, sha256, scan, uploadedBy: userId });
      } finally {
        await contents.discard(uploadId);
      }
    },
  }),
  query({
    id: 'objections.fileContent',
    method: 'get',
    path: '/objections/:objectionId/files/:fileId/content',
    tag: 'Objections',
    summary: 'A file of an objection, as a download, for those who may know who objects',
    permission: 'objection.read',
    params: contract.ObjectionFileParams,
    subject: (tx, { objectionId }) => objectionSubject(tx, objectionId),
    reply: z.unknown(),
    raw: true,
    run: async ({ tx, actor, params, services, res }) => {
      const file = await objectionFile(tx, params.objectionId, params.fileId, signedIn(actor));
      const content = await contentsOf(services.dataDir).read(file.sha256);
      res.set({
        'Content-Type': file.mediaType,
        'Content-Length': String(file.sizeBytes),
        'Content-Disposition': dispositionOf(file.fileName),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control': 'private, no-store',
      });
      await pipeline(content, res).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
      });
    },
  }),
];
