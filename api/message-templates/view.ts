import type { Locale } from '../../contracts/vocabulary.ts';
import type { TemplateVersion } from '../../db/message-templates.ts';
import { builtInText } from '../../domain/messages/template-text.ts';
import type { TemplateName } from '../../domain/messages/values.ts';

/** A template in one language: the text in use, the built-in one, and every version. `all` holds both languages, latest first. */
export function inLocale(locale: Locale, template: TemplateName, all: readonly TemplateVersion[]) {
  const versions = all.filter((version) => version.locale === locale);
  const builtIn = builtInText(locale, template);
  const [latest] = versions;
  const edited = textOf(latest);
  return {
    version: latest?.version ?? 0,
    inUse: edited ?? builtIn,
    builtIn,
    isBuiltIn: edited === null,
    history: versions.map((version) => ({
      version: version.version,
      text: textOf(version),
      editedBy: version.editedBy,
      editedAt: version.editedAt,
    })),
  };
}

const textOf = (version: TemplateVersion | undefined) =>
  version?.subject && version.body ? { subject: version.subject, body: version.body } : null;
