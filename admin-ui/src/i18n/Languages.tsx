import { I18nContext, useStore } from 'ra-core';
import { type ReactNode, useEffect } from 'react';
import { useI18nProviderOf } from './provider.ts';

/** Gives every page its language, keeps `<html lang>` in step. */
export function Languages({ children }: { children: ReactNode }) {
  const [stored] = useStore<string>('locale', 'zh');
  const locale = stored === 'en' ? 'en' : 'zh';
  useEffect(() => {
    document.documentElement.lang = locale === 'en' ? 'en' : 'zh-CN';
  }, [locale]);
  return <I18nContext.Provider value={useI18nProviderOf(locale)}>{children}</I18nContext.Provider>;
}
