import Button from '@mui/material/Button';
import { useLanguage } from '../i18n/bilingual.ts';
import { useSetLanguage } from '../i18n/provider.ts';
import { queryClient } from '../providers/client.ts';
import { ME_KEY, type Me } from '../providers/me.ts';
import { api } from '../providers/request.ts';

/** 中文 ⇄ English. For a person who is signed in the choice also holds for mails. */
export function LanguageSwitch() {
  const language = useLanguage();
  const setLanguage = useSetLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  const change = () => {
    void setLanguage(other);
    const me = queryClient.getQueryData<Me | null>(ME_KEY);
    if (me) {
      api
        .send('PATCH', '/me', { locale: other })
        .then(() => queryClient.invalidateQueries({ queryKey: ME_KEY }))
        .catch(() => undefined);
    }
  };
  return (
    <Button color="inherit" size="small" onClick={change} lang={other === 'en' ? 'en' : 'zh-CN'}>
      {other === 'en' ? 'English' : '中文'}
    </Button>
  );
}
