import type { I18nProvider } from 'ra-core';
import polyglotI18nProvider from 'ra-i18n-polyglot';
import type { Locale } from '../../../contracts/vocabulary.ts';
import { messages } from './messages.ts';

const LOCALES = [
  { locale: 'zh', name: '中文' },
  { locale: 'en', name: 'English' },
];

/** One provider a language; switching swaps the provider and keeps every form on the page as it is. */
const providerOf = (locale: Locale): I18nProvider =>
  polyglotI18nProvider((asked) => messages[asked === 'en' ? 'en' : 'zh'], locale, LOCALES, { allowMissing: true });

export const i18nProviders: Record<Locale, I18nProvider> = { zh: providerOf('zh'), en: providerOf('en') };
