import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useTranslate } from 'ra-core';
import { useId, useState } from 'react';
import { schemaAt, titlePath } from '../form/schema.ts';
import { ValueText } from '../form/ValueText.tsx';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { formatInstant } from '../i18n/instants.ts';
import type { FormSection } from './contract.ts';
import type { KeeperState, SectionKeeper } from './sectionKeeper.ts';

/** Two people changed the same field: each is shown with both values, and a person chooses. */
export function Conflicts({
  keeper,
  state,
  section,
}: {
  keeper: SectionKeeper;
  state: KeeperState;
  section: FormSection;
}) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const groupId = useId();
  const [choices, setChoices] = useState<ReadonlyMap<string, 'mine' | 'theirs'>>(new Map());
  const who = state.mergedWith ?? translate('application.save.somebody');
  const at = formatInstant(state.savedAt, language, { seconds: true });
  return (
    <Alert role="note" severity="warning" sx={{ mt: 1 }}>
      <AlertTitle>{translate('application.save.conflictTitle', { name: who, at })}</AlertTitle>
      {state.conflicts.map(({ pointer, mine, theirs }) => {
        const schema = schemaAt(section.schema, pointer) ?? {};
        const labelId = `${groupId}${pointer}`;
        return (
          <FormControl key={pointer} margin="dense">
            <FormLabel id={labelId}>{bilingual(titlePath(section, pointer))}</FormLabel>
            <RadioGroup
              aria-labelledby={labelId}
              value={choices.get(pointer) ?? ''}
              onChange={(_event, choice) => setChoices(new Map([...choices, [pointer, choice as 'mine' | 'theirs']]))}
            >
              {(
                [
                  ['mine', mine],
                  ['theirs', theirs],
                ] as const
              ).map(([side, value]) => (
                <FormControlLabel
                  key={side}
                  value={side}
                  control={<Radio size="small" />}
                  label={
                    <Box component="span">
                      {translate(`application.save.${side}`, { name: who })} <ValueText schema={schema} value={value} />
                    </Box>
                  }
                />
              ))}
            </RadioGroup>
          </FormControl>
        );
      })}
      <Box>
        <Button
          variant="contained"
          size="small"
          disabled={state.conflicts.some(({ pointer }) => !choices.has(pointer))}
          onClick={() => keeper.resolve(choices)}
        >
          {translate('application.save.resolve')}
        </Button>
      </Box>
    </Alert>
  );
}
