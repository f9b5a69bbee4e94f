/** The content of an application as it stands: sections, parties, attachments; what is missing; what would be frozen. */
import type { AttachmentSlot } from '../contracts/policy.ts';
import type { Category } from '../contracts/programme.ts';
import type { PartyStatus } from '../contracts/vocabulary.ts';
import { shanghaiDay } from '../domain/day-arithmetic.ts';
import { type EligibilityFacts, type EligibilityVerdict, evaluateEligibility } from '../domain/eligibility.ts';
import { validateSection } from '../domain/form-validator.ts';
import { type MissingItem, missingAttachments, missingItems, type SectionData } from '../domain/forms.ts';
import { type FrozenContent, frozenContent } from '../domain/submission-content.ts';
import type { Tx } from './client.ts';
import { SHARED } from './drafts.ts';
import { categoryOf, formOf, type RoundFrame } from './programmes.ts';

export type PartyRow = {
  enterpriseId: string;
  name: string;
  identifier: string;
  kind: string;
  role: 'lead' | 'partner';
  status: PartyStatus;
  shareBp: number;
  confirmBy: string | null;
  answeredAt: string | null;
  departedAt: string | null;
  departureReason: string | null;
  bodyId: string;
  divisionCode: string | null;
};
export type SectionRow = {
  section: string;
  enterpriseId: string;
  data: Record<string, unknown>;
  version: number;
  savedAt: string;
  savedBy: string | null;
};
export type AttachmentRow = {
  id: string;
  slot: string;
  enterpriseId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  uploadedAt: string;
};
export type MailInvitationRow = {
  id: string;
  email: string;
  status: 'open' | 'declined' | 'lapsed';
  confirmBy: string;
};
export type Content = {
  parties: PartyRow[];
  /** Invitations by mail that did not become a party. */
  mailInvitations: MailInvitationRow[];
  sections: SectionRow[];
  attachments: AttachmentRow[];
};

/** Until when an open invitation `i` can be answered: its own days, and no longer than the call is open. An extended call gives the days back. */
export const answerBy = (tx: Tx, i: string) => tx`least(${tx(i)}.confirm_by, (
  select r.closes_at from applications ia join rounds r on r.case_id = ia.round_id where ia.case_id = ${tx(i)}.application_id))`;

/** Reads everything of an application that its parties wrote. */
export async function contentOf(tx: Tx, applicationId: string): Promise<Content> {
  const [parties, mailInvitations, sections, attachments] = await Promise.all([
    tx<PartyRow[]>`
      select p.enterprise_id, e.name, e.identifier, e.kind, p.role, p.status, p.share_bp,
             ${answerBy(tx, 'p')} as confirm_by, p.answered_at,
             p.departed_at, p.departure_reason, e.recommending_body_id as body_id, b.division_code
      from application_parties p join enterprises e on e.id = p.enterprise_id join bodies b on b.id = e.recommending_body_id
      where p.application_id = ${applicationId} order by p.role, p.invited_at`,
    tx<MailInvitationRow[]>`
      select id, email, status, ${answerBy(tx, 'i')} as confirm_by from party_mail_invitations i
      where application_id = ${applicationId} and status in ('open', 'declined', 'lapsed') order by invited_at`,
    tx<SectionRow[]>`
      select s.section, s.enterprise_id, s.data, s.version, s.saved_at, u.name as saved_by
      from form_sections s left join users u on u.id = s.saved_by where s.application_id = ${applicationId}`,
    tx<AttachmentRow[]>`
      select id, slot, enterprise_id, file_name, media_type, size_bytes, sha256, uploaded_at from attachments
      where application_id = ${applicationId} and removed_at is null order by uploaded_at`,
  ]);
  return { parties, mailInvitations, sections, attachments };
}

const confirmed = (content: Content) => content.parties.filter(({ status }) => status === 'confirmed');

/** Sections as the form rules read them, of confirmed parties only. */
export function sectionData(content: Content): SectionData[] {
  const live = new Set([SHARED, ...confirmed(content).map(({ enterpriseId }) => enterpriseId)]);
  return content.sections
    .filter(({ enterpriseId }) => live.has(enterpriseId))
    .map(({ section, enterpriseId, data }) => ({
      section,
      enterpriseId: enterpriseId === SHARED ? null : enterpriseId,
      data,
    }));
}

