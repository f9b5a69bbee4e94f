import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Select from '@mui/material/Select';
import { useTranslate } from 'ra-core';
import { useBilingual } from '../i18n/bilingual.ts';
import type { ApplicationView } from './contract.ts';
import { missingOn, type Step } from './steps.ts';

type Props = { view: ApplicationView; steps: readonly Step[]; current: string; onGo: (step: string) => void };

function useStepTitle(steps: readonly Step[]): (step: Step) => string {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const owners = new Set(
    steps.flatMap((step) => (step.kind === 'section' && step.party ? [step.party.enterpriseId] : [])),
  );
  return (step) => {
    if (step.kind !== 'section') return translate(`application.steps.${step.kind}`);
    const title = bilingual(step.section.title);
    return step.party && owners.size > 1 ? `${title} · ${step.party.name}` : title;
  };
}

/** The steps with what each still lacks: a list on a wide window, a choice on a narrow one. */
export function StepList({ view, steps, current, onGo }: Props) {
  const translate = useTranslate();
  const title = useStepTitle(steps);
  const state = (step: Step) => {
    if (!['section', 'parties', 'attachments'].includes(step.kind)) return null;
    const missing = missingOn(view, step);
    if (missing > 0)
      return {
        Icon: ErrorOutlineIcon,
        color: 'warning.main',
        text: translate('application.steps.missing', { count: missing }),
      };
    if (step.kind === 'section' && step.view && !step.view.editable) {
      return { Icon: LockOutlinedIcon, color: 'text.secondary', text: translate('application.steps.readOnly') };
    }
    return { Icon: CheckCircleIcon, color: 'success.main', text: translate('application.steps.complete') };
  };
  return (
    <>
      <Box
        component="nav"
        aria-label={translate('application.steps.label')}
        sx={{ display: { xs: 'none', md: 'block' }, position: 'sticky', top: 72, alignSelf: 'start' }}
      >
        <List dense disablePadding>
          {steps.map((step, i) => {
            const mark = state(step);
            return (
              <ListItem key={step.key} disablePadding>
                <ListItemButton
                  selected={step.key === current}
                  aria-current={step.key === current ? 'step' : undefined}
                  onClick={() => onGo(step.key)}
                >
                  <ListItemText
                    primary={`${i + 1}. ${title(step)}`}
                    secondary={mark?.text}
                    slotProps={{ primary: { sx: { fontWeight: step.key === current ? 700 : 500 } } }}
                  />
                  {mark && (
                    <ListItemIcon sx={{ minWidth: 0, color: mark.color }}>
                      <mark.Icon fontSize="small" aria-hidden />
                    </ListItemIcon>
                  )}
                </ListItemButton>
              </ListItem>
            );
          })}
        </List>
      </Box>
      <FormControl sx={{ display: { xs: 'flex', md: 'none' }, mb: 2 }}>
        <InputLabel htmlFor="step-choice" shrink>
          {translate('application.steps.label')}
        </InputLabel>
        <Select
          native
          notched
          label={translate('application.steps.label')}
          value={current}
          onChange={({ target }) => onGo(target.value)}
          inputProps={{ id: 'step-choice' }}
        >
          {steps.map((step, i) => {
            const mark = state(step);
            return (
              <option key={step.key} value={step.key}>
                {`${i + 1}. ${title(step)}${mark ? ` · ${mark.text}` : ''}`}
              </option>
            );
          })}
        </Select>
      </FormControl>
    </>
  );
}
