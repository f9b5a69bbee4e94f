import ExpandMore from '@mui/icons-material/ExpandMore';
import PersonOffOutlined from '@mui/icons-material/PersonOffOutlined';
import PersonOutlined from '@mui/icons-material/PersonOutlined';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import { Empty } from '../layout/Page.tsx';
import type { Panel } from './contract.ts';
import { PlainTable } from '../layout/PlainTable.tsx';
import { useJoined } from '../i18n/joined.ts';

/** Draw records by category, with everything that is needed to repeat them. */
export function PanelList({ panels }: { panels: Panel[] }) {
  const translate = useTranslate();
  const text = useBilingual();
  const joined = useJoined();
  if (panels.length === 0) return <Empty text={translate('round.panelsNone')} />;
  return (
    <>
      {panels.map((panel) => (
        <Accordion
          key={panel.categoryNo}
          disableGutters
          slotProps={{ heading: { component: 'h3' }, transition: { unmountOnExit: true } }}
        >
          <AccordionSummary
            expandIcon={<ExpandMore aria-hidden />}
            id={`panel-${panel.categoryNo}`}
            aria-controls={`panel-${panel.categoryNo}-content`}
          >
            <Typography component="span">
              {panel.categoryNo}. {text(panel.categoryName)} ·{' '}
              {joined(panel.members.filter(({ state }) => state === 'seated').map(({ name }) => name))}
            </Typography>
          </AccordionSummary>
          <AccordionDetails id={`panel-${panel.categoryNo}-content`}>
            <DrawRecord panel={panel} />
          </AccordionDetails>
        </Accordion>
      ))}
    </>
  );
}

function DrawRecord({ panel }: { panel: Panel }) {
  const translate = useTranslate();
  const text = useBilingual();
  const language = useLanguage();
  const label = `${translate('round.members')}: ${text(panel.categoryName)}`;
  return (
    <Stack spacing={1.5}>
      <Typography>
        {translate('round.drawnAt')}: {formatInstant(panel.drawnAt, language, { seconds: true })}
      </Typography>
      <PlainTable
        bare
        caption={label}
        rows={panel.members}
        rowKey={({ expertId }) => expertId}
        columns={[
          { label: translate('round.expert'), render: ({ name }) => name },
          { label: translate('round.employer'), render: ({ employer }) => employer },
          {
            label: translate('round.state'),
            render: ({ state, reason }) => <MemberState state={state} reason={reason} />,
          },
          {
            label: translate('round.sheets'),
            render: ({ signed, all }) => translate('round.signedOf', { signed, all }),
            number: true,
          },
        ]}
      />
      <Box>
        <Typography>
          {translate('round.seed')}: <code>{panel.seed}</code>
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {translate('round.seedHelp')}
        </Typography>
      </Box>
      <Box>
        <Typography sx={{ fontWeight: 600 }}>{translate('round.candidates')}</Typography>
        <Box component="ol" sx={{ m: 0, pl: 3 }}>
          {panel.candidates.map(({ expertId, name, employer }) => (
            <li key={expertId}>
              {name} · {employer}
            </li>
          ))}
        </Box>
      </Box>
      <Box>
        <Typography sx={{ fontWeight: 600 }}>{translate('round.excluded')}</Typography>
        {panel.excluded.length === 0 ? (
          <Typography color="text.secondary">{translate('round.excludedNone')}</Typography>
        ) : (
          <Box component="ul" sx={{ m: 0, pl: 3 }}>
            {panel.excluded.map(({ expertId, name, reason }) => (
              <li key={expertId}>
                {name}: {translate(`round.ground.${reason}`, { _: reason })}
              </li>
            ))}
          </Box>
        )}
      </Box>
    </Stack>
  );
}

function MemberState({ state, reason }: { state: 'seated' | 'recused'; reason: string | null }) {
  const translate = useTranslate();
  const Icon = state === 'seated' ? PersonOutlined : PersonOffOutlined;
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
      <Icon aria-hidden fontSize="small" />
      {reason === 'roleEnded' ? translate('round.roleEnded') : translate(`round.${state}`)}
      {reason && reason !== 'roleEnded' ? `: ${reason}` : ''}
    </Box>
  );
}