/** What keeps the content from being frozen: fields, attachments, partners, shares. */
export function missingOf(frame: RoundFrame, categoryNo: number, content: Content): Omit<MissingItem, 'title'>[] {
  const form = formOf(frame.policy, categoryOf(frame.pack, categoryNo));
  const parties = confirmed(content);
  const enterpriseIds = parties.map(({ enterpriseId }) => enterpriseId);
  const found: Omit<MissingItem, 'title'>[] = [
    ...missingItems(form, enterpriseIds, sectionData(content), validateSection),
    ...missingAttachments(
      frame.policy.attachments,
      enterpriseIds,
      sharedSlots(frame.policy.attachments, content.attachments),
    ),
  ].map(({ section, enterpriseId, pointer, rule }) => ({ section, enterpriseId, pointer, rule }));
  const joint = (rule: string, enterpriseId: string | null = null) =>
    found.push({ section: 'parties', enterpriseId, pointer: '', rule });
  for (const { enterpriseId } of content.parties.filter(({ status }) => status === 'invited'))
    joint('invitationOpen', enterpriseId);
  if (content.mailInvitations.some(({ status }) => status === 'open')) joint('mailInvitationOpen');
  if (parties.length - 1 < frame.policy.consortium.minPartners) joint('minPartners');
  if (parties.reduce((sum, { shareBp }) => sum + shareBp, 0) !== 10_000) joint('sharesMustAddTo10000');
  else if (parties.some(({ shareBp }) => shareBp === 0)) joint('shareOfZero');
  return found;
}

/**
 * Missing items as one person may read them: a private section of a party that is not theirs is named once, without a word
 * about its fields.
 */
export function missingFor(
  items: readonly Omit<MissingItem, 'title'>[],
  visible: (enterpriseId: string | null) => boolean,
): Omit<MissingItem, 'title'>[] {
  const named = new Set<string>();
  return items.flatMap((item) => {
    if (item.section === 'parties' || item.section === 'attachments' || visible(item.enterpriseId)) return [item];
    const place = `${item.section} ${item.enterpriseId}`;
    if (named.has(place)) return [];
    named.add(place);
    return [{ ...item, pointer: '', rule: 'incomplete' }];
  });
}

function sharedSlots(slots: readonly AttachmentSlot[], files: readonly AttachmentRow[]) {
  const shared = new Set(slots.filter(({ scope }) => scope === 'shared').map(({ key }) => key));
  return files.map(({ slot, enterpriseId }) => ({ slot, enterpriseId: shared.has(slot) ? null : enterpriseId }));
}

/** What eligibility rules read of the content; null while it has no lead. */
export function eligibilityFacts(frame: RoundFrame, categoryNo: number, content: Content): EligibilityFacts | null {
  const own = (enterpriseId: string) =>
    Object.fromEntries(
      content.sections.filter((row) => row.enterpriseId === enterpriseId).map(({ section, data }) => [section, data]),
    );
  const facts = (party: PartyRow) => ({
    ...own(party.enterpriseId),
    enterpriseId: party.enterpriseId,
    name: party.name,
    identifier: party.identifier,
    divisionCode: party.divisionCode,
    recommendingBodyId: party.bodyId,
  });
  const parties = confirmed(content);
  const lead = parties.find(({ role }) => role === 'lead');
  if (!lead) return null;
  return {
    application: own(SHARED),
    lead: facts(lead),
    partners: parties.filter(({ role }) => role === 'partner').map(facts),
    round: { categoryNo, opensOn: shanghaiDay(frame.opensAt ?? new Date().toISOString()) },
  };
}

/** Verdicts of the round's eligibility rules over the content. A missing field is never a pass. */
export function eligibilityOf(frame: RoundFrame, categoryNo: number, content: Content): EligibilityVerdict[] {
  const facts = eligibilityFacts(frame, categoryNo, content);
  return facts === null ? [] : evaluateEligibility(frame.policy.eligibility, facts);
}

/** The content in the layout that is frozen and signed. */
export function freezable(
  applicationId: string,
  frame: RoundFrame,
  category: Category,
  content: Content,
): FrozenContent {
  const shared = new Set(frame.policy.attachments.filter(({ scope }) => scope === 'shared').map(({ key }) => key));
  const of = (enterpriseId: string) =>
    Object.fromEntries(
      content.sections.filter((row) => row.enterpriseId === enterpriseId).map(({ section, data }) => [section, data]),
    );
  const parties = confirmed(content);
  const live = new Set(parties.map(({ enterpriseId }) => enterpriseId));
  return frozenContent({
    applicationId,
    roundId: frame.roundId,
    categoryNo: category.no,
    formVersion: frame.policy.form.version,
    shared: of(SHARED),
    parties: parties.map((party) => ({
      enterpriseId: party.enterpriseId,
      name: party.name,
      identifier: party.identifier,
      lead: party.role === 'lead',
      shareBp: party.shareBp,
      sections: of(party.enterpriseId),
    })),
    attachments: content.attachments
      .filter(({ enterpriseId }) => live.has(enterpriseId))
      .map(({ slot, enterpriseId, fileName, sizeBytes, sha256 }) => ({
        slot,
        enterpriseId: shared.has(slot) ? null : enterpriseId,
        fileName,
        byteCount: sizeBytes,
        sha256,
      })),
  });
}
