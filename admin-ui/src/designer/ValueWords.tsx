import Box from '@mui/material/Box';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import { labelOf } from '../../../domain/design-differences.ts';
import { moneyWords } from '../form/money-words.ts';
import { isObject } from '../form/schema.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { useWord } from '../i18n/words.ts';

/** Vocabularies by the member that holds their keys. */
const VOCABULARY: Record<string, string> = {
  role: 'role',
  effect: 'effect',
  leadKinds: 'enterpriseKind',
  partnerKinds: 'enterpriseKind',
};
const MOST_DEEP = 4;

/** A value of a programme for people: both languages of a text, words for keys, the members of a whole part. */
export function ValueWords({
  value,
  name = '',
  depth = 0,
}: {
  value: unknown;
  name?: string;
  depth?: number;
}): ReactNode {
  const translate = useTranslate();
  const text = useBilingual();
  const word = useWord();
  const member =
    name
      .split('/')
      .filter((step) => !/^\d+$/.test(step))
      .at(-1) ?? '';
  if (value === undefined) return '—';
  if (value === null || value === '') return translate('design.empty');
  if (typeof value === 'boolean') return translate(value ? 'shell.yes' : 'shell.no');
  if (typeof value === 'number') {
    return member === 'maxBytes' ? `${Math.round((value / 1_048_576) * 100) / 100} MB` : String(value);
  }
  if (typeof value === 'string') {
    const vocabulary = VOCABULARY[member];
    return vocabulary ? word(vocabulary, value) : value;
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return translate('design.empty');
    return (
      <Box component="ol" sx={{ m: 0, pl: 2.5 }}>
        {value.map((item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list of a version that does not change
          <li key={i}>
            <ValueWords value={item} name={name} depth={depth + 1} />
          </li>
        ))}
      </Box>
    );
  }
  if (!isObject(value)) return String(value);
  if (Object.keys(value).every((key) => key === 'zh' || key === 'en')) {
    return (
      <>
        {String(value.zh ?? '')}
        <br />
        <span lang="en">{String(value.en ?? '')}</span>
      </>
    );
  }
  if (depth > 0 && labelOf(value)) return text(labelOf(value));
  if (depth >= MOST_DEEP) return <code>{JSON.stringify(value)}</code>;
  return (
    <Box component="dl" sx={{ m: 0, '& dt': { color: 'text.secondary', fontSize: '0.8rem' }, '& dd': { m: 0 } }}>
      {Object.entries(value).map(([key, below]) => (
        <div key={key}>
          <dt>{translate(`design.field.${key}`, { _: key })}</dt>
          <dd>
            {value['x-unit'] === 'fen' && typeof below === 'number' ? (
              moneyWords(below, translate)
            ) : (
              <ValueWords value={below} name={key} depth={depth + 1} />
            )}
          </dd>
        </div>
      ))}
    </Box>
  );
}
