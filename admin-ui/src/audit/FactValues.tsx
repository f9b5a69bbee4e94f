import Box from '@mui/material/Box';
import { useTranslate } from 'ra-core';
import type { ReactNode } from 'react';
import type { Bilingual } from '../../../contracts/text.ts';
import { bpToPercent } from '../applications/steps.ts';
import { moneyWords } from '../form/money-words.ts';
import { isObject } from '../form/schema.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { bytesText } from '../i18n/bytes.ts';
import { factTexts } from '../i18n/factTexts.ts';
import { formatDay, formatInstant } from '../i18n/instants.ts';
import { useJoined } from '../i18n/joined.ts';
import { Definition, DefinitionList } from '../layout/DefinitionList.tsx';
import { useOutcomeName } from '../tasks/words.ts';

/** Where the words of a member's keys stand, most likely first. */
const WORDS: Record<string, readonly string[]> = {
  advice: ['vocabulary.advice'],
  after: ['vocabulary.noticeItemStatus'],
  askedBy: ['vocabulary.step'],
  cause: ['vocabulary.partyStatus', 'vocabulary.noticeItemStatus'],
  effect: ['vocabulary.effect'],
  fields: ['vocabulary.field'],
  from: ['vocabulary.applicationStatus'],
  ground: ['round.ground'],
  kind: ['vocabulary.noticeKind', 'vocabulary.creditKindStatus', 'vocabulary.enterpriseKind'],
  place: ['vocabulary.outcome'],
  role: ['vocabulary.role'],
  roles: ['vocabulary.role'],
  scheme: ['vocabulary.identifierScheme'],
  status: ['vocabulary.changeStatus', 'vocabulary.partyStatus', 'vocabulary.mailStatus'],
  step: ['vocabulary.step'],
  verdict: ['vocabulary.objectionStatus'],
};
/** Members whose keys the page itself has words for. */
const OWN_WORDS = new Set(['cause', 'kind', 'locale', 'purpose', 'status']);
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ID = /^[0-9a-f-]{16,}$/;

type Names = Record<string, Bilingual>;
type Props = { value: unknown; name: string; names: Names; step: string };

/** One recorded value in words: names for ids, the vocabulary for keys, instants, shares, scores and sizes as people read them. */
function FactValue({ value, name, names, step }: Props): ReactNode {
  const translate = useTranslate();
  const text = useBilingual();
  const language = useLanguage();
  const joined = useJoined();
  const outcomeName = useOutcomeName();
  const words = factTexts[language];
  if (value === null || value === undefined || value === '') return words.none;
  if (typeof value === 'boolean') return translate(value ? 'shell.yes' : 'shell.no');
  if (typeof value === 'number') {
    if (name === 'shareBp') return `${bpToPercent(value)} %`;
    if (name === 'scoreHundredths') return (value / 100).toFixed(2);
    if (name === 'sizeBytes') return bytesText(value);
    return name.endsWith('Fen') ? moneyWords(value, translate) : String(value);
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return words.none;
    if (value.every((item) => typeof item === 'number')) return joined(value.map(String));
    return (
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {value.map((item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fact never changes
          <li key={i}>
            <FactValue value={item} name={name} names={names} step={step} />
          </li>
        ))}
      </Box>
    );
  }
  if (isObject(value)) {
    if (Object.keys(value).length === 0) return words.none;
    if (typeof value.zh === 'string' && typeof value.en === 'string') return text({ zh: value.zh, en: value.en });
    return <FactValues payload={value} names={names} />;
  }
  const word = String(value);
  if (names[word]) return text(names[word]);
  if (name === 'outcome') return outcomeName(word, step);
  if (INSTANT.test(word)) return formatInstant(word, language, { seconds: true });
  if (DAY.test(word)) return formatDay(word, language);
  for (const place of WORDS[name] ?? []) {
    const said = translate(`${place}.${word}`, { _: '' });
    if (said) return said;
  }
  const own = OWN_WORDS.has(name) && (words.value as Record<string, string>)[word];
  if (own) return own;
  return ID.test(word) ? <code>{word}</code> : <span style={{ whiteSpace: 'pre-wrap' }}>{word}</span>;
}

/** What a fact recorded, each value under its name; a name without words stands as it is. */
export function FactValues({ payload, names }: { payload: Record<string, unknown>; names: Names }) {
  const translate = useTranslate();
  const own: Record<string, string> = factTexts[useLanguage()].member;
  const label = (member: string, value: unknown) => {
    const key = member === 'slot' && typeof value === 'number' ? 'slotNo' : member;
    return (own[key] ?? translate(`vocabulary.field.${key}`, { _: '' })) || <code>{member}</code>;
  };
  const step = typeof payload.step === 'string' ? payload.step : '';
  return (
    <DefinitionList
      termWidth="10em"
      sx={{ my: 0.5, rowGap: { sm: 0.25 }, '& dt': { fontSize: '0.9rem' }, '& code': { fontSize: '0.8rem' } }}
    >
      {Object.entries(payload).map(([member, value]) => (
        <Definition key={member} term={label(member, value)}>
          <FactValue value={value} name={member} names={names} step={step} />
        </Definition>
      ))}
    </DefinitionList>
  );
}
