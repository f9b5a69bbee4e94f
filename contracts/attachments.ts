/** Requests and replies of attachments. Uploads themselves speak tus at `/api/v1/uploads`. */
import { z } from 'zod';
import { AttachmentView } from './applications.ts';
import { personText, uuid } from './text.ts';

export const AttachmentParams = z.object({ attachmentId: uuid });

export const Attachment = AttachmentView.extend({
  applicationId: uuid,
  /** `clean` by the virus scanner, or `notScanned` where none is set up. */
  scan: z.enum(['clean', 'notScanned']),
  uploadedBy: z.string().nullable(),
});
export type Attachment = z.infer<typeof Attachment>;
export const Attachments = z.object({ items: z.array(Attachment) });

/** `Upload-Metadata` of a new upload. */
export const UploadMetadata = z.object({
  applicationId: uuid,
  slot: z.string().regex(/^[a-z][a-zA-Z0-9]{0,59}$/),
  enterpriseId: uuid,
  fileName: personText(200).refine((name) => !/[/\\]/.test(name), { message: 'noPath' }),
  /** Media type as the page declares it; what is found in the file must be the same. */
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,100}$/),
});
export type UploadMetadata = z.infer<typeof UploadMetadata>;

/** Section that a correction's mark names for attachments; its pointer is `/<slot>`. */
export const ATTACHMENTS_SECTION = 'attachments';
