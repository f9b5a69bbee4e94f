import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useTranslate } from 'ra-core';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDay } from '../i18n/instants.ts';
import { MaskedText } from './MaskedText.tsx';
import { moneyWords } from './money-words.ts';
import { enumLabel, isObject, type Schema } from './schema.ts';

/** A web address typed by an applicant: a link only when it is one, and never with this page as its referrer. */
function Address({ url }: { url: string }) {
  return (
    <Link href={url} target="_blank" rel="noopener noreferrer nofollow">
      {url}
    </Link>
  );
}

/** One value in words: enum labels, dates, amounts in 万元, yes and no, lists. `—` where nothing was given. */
export function ValueText({ schema, value }: { schema: Schema; value: unknown }) {
  const bilingual = useBilingual();
  const language = useLanguage();
  const translate = useTranslate();
  if (value === undefined || value === null || value === '') return <>—</>;
  if (typeof value === 'boolean') return <>{translate(value ? 'application.form.yes' : 'application.form.no')}</>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <>—</>;
    const items = isObject(schema.items) ? schema.items : {};
    return (
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {value.map((item: unknown) => (
          <li key={JSON.stringify(item)}>
            <ValueText schema={items} value={item} />
          </li>
        ))}
      </Box>
    );
  }
  if (isObject(value)) return <>{JSON.stringify(value)}</>;
  if (Array.isArray(schema.enum)) return <>{bilingual(enumLabel(schema, value))}</>;
  if (typeof value === 'number') {
    if (schema['x-unit'] === 'fen' && Number.isSafeInteger(value)) {
      return <>{moneyWords(value, translate)}</>;
    }
    return <>{String(value)}</>;
  }
  const text = String(value);
  if (schema.format === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(text)) return <>{formatDay(text, language)}</>;
  if (typeof schema.pattern === 'string' && schema.pattern.includes('https?') && /^https?:\/\/\S+$/.test(text)) {
    return <Address url={text} />;
  }
  return <MaskedText text={text} />;
}
