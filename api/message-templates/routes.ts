/** Message texts: what they say, with which placeholders, and the office's own words for them. */
import {
  TemplateList,
  TemplateParams,
  TemplatePreview,
  TemplatePreviewBody,
  TemplateSaved,
  TemplateText,
  TemplateTextParams,
  TemplateView,
} from '../../contracts/message-templates.ts';
import { Problem } from '../../contracts/problem-error.ts';
import type { Locale } from '../../contracts/vocabulary.ts';
import { addTemplateVersion, latestTemplates, templateHistory } from '../../db/message-templates.ts';
import { BY_CHOICE } from '../../domain/messages/choice.ts';
import { renderMessage } from '../../domain/messages/render.ts';
import { COMPOSED, SAMPLES, TEMPLATES } from '../../domain/messages/samples.ts';
import { builtInText, placeholdersOf, templateFaults } from '../../domain/messages/template-text.ts';
import type { MessageText } from '../../domain/messages/texts.zh.ts';
import type { MessageValues, TemplateName } from '../../domain/messages/values.ts';
import { command, query, type Route, signedIn } from '../route.ts';
import { inLocale } from './view.ts';

const tag = 'messageTemplates';

function known(name: string): TemplateName {
  const template = TEMPLATES.find((one) => one === name);
  if (!template) throw new Problem('notFound');
  return template;
}

/** A text that may be used. Throws Problem('invalid') with every fault, each with its field, rule and the names concerned. */
function judged(locale: Locale, template: TemplateName, text: MessageText): MessageText {
  if (COMPOSED.includes(template))
    throw new Problem('wrongState', { detail: 'put together by circumstance: not edited' });
  const body = text.body.replaceAll('\r\n', '\n').trim();
  const clean = { subject: text.subject.trim(), body };
  const faults = templateFaults(locale, template, clean);
  if (faults.length > 0) {
    throw new Problem('invalid', {
      errors: faults.map(({ field, rule, names }) => ({ pointer: `/${field}`, rule, message: names || rule })),
    });
  }
  return clean;
}

const shown = (template: TemplateName) => ({
  template,
  byChoice: BY_CHOICE.includes(template),
  composed: COMPOSED.includes(template),
});

export const messageTemplateRoutes: Route[] = [
  query({
    id: 'messageTemplates.list',
    method: 'get',
    path: '/message-templates',
    tag,
    summary: 'Every message text, and which the office has edited',
    permission: 'messageTemplate.read',
    reply: TemplateList,
    run: async ({ tx }) => {
      const edited = await latestTemplates(tx);
      const items = TEMPLATES.map((template) => {
        const latest = (locale: Locale) => edited.find((one) => one.template === template && one.locale === locale);
        const subject = (locale: Locale) => latest(locale)?.subject ?? builtInText(locale, template).subject;
        const mark = (locale: Locale) => {
          const one = latest(locale);
          return one?.subject ? { by: one.editedBy, at: one.editedAt } : null;
        };
        return {
          ...shown(template),
          subject: { zh: subject('zh'), en: subject('en') },
          edited: { zh: mark('zh'), en: mark('en') },
        };
      });
      return { items };
    },
  }),
  query({
    id: 'messageTemplates.read',
    method: 'get',
    path: '/message-templates/:template',
    tag,
    summary: 'A message text in both languages, its placeholders and its versions',
    permission: 'messageTemplate.read',
    params: TemplateParams,
    reply: TemplateView,
    run: async ({ tx, params }) => {
      const template = known(params.template);
      const history = await templateHistory(tx, template);
      const [zh, en] = [placeholdersOf('zh', template), placeholdersOf('en', template)];
      return {
        ...shown(template),
        placeholders: zh.map(({ name, required, sample }, index) => ({
          name,
          required,
          sample: { zh: sample, en: en[index]?.sample ?? '' },
        })),
        texts: { zh: inLocale('zh', template, history), en: inLocale('en', template, history) },
      };
    },
  }),
  query({
    id: 'messageTemplates.preview',
    method: 'post',
    path: '/message-templates/:template/preview',
    tag,
    summary: 'The mail that a text would make, with sample values',
    permission: 'messageTemplate.read',
    params: TemplateParams,
    body: TemplatePreviewBody,
    reply: TemplatePreview,
    run: async ({ params, body, services }) => {
      const template = known(params.template);
      const text = judged(body.locale, template, body);
      const values = SAMPLES[template] as MessageValues[TemplateName];
      const mail = renderMessage(body.locale, template, values as never, text);
      return { subject: mail.subject, text: `${mail.body}\n\n${services.baseUrl}/desk` };
    },
  }),
  command({
    id: 'messageTemplates.edit',
    method: 'put',
    path: '/message-templates/:template/:locale',
    tag,
    summary: 'Use the office’s own words from now on',
    permission: 'messageTemplate.manage',
    params: TemplateTextParams,
    body: TemplateText,
    reply: TemplateSaved,
    ifMatch: true,
    run: async ({ tx, params, body, ifMatch, actor }) => {
      const template = known(params.template);
      const text = judged(params.locale, template, body);
      const place = { template, locale: params.locale };
      return { version: await addTemplateVersion(tx, place, text, ifMatch, signedIn(actor).userId) };
    },
  }),
  command({
    id: 'messageTemplates.reset',
    method: 'post',
    path: '/message-templates/:template/:locale/reset',
    tag,
    summary: 'Back to the built-in text',
    permission: 'messageTemplate.manage',
    params: TemplateTextParams,
    reply: TemplateSaved,
    ifMatch: true,
    run: async ({ tx, params, ifMatch, actor }) => {
      const place = { template: known(params.template), locale: params.locale };
      return { version: await addTemplateVersion(tx, place, null, ifMatch, signedIn(actor).userId) };
    },
  }),
];
