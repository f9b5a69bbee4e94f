/** The office's own words for messages, version by version. */
import { Problem } from '../contracts/problem-error.ts';
import type { Locale } from '../contracts/vocabulary.ts';
import type { MessageText } from '../domain/messages/texts.zh.ts';
import type { TemplateName } from '../domain/messages/values.ts';
import { recordOfficeFact } from './accounts.ts';
import type { Tx } from './client.ts';

export type TemplateVersion = {
  template: string;
  locale: Locale;
  version: number;
  /** Null with `body`: the built-in text. */
  subject: string | null;
  body: string | null;
  editedBy: string | null;
  editedAt: string;
};

/** `(template, locale) => text` of the edited texts in use; none where the built-in one is. */
export async function textsInUse(tx: Tx, templates: readonly TemplateName[]) {
  const rows = await tx<TemplateVersion[]>`
    select distinct on (template, locale) template, locale, subject, body from message_templates
    where template = any(${[...templates]}) order by template, locale, version desc`;
  return (template: TemplateName, locale: Locale): MessageText | undefined => {
    const row = rows.find((one) => one.template === template && one.locale === locale);
    return row?.subject && row.body ? { subject: row.subject, body: row.body } : undefined;
  };
}

/** The latest version of every edited text. */
export async function latestTemplates(tx: Tx): Promise<TemplateVersion[]> {
  return tx<TemplateVersion[]>`
    select distinct on (m.template, m.locale) m.template, m.locale, m.version, m.subject, m.body, u.name as edited_by, m.edited_at
    from message_templates m left join users u on u.id = m.edited_by
    order by m.template, m.locale, m.version desc`;
}

/** Every version of a template, latest first. */
export async function templateHistory(tx: Tx, template: TemplateName): Promise<TemplateVersion[]> {
  return tx<TemplateVersion[]>`
    select m.template, m.locale, m.version, m.subject, m.body, u.name as edited_by, m.edited_at
    from message_templates m left join users u on u.id = m.edited_by
    where m.template = ${template} order by m.version desc`;
}

/**
 * Adds a version; `text` null goes back to the built-in one. Messages written before keep their words.
 * @param seen version that the person saw; 0 where none was there. Throws staleVersion when there is a later one
 */
export async function addTemplateVersion(
  tx: Tx,
  { template, locale }: { template: TemplateName; locale: Locale },
  text: MessageText | null,
  seen: number,
  actorId: string,
): Promise<number> {
  const added = await tx`
    insert into message_templates (template, locale, version, subject, body, edited_by, edited_at)
    select ${template}, ${locale}, ${seen}::int + 1, ${text?.subject ?? null}, ${text?.body ?? null}, ${actorId}, clock_timestamp()
    where ${seen}::int = (select coalesce(max(version), 0) from message_templates where template = ${template} and locale = ${locale})
    on conflict do nothing`;
  if (added.count === 0) throw new Problem('staleVersion');
  const kind = text ? 'messageTemplateChanged' : 'messageTemplateReset';
  await recordOfficeFact(tx, kind, actorId, { template, locale, version: seen + 1, ...text });
  return seen + 1;
}
