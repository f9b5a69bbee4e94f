import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import Stack from '@mui/material/Stack';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import type { FormSection } from '../../../contracts/policy.ts';
import { AgreementLink } from '../consortium/AgreementLink.tsx';
import { SectionRead } from '../form/SectionRead.tsx';
import { titlePath } from '../form/schema.ts';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { AttachmentList } from './AttachmentList.tsx';
import type { ApplicationView, Difference, Party } from './contract.ts';
import type { DecisionDraftHandle } from './decision-draft.ts';
import { MarkButton } from './MarkButton.tsx';

type CaseContentProps = {
  application: ApplicationView;
  differences: Difference[] | undefined;
  /** Where marks go; null when nothing can be marked. */
  decision: DecisionDraftHandle | null;
};

/** The application as it was signed: the common part, then each party's own. */
export function CaseContent({ application, differences, decision }: CaseContentProps) {
  const translate = useTranslate();
  const [chosen, setChosen] = useState('shared');
  const parties = application.parties.filter(({ status }) => status === 'confirmed' || status === 'invited');
  const corrected = application.contentVersion > 1;
  const party = parties.find(({ enterpriseId }) => enterpriseId === chosen);
  return (
    <Stack spacing={2}>
      <Tabs
        value={chosen}
        onChange={(_event, next: string) => setChosen(next)}
        variant="scrollable"
        scrollButtons="auto"
        allowScrollButtonsMobile
        aria-label={translate('task.parties')}
      >
        <Tab value="shared" id="party-tab-shared" aria-controls="party-panel" label={translate('task.shared')} />
        {parties.map(({ enterpriseId, name, role }) => (
          <Tab
            key={enterpriseId}
            value={enterpriseId}
            id={`party-tab-${enterpriseId}`}
            aria-controls="party-panel"
            label={`${name} (${translate(`task.${role}`)})`}
          />
        ))}
      </Tabs>
      <Stack role="tabpanel" id="party-panel" aria-labelledby={`party-tab-${chosen}`} spacing={2}>
        {party ? (
          <PartyLine party={party} corrected={corrected} />
        ) : (
          <PartiesTable parties={parties} corrected={corrected} />
        )}
        {!party && application.agreement && (
          <Box>
            <AgreementLink applicationId={application.id} />
          </Box>
        )}
        {application.form
          .filter(({ scope }) => scope === (party ? 'party' : 'shared'))
          .map((section) => (
            <OneSection
              key={section.key}
              section={section}
              enterpriseId={party?.enterpriseId ?? null}
              application={application}
              differences={differences}
              decision={decision}
            />
          ))}
        <AttachmentList application={application} enterpriseId={party?.enterpriseId ?? null} decision={decision} />
      </Stack>
    </Stack>
  );
}

type OneSectionProps = CaseContentProps & { section: FormSection; enterpriseId: string | null };

function OneSection({ section, enterpriseId, application, differences, decision }: OneSectionProps) {
  const translate = useTranslate();
  const text = useBilingual();
  const content = application.sections.find((one) => one.section === section.key && one.enterpriseId === enterpriseId);
  const here = (item: { section: string; enterpriseId: string | null }) =>
    item.section === section.key && item.enterpriseId === enterpriseId;
  const markAt = (pointer: string) =>
    decision === null ? null : (
      <MarkButton
        place={{ section: section.key, enterpriseId, pointer }}
        field={text(titlePath(section, pointer))}
        decision={decision}
      />
    );
  return (
    <Box>
      <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'center' }}>
        <Typography variant="h3">{text(section.title)}</Typography>
        {markAt('')}
      </Stack>
      <Divider sx={{ mb: 1 }} />
      {content ? (
        <SectionRead
          section={section}
          data={content.data}
          headingLevel={4}
          differences={differences?.filter(here)}
          marks={decision?.draft.marks.filter(here)}
          // The whole section is marked beside its title.
          renderMark={decision === null ? undefined : (pointer) => (pointer === '' ? null : markAt(pointer))}
        />
      ) : (
        <Typography color="text.secondary">{translate('task.noContent')}</Typography>
      )}
    </Box>
  );
}

function PartiesTable({ parties, corrected }: { parties: Party[]; corrected: boolean }) {
  return (
    <Stack component="ul" spacing={0.5} sx={{ m: 0, pl: 2.5 }}>
      {parties.map((party) => (
        <li key={party.enterpriseId}>
          <PartyLine party={party} corrected={corrected} />
        </li>
      ))}
    </Stack>
  );
}

/** Every party signed before the first submission; a correction is the lead's and is not signed again. */
function PartyLine({ party, corrected }: { party: Party; corrected: boolean }) {
  const translate = useTranslate();
  const language = useLanguage();
  const signed =
    party.signedAt === null
      ? translate(corrected ? 'task.signedFirst' : 'task.notSigned')
      : translate('task.signedBy', { name: party.signerName ?? '', at: formatInstant(party.signedAt, language) });
  return (
    <Typography component="div">
      <strong>{party.name}</strong> · {translate(`task.${party.role}`)} · {party.identifier} ·{' '}
      {translate('task.share', { percent: (party.shareBp / 100).toFixed(2) })} · {signed}
    </Typography>
  );
}
