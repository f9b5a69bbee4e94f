/** Lists, content and removal of attachments. Private ones are read by their party and by officers. */
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { ApplicationParams, Moved } from '../../contracts/applications.ts';
import { AttachmentParams, Attachments } from '../../contracts/attachments.ts';
import { Problem } from '../../contracts/problem-error.ts';
import { attachmentOf, attachmentsOf, removeAttachment, sharedSlots } from '../../db/attachments.ts';
import { applicationSubject } from '../../db/cases.ts';
import type { Tx } from '../../db/client.ts';
import { type Actor, type Grant, permits, type Subject } from '../../domain/permissions.ts';
import { command, query, type Route, signedIn } from '../route.ts';
import { contentsOf } from './content-store.ts';

/** Null for those who read every party's attachments (officers), else the enterprises whose private ones the actor reads. */
function privateTo(actor: Actor, subject: Subject): string[] | null {
  const { partyEnterpriseIds: _parties, ...asOfficer } = subject;
  if (permits(actor, 'attachment.read', asOfficer) === 'allowed') return null;
  return actor.grants.map(({ enterpriseId }: Grant) => enterpriseId).filter((id) => id !== null);
}

/** What the attachment's application is related to. A private attachment of another party does not exist for the actor. */
async function attachmentSubject(
  tx: Tx,
  { attachmentId }: { attachmentId: string },
  actor: Actor | null,
): Promise<Subject> {
  const attachment = await attachmentOf(tx, attachmentId);
  if (!attachment) throw new Problem('notFound');
  const subject = await applicationSubject(tx, attachment.applicationId, actor);
  if (actor === null) return subject;
  const own = privateTo(actor, subject);
  if (
    own !== null &&
    !own.includes(attachment.enterpriseId) &&
    !(await sharedSlots(tx, attachment.applicationId)).has(attachment.slot)
  ) {
    throw new Problem('notFound');
  }
  return subject;
}

/** `Content-Disposition` with the name in UTF-8 (RFC 6266, RFC 8187) and an ASCII fallback. */
export function dispositionOf(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

export const attachmentRoutes: Route[] = [
  query({
    id: 'attachments.list',
    method: 'get',
    path: '/applications/:applicationId/attachments',
    tag: 'attachments',
    summary: 'Attachments of an application that the caller may read',
    permission: 'attachment.read',
    params: ApplicationParams,
    subject: (tx, { applicationId }, actor) => applicationSubject(tx, applicationId, actor),
    reply: Attachments,
    run: async ({ tx, params, actor, subject }) => ({
      items: await attachmentsOf(tx, params.applicationId, privateTo(signedIn(actor), subject)),
    }),
  }),
  query({
    id: 'attachments.content',
    method: 'get',
    path: '/attachments/:attachmentId/content',
    tag: 'attachments',
    summary: 'Content of an attachment, as a download',
    permission: 'attachment.read',
    params: AttachmentParams,
    subject: attachmentSubject,
    reply: z.unknown(),
    raw: true,
    run: async ({ tx, params, services, res }) => {
      const attachment = await attachmentOf(tx, params.attachmentId);
      if (!attachment) throw new Problem('notFound');
      const content = await contentsOf(services.dataDir).read(attachment.sha256);
      res.set({
        'Content-Type': attachment.mediaType,
        'Content-Length': String(attachment.sizeBytes),
        'Content-Disposition': dispositionOf(attachment.fileName),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control': 'private, no-store',
        'Repr-Digest': `sha-256=:${Buffer.from(attachment.sha256, 'hex').toString('base64')}:`,
      });
      // A reader that goes away in the middle is no fault of ours.
      await pipeline(content, res).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
      });
    },
  }),
  command({
    id: 'attachments.remove',
    method: 'delete',
    path: '/attachments/:attachmentId',
    tag: 'attachments',
    summary: 'Take an attachment off while its slot may change',
    permission: 'attachment.upload',
    params: AttachmentParams,
    subject: attachmentSubject,
    reply: Moved,
    run: async ({ tx, params, actor, moved }) => {
      const { userId, grants } = signedIn(actor);
      const attachment = await attachmentOf(tx, params.attachmentId);
      if (!attachment) throw new Problem('notFound');
      const mine = grants.some(
        (g) =>
          g.enterpriseId === attachment.enterpriseId && (g.role === 'enterpriseOwner' || g.role === 'enterpriseEditor'),
      );
      if (!mine) throw new Problem('forbidden', { detail: 'only the party that uploaded it removes it' });
      const { applicationId, version } = await removeAttachment(tx, params.attachmentId, userId);
      moved.push(applicationId);
      return { version };
    },
  }),
];
