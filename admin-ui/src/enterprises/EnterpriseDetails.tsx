import { useTranslate } from 'ra-core';
import { moneyWords } from '../form/money-words.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatDay } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { Definition, DefinitionList } from '../layout/DefinitionList.tsx';
import { type EnterpriseProfile, type EnterpriseView, useBodies } from './replies.ts';

/** The profile to read. */
export function EnterpriseDetails({ view }: { view: EnterpriseView }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const word = useWord();
  const bodies = useBodies();
  const profile = view.profile as EnterpriseProfile;
  const division = (code: string | null | undefined) =>
    bilingual(bodies.find(({ divisionCode }) => divisionCode === code)?.name) || (code ?? '');
  const flag = (value: boolean | null | undefined) =>
    value == null ? '' : translate(value ? 'shell.yes' : 'shell.no');
  const rows: [string, string][] = [
    ['name', view.name],
    ['kind', word('enterpriseKind', view.kind)],
    ['identifier', `${view.identifier.value} (${word('identifierScheme', view.identifier.scheme)})`],
    ['registrationNumber', profile.registrationNumber ?? ''],
    ['recommendingBodyId', bilingual(view.recommendingBody.name)],
    ['legalRepresentative', profile.legalRepresentative ?? ''],
    [
      'shareholders',
      (profile.shareholders ?? [])
        .map(({ name, identifier }) => (identifier ? `${name} (${identifier})` : name))
        .join('; '),
    ],
    ['establishedOn', formatDay(profile.establishedOn, language)],
    [
      'registeredCapitalFen',
      profile.registeredCapitalFen == null ? '' : moneyWords(profile.registeredCapitalFen, translate),
    ],
    ['registeredAddress', profile.registeredAddress ?? ''],
    ['registeredDivisionCode', division(profile.registeredDivisionCode)],
    ['taxDistrict', division(profile.taxDistrict)],
    ['sizeClass', word('sizeClass', profile.sizeClass)],
    ['sizeStandard', word('sizeStandard', profile.sizeStandard)],
    ['isInKeyCluster', flag(profile.isInKeyCluster)],
    ['staffTotal', profile.staffTotal == null ? '' : String(profile.staffTotal)],
    ['staffEcommerce', profile.staffEcommerce == null ? '' : String(profile.staffEcommerce)],
    ['platformUrls', (profile.platformUrls ?? []).join(' ')],
    ['icpNumber', profile.icpNumber ?? ''],
    ['contact', [profile.contact?.name, profile.contact?.mobile, profile.contact?.email].filter(Boolean).join(' · ')],
    [
      'bank',
      [profile.bank?.accountName, profile.bank?.bankName, profile.bank?.cnaps, profile.bank?.account]
        .filter(Boolean)
        .join(' · '),
    ],
  ];
  return (
    <DefinitionList termWidth="13em">
      {rows.map(([key, value]) => (
        <Definition key={key} term={translate(`vocabulary.field.${key}`)}>
          {value === '' ? '—' : value}
        </Definition>
      ))}
    </DefinitionList>
  );
}
