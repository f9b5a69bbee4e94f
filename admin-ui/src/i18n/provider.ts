import zh from 'virtual:texts/zh';
import { type I18nProvider, useStore } from 'ra-core';
import polyglotI18nProvider from 'ra-i18n-polyglot';
import { use, useCallback } from 'react';
import type { Locale } from '../../../contracts/vocabulary.ts';

const LOCALES = [
  { locale: 'zh', name: '中文' },
  { locale: 'en', name: 'English' },
];

/** One provider a language; switching swaps the provider and keeps every form on the page as it is. */
const providerOf = (locale: Locale, texts: typeof zh): I18nProvider =>
  polyglotI18nProvider(() => texts, locale, LOCALES, { allowMissing: true });

const providers: Partial<Record<Locale, I18nProvider>> = { zh: providerOf('zh', zh) };
let english: Promise<I18nProvider> | undefined;

/** Chinese texts come with the page, English ones when asked for; where they cannot be had, the Chinese stand in. */
function loadEnglish(): Promise<I18nProvider> {
  english ??= import('virtual:texts/en')
    .then(({ default: en }) => en)
    .catch(() => zh)
    .then((texts) => {
      const provider = providerOf('en', texts);
      providers.en = provider;
      return provider;
    });
  return english;
}

/** The provider of a language; suspends until its texts are there. */
export const useI18nProviderOf = (locale: Locale): I18nProvider => providers[locale] ?? use(loadEnglish());

/** Changes the language once its texts are there, so that the page never waits for them. */
export function useSetLanguage(): (locale: Locale) => Promise<void> {
  const [, store] = useStore<string>('locale', 'zh');
  return useCallback(
    async (locale) => {
      if (!providers[locale]) await loadEnglish();
      store(locale);
    },
    [store],
  );
}
