/** What an objection is handed in with. Free of zod: the pages show these limits. */
export const OBJECTION_FILE_KINDS = ['statement', 'evidence'] as const;
export type ObjectionFileKind = (typeof OBJECTION_FILE_KINDS)[number];

export const OBJECTION_FILES = {
  mediaTypes: ['application/pdf', 'image/jpeg', 'image/png'] as readonly string[],
  maxBytes: 20 * 1024 * 1024,
  maxCount: 10,
} as const;
