/** Steps of the application page, and where each missing item is put right. */
import type { ApplicationView, FormSection, Missing, Party, Section } from './contract.ts';

/** `parties`, `attachments`, `check`, `preview`, `sign`, or a section with its owner. */
export type Step =
  | { key: string; kind: 'parties' | 'attachments' | 'check' | 'preview' | 'sign' }
  | {
      key: string;
      kind: 'section';
      section: FormSection;
      enterpriseId: string | null;
      party: Party | null;
      view: Section | null;
    };

const EMPTY: Omit<Section, 'section' | 'enterpriseId'> = {
  data: {},
  version: 0,
  savedAt: null,
  savedBy: null,
  editable: false,
};

/** Element ids of a section's fields begin with it. */
export const idPrefixOf = (section: string, enterpriseId: string | null) => `f-${section}-${enterpriseId ?? 'shared'}`;

/** The section of an owner as the server has it. */
export function sectionOf(view: ApplicationView, section: string, enterpriseId: string | null): Section {
  return (
    view.sections.find((item) => item.section === section && item.enterpriseId === enterpriseId) ?? {
      section,
      enterpriseId,
      ...EMPTY,
    }
  );
}

/** Parties that take part: the lead and those who confirmed. */
export const liveParties = (view: ApplicationView) => view.parties.filter(({ status }) => status === 'confirmed');

/** Steps in the order of work: who, what together, what each alone, files, check, preview, sign. */
export function stepsOf(view: ApplicationView): Step[] {
  const mine = liveParties(view).filter((party) => party.mine);
  const section = (form: FormSection, party: Party | null): Step => {
    const enterpriseId = party?.enterpriseId ?? null;
    return {
      // Somebody who acts for two parties of one application sees the private sections of both.
      key: party !== null && mine.length > 1 ? `${form.key}~${party.enterpriseId}` : form.key,
      kind: 'section',
      section: form,
      enterpriseId,
      party,
      view: sectionOf(view, form.key, enterpriseId),
    };
  };
  const shared = view.form.filter(({ scope }) => scope === 'shared').map((form) => section(form, null));
  const own = mine.flatMap((party) =>
    view.form.filter(({ scope }) => scope === 'party').map((form) => section(form, party)),
  );
  return [
    { key: 'parties', kind: 'parties' },
    ...shared,
    ...own,
    { key: 'attachments', kind: 'attachments' },
    { key: 'check', kind: 'check' },
    { key: 'preview', kind: 'preview' },
    { key: 'sign', kind: 'sign' },
  ];
}

/** Step on which a missing item is put right; null when only another party can. */
export function stepOfMissing(steps: readonly Step[], item: Pick<Missing, 'section' | 'enterpriseId'>): string | null {
  if (item.section === 'parties' || item.section === 'attachments') return item.section;
  const found = steps.find(
    (step) => step.kind === 'section' && step.section.key === item.section && step.enterpriseId === item.enterpriseId,
  );
  return found?.key ?? null;
}

/** How many items are missing on a step. */
export function missingOn(view: ApplicationView, step: Step): number {
  if (step.kind === 'parties') return view.missing.filter(({ section }) => section === 'parties').length;
  if (step.kind === 'attachments') {
    const mine = new Set(view.parties.filter((party) => party.mine).map(({ enterpriseId }) => enterpriseId));
    return view.missing.filter(
      ({ section, enterpriseId }) => section === step.kind && (enterpriseId === null || mine.has(enterpriseId)),
    ).length;
  }
  if (step.kind !== 'section') return 0;
  return view.missing.filter((item) => item.section === step.section.key && item.enterpriseId === step.enterpriseId)
    .length;
}

/** Shares as people write them: percent with up to two decimals. */
export const bpToPercent = (bp: number) => String(bp / 100);
/** Percent text → basis points; null when it is no percentage of 0 to 100 with at most two decimals. */
export function percentToBp(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{0,2}))?$/.exec(text.normalize('NFKC').replace(/[\s%]/g, ''));
  if (!match) return null;
  const bp = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return bp <= 10_000 ? bp : null;
}
