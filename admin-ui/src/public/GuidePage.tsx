import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { useJoined } from '../i18n/joined.ts';
import { formatDay } from '../i18n/instants.ts';
import { Definition, DefinitionList } from '../layout/DefinitionList.tsx';
import { Empty, Page } from '../layout/Page.tsx';
import { Reply } from '../layout/Reply.tsx';
import { type PublicProgramme, useProgrammeHead, usePublic } from './replies.ts';
import { StageTargets } from './StageTargets.tsx';

function Categories({ categories }: { categories: PublicProgramme['categories'] }) {
  const bilingual = useBilingual();
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', md: 'repeat(2, 1fr)' } }}>
      {categories.map(({ no, key, name, purpose, requiredServices }) => (
        <Paper component="article" key={key} sx={{ p: 1.5 }}>
          <Typography variant="h3">
            {no}. {bilingual(name)}
          </Typography>
          {purpose ? (
            <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
              {bilingual(purpose)}
            </Typography>
          ) : null}
          <Box component="ul" sx={{ mt: 0.75, mb: 0, pl: 2.5 }}>
            {requiredServices.map((service) => (
              <li key={service.code}>{bilingual(service.name)}</li>
            ))}
          </Box>
        </Paper>
      ))}
    </Box>
  );
}

/** The programme's guide: how to apply, platforms with their services, targets by stage, who is responsible. */
export default function GuidePage() {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const joined = useJoined();
  const language = useLanguage();
  const head = useProgrammeHead();
  const programme = usePublic<PublicProgramme>(`/programmes/${head?.key ?? ''}`, undefined, head !== null);
  return (
    <Page title={translate('public.guide.title')}>
      <Reply query={programme}>
        {({ document, period, guide, categories, stages, governance, bodies }) => (
          <>
            <Typography color="text.secondary" sx={{ mb: 2 }}>
              {translate('public.guide.document', {
                issuer: bilingual(document.issuer),
                title: bilingual(document.title),
                number: document.number,
                on: formatDay(document.printedOn, language),
                from: period.fromYear,
                to: period.toYear,
              })}
            </Typography>
            {guide.map(({ title, body, basis }) => (
              <Box component="section" key={title.zh} sx={{ mb: 2, maxWidth: 820 }}>
                <Typography variant="h2">{bilingual(title)}</Typography>
                <Typography sx={{ mt: 0.5 }}>{bilingual(body)}</Typography>
                {basis === 'assumption' ? null : (
                  <Typography variant="body2" color="text.secondary">
                    {translate('public.guide.basis', { basis })}
                  </Typography>
                )}
              </Box>
            ))}
            <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
              {translate('public.guide.categories', {
                smart_count: categories.length,
                services: categories.reduce((sum, { requiredServices }) => sum + requiredServices.length, 0),
              })}
            </Typography>
            <Categories categories={categories} />
            {stages.length === 0 ? null : <StageTargets stages={stages} />}
            {governance.length === 0 ? null : (
              <>
                <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
                  {translate('public.guide.governance')}
                </Typography>
                <DefinitionList termWidth="16em" sx={{ '& dt': { color: 'text.primary', fontWeight: 600 } }}>
                  {governance.map(({ key, name, duty }) => (
                    <Definition key={key} term={bilingual(name)}>
                      {duty ? bilingual(duty) : '—'}
                    </Definition>
                  ))}
                </DefinitionList>
              </>
            )}
            <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
              {translate('public.guide.bodies')}
            </Typography>
            {bodies.length === 0 ? (
              <Empty text={translate('shell.none')} />
            ) : (
              <Typography>
                {joined(
                  bodies
                    .filter(({ kind }) => kind === 'district' || kind === 'zone')
                    .map(({ name }) => bilingual(name)),
                )}
              </Typography>
            )}
          </>
        )}
      </Reply>
    </Page>
  );
}
