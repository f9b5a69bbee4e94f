/** The consortium's agreement (联合体协议): what it says, taken from the content and never typed twice, and the PDF all sign. */
import type { Bilingual } from '../contracts/text.ts';
import { sha256Hex } from '../domain/hashing.ts';
import { requestedFen, splitFen } from '../domain/shares.ts';
import { canonicalJson, type FrozenContent } from '../domain/submission-content.ts';
import { json, type Tx } from './client.ts';
import { contentOf, freezable } from './content.ts';
import { categoryOf, formOf, type RoundFrame, roundFrame } from './programmes.ts';

export type AgreementData = {
  programme: Bilingual;
  issuer: Bilingual;
  roundTitle: Bilingual;
  category: Bilingual & { no: number };
  projectName: string | null;
  rehearsal: boolean;
  /** The lead first. `amountFen` is the party's part of the support asked for; null where the form asks for none. */
  parties: { name: string; identifier: string; lead: boolean; shareBp: number; amountFen: number | null }[];
  /** In the order of the form. A statement (a box that was ticked) has no text but its title. */
  terms: { title: Bilingual; text: string | null }[];
};
/** Prints the agreement; `draft` marks one that is not frozen. */
export type PrintAgreement = (data: AgreementData, options: { draft: boolean }) => Promise<Buffer>;

/** What the agreement says under this content; null where the round's policy asks for none. */
export function agreementData(frame: RoundFrame, content: FrozenContent): AgreementData | null {
  const key = frame.policy.consortium.agreement?.section;
  if (key === undefined) return null;
  const category = categoryOf(frame.pack, content.categoryNo);
  const section = formOf(frame.policy, category).sections.find((candidate) => candidate.key === key);
  const values = (content.shared[key] ?? {}) as Record<string, unknown>;
  const properties = (section?.schema.properties ?? {}) as Record<string, { title?: string; 'x-title-en'?: string }>;
  const asked = requestedFen(Object.values(content.shared));
  const shares = content.parties.map(({ shareBp }) => shareBp);
  const whole = shares.reduce((sum, share) => sum + share, 0) === 10_000;
  const amounts = asked !== null && whole ? splitFen(asked, shares) : null;
  const project = Object.values(content.shared).find(
    (data) => typeof (data as { projectName?: unknown } | null)?.projectName === 'string',
  ) as { projectName: string } | undefined;
  return {
    programme: frame.pack.name,
    issuer: frame.pack.bodies.find(({ kind }) => kind === 'cityOffice')?.name ?? frame.pack.document.issuer,
    roundTitle: frame.title,
    category: { no: category.no, ...category.name },
    projectName: project?.projectName ?? null,
    rehearsal: frame.workingDayMs !== null,
    parties: content.parties.map(({ name, identifier, lead, shareBp }, index) => ({
      name,
      identifier,
      lead,
      shareBp,
      amountFen: amounts?.[index] ?? null,
    })),
    terms: Object.entries(properties).flatMap<AgreementData['terms'][number]>(
      ([field, { title = field, 'x-title-en': en = title }]) => {
        const value = values[field];
        if (value === true) return [{ title: { zh: title, en }, text: null }];
        return typeof value === 'string' && value !== '' ? [{ title: { zh: title, en }, text: value }] : [];
      },
    ),
  };
}

/**
 * Prints the agreement of a content about to be frozen and keeps it. The one that was signed stays where its words are the same:
 * a correction elsewhere in the form changes no agreement.
 * @returns what the frozen content says of it; undefined where the policy asks for none
 */
export async function freezeAgreement(
  tx: Tx,
  frame: RoundFrame,
  content: FrozenContent,
  print: PrintAgreement,
): Promise<FrozenContent['agreement']> {
  const data = agreementData(frame, content);
  if (data === null) return undefined;
  const [signed] = await tx<{ agreement: FrozenContent['agreement']; data: AgreementData }[]>`
    select f.content -> 'agreement' as agreement, g.data
    from submissions s join frozen_contents f on f.application_id = s.application_id and f.no = s.frozen_no
    join frozen_agreements g on g.application_id = f.application_id and g.sha256 = f.content -> 'agreement' ->> 'sha256'
    where s.application_id = ${content.applicationId} order by s.content_version desc limit 1`;
  if (signed && canonicalJson(signed.data) === canonicalJson(data)) return signed.agreement;
  const pdf = await print(data, { draft: false });
  const agreement = { sha256: sha256Hex(pdf), byteCount: pdf.length };
  await tx`
    insert into frozen_agreements (application_id, sha256, data, pdf, made_at)
    values (${content.applicationId}, ${agreement.sha256}, ${json(tx, data)}, ${pdf}, clock_timestamp())
    on conflict do nothing`;
  return agreement;
}

/** The PDF that stands for the application: the one of its latest frozen content, or a draft's preview. Null where there is none. */
export async function agreementPdfOf(
  tx: Tx,
  applicationId: string,
  print: PrintAgreement,
): Promise<{ pdf: Buffer; sha256: string | null } | null> {
  const [row] = await tx<{ roundId: string; categoryNo: number; pdf: Buffer | null; sha256: string | null }[]>`
    select a.round_id, a.category_no, g.pdf, g.sha256 from applications a
    left join frozen_contents f on f.application_id = a.case_id
      and f.no = coalesce(a.frozen_no, (select frozen_no from submissions s where s.application_id = a.case_id order by content_version desc limit 1))
    left join frozen_agreements g on g.application_id = a.case_id and g.sha256 = f.content -> 'agreement' ->> 'sha256'
    where a.case_id = ${applicationId}`;
  if (!row) return null;
  if (row.pdf) return { pdf: row.pdf, sha256: row.sha256 };
  const frame = (await roundFrame(tx, row.roundId)) as RoundFrame;
  const content = await contentOf(tx, applicationId);
  const data = agreementData(frame, freezable(applicationId, frame, categoryOf(frame.pack, row.categoryNo), content));
  return data && { pdf: await print(data, { draft: true }), sha256: null };
}
