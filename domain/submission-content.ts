/**
 * The frozen content (冻结内容) that every party signs: one JSON value, written canonically so that its SHA-256 is the
 * same wherever it is computed. Hashing itself stays outside.
 */

export type FrozenParty = {
  enterpriseId: string;
  name: string;
  /** 统一社会信用代码 or 组织机构代码, normalised. */
  identifier: string;
  lead: boolean;
  shareBp: number;
  /** Data of the party's own sections by section key. */
  sections: Record<string, unknown>;
};
export type FrozenAttachment = {
  slot: string;
  enterpriseId: string | null;
  fileName: string;
  byteCount: number;
  sha256: string;
};
export type FrozenContent = {
  /** Version of this layout, not of the form. */
  layout: 1;
  applicationId: string;
  roundId: string;
  categoryNo: number;
  formVersion: number;
  /** Data of the shared sections by section key. */
  shared: Record<string, unknown>;
  /** The lead first, then by enterprise id. */
  parties: FrozenParty[];
  /** By slot, enterprise, hash and name. */
  attachments: FrozenAttachment[];
  /** The consortium's agreement as a PDF, where the round asks for one: every signature covers it. */
  agreement?: { sha256: string; byteCount: number };
};

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Frozen content with parties and attachments in their fixed order, whatever order they were read in. */
export function frozenContent(content: Omit<FrozenContent, 'layout'>): FrozenContent {
  const parties = [...content.parties].sort(
    (a, b) => Number(b.lead) - Number(a.lead) || byText(a.enterpriseId, b.enterpriseId),
  );
  const attachments = [...content.attachments].sort(
    (a, b) =>
      byText(a.slot, b.slot) ||
      byText(a.enterpriseId ?? '', b.enterpriseId ?? '') ||
      byText(a.sha256, b.sha256) ||
      byText(a.fileName, b.fileName),
  );
  return { ...content, layout: 1, parties, attachments };
}

/**
 * Canonical JSON after RFC 8785: members ordered by UTF-16 code units, no blanks, numbers as ECMAScript writes them.
 * Throws a TypeError on what JSON cannot say (undefined, functions, NaN, infinities, bigint) and on lone surrogates.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    if (!isWellFormed(value)) throw new TypeError('a lone surrogate has no canonical form');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical form`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${Array.from(value, (item: unknown) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value).sort(([a], [b]) => byText(a, b));
    return `{${members.map(([key, item]) => `${canonicalJson(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  throw new TypeError(`${typeof value} has no canonical form`);
}

/**
 * What the parties sign: the content in canonical form, where the private sections of each party stand as their SHA-256. So
 * every signer reads the whole text and its own sections, and nobody reads the other's.
 */
export function signedText(content: FrozenContent, sha256Hex: (text: string) => string): string {
  const parties = content.parties.map(({ sections, ...party }) => ({
    ...party,
    sectionsSha256: sha256Hex(canonicalJson(sections)),
  }));
  return canonicalJson({ ...content, parties });
}

const isWellFormed = (text: string) => !/\p{Surrogate}/u.test(text);
