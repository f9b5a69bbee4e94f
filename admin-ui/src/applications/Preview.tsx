/** The whole application as the officers read it. */
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { SectionRead } from '../form/SectionRead.tsx';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { useWord } from '../i18n/words.ts';
import { Definition, DefinitionList } from '../layout/DefinitionList.tsx';
import { PlainTable } from '../layout/PlainTable.tsx';
import { FileLink } from './AttachedFile.tsx';
import type { ApplicationView } from './contract.ts';
import { bpToPercent, liveParties } from './steps.ts';

function PartyTable({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const language = useLanguage();
  const word = useWord();
  return (
    <PlainTable
      caption={translate('application.party.title')}
      rows={liveParties(view)}
      rowKey={({ enterpriseId }) => enterpriseId}
      columns={[
        { label: translate('application.party.name'), render: ({ name }) => name },
        {
          label: translate('application.party.roleColumn'),
          render: ({ role, kind }) => `${translate(`application.party.${role}`)} · ${word('enterpriseKind', kind)}`,
        },
        {
          label: translate('application.party.identifier'),
          render: ({ identifier }) => identifier,
        },
        {
          label: translate('application.party.shareColumn'),
          render: ({ shareBp }) => `${bpToPercent(shareBp)} %`,
        },
        {
          label: translate('application.party.signature'),
          render: ({ signedAt, signerName }) =>
            signedAt
              ? `${signerName ?? ''} ${formatInstant(signedAt, language)}`
              : // All parties of a submission signed it: whoever did not came by a change after the award.
                translate(view.status === 'awarded' ? 'joint.change.joinedLater' : 'application.party.notSigned'),
        },
      ]}
    />
  );
}

/** Every section that this person may see, the parties and the files. */
export function Preview({ view, title = true }: { view: ApplicationView; title?: boolean }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const parties = liveParties(view);
  return (
    <>
      {title && (
        <>
          <Typography variant="h2" sx={{ mb: 0.5 }}>
            {translate('application.preview.title')}
          </Typography>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
            {translate('application.preview.intro')}
          </Typography>
        </>
      )}
      <Typography variant="h3" sx={{ mb: 1 }}>
        {translate('application.party.title')}
      </Typography>
      <PartyTable view={view} />
      {view.form.map((form) => {
        const own = view.sections.filter(({ section }) => section === form.key);
        return own.map((section) => {
          const party = parties.find(({ enterpriseId }) => enterpriseId === section.enterpriseId);
          const heading = bilingual(form.title);
          return (
            <Box component="section" key={`${form.key} ${section.enterpriseId ?? ''}`} sx={{ mt: 3 }}>
              <Typography variant="h3" sx={{ mb: 0.5 }}>
                {party ? `${heading} · ${party.name}` : heading}
              </Typography>
              <Paper sx={{ p: { xs: 1.5, sm: 2 } }}>
                <SectionRead section={form} data={section.data} headingLevel={4} />
              </Paper>
            </Box>
          );
        });
      })}
      <Box component="section" sx={{ mt: 3 }}>
        <Typography variant="h3" sx={{ mb: 1 }}>
          {translate('application.file.title')}
        </Typography>
        <FileList view={view} />
      </Box>
    </>
  );
}

/** Files by slot, to read: names, sizes, hashes. */
function FileList({ view }: { view: ApplicationView }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const name = (enterpriseId: string) => view.parties.find((party) => party.enterpriseId === enterpriseId)?.name ?? '';
  return (
    <Paper sx={{ p: { xs: 1.5, sm: 2 } }}>
      <DefinitionList termWidth="minmax(8rem, 24%)">
        {view.attachmentSlots.map((slot) => {
          const files = view.attachments.filter((file) => file.slot === slot.key);
          return (
            <Definition key={slot.key} term={bilingual(slot.label)}>
              {files.length === 0 && translate('application.file.none')}
              {files.map((file) => (
                <div key={file.id}>
                  <FileLink file={file} />
                  {slot.scope === 'party' ? ` · ${name(file.enterpriseId)}` : ''}
                </div>
              ))}
            </Definition>
          );
        })}
      </DefinitionList>
    </Paper>
  );
}
