import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useBilingual, useLanguage } from '../i18n/bilingual.ts';
import { PlainTable } from '../layout/PlainTable.tsx';
import type { PublicProgramme } from './replies.ts';

type Stages = PublicProgramme['stages'];
type Target = Stages[number]['targets'][number];

/** A number with a bar of its share of `highest`; the bar only repeats the number. */
function Bar({ value, highest, text }: { value: number; highest: number; text: string }) {
  return (
    <Box sx={{ minWidth: 96 }}>
      <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {text}
      </Box>
      <Box aria-hidden sx={{ height: 6, mt: 0.25, bgcolor: '#e3e8ef' }}>
        <Box sx={{ height: 6, width: `${(100 * value) / highest}%`, bgcolor: 'primary.main' }} />
      </Box>
    </Box>
  );
}

const years = ({ fromYear, toYear }: Stages[number]) => `${fromYear}–${toYear}`;

/** Targets of each stage, one row a target, so that the climb can be read across. */
export function StageTargets({ stages }: { stages: Stages }) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const language = useLanguage();
  const numbers = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN');
  const targets = [...new Map(stages.flatMap((stage) => stage.targets).map((target) => [target.key, target])).values()];
  const title = translate('public.guide.stages');
  return (
    <>
      <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
        {title}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {stages.map((stage) => `${years(stage)} ${bilingual(stage.name)}`).join(' · ')}
      </Typography>
      <PlainTable
        caption={title}
        rows={targets}
        rowKey={({ key }) => key}
        columns={[
          { label: translate('public.guide.target'), render: ({ label }) => bilingual(label), minWidth: 150 },
          ...stages.map((stage) => ({
            label: years(stage),
            render: ({ key, unit }: Target) => {
              const value = stage.targets.find((target) => target.key === key)?.value;
              if (value === undefined) return '—';
              const all = stages.flatMap(({ targets: own }) => own.filter((target) => target.key === key));
              return (
                <Bar
                  value={value}
                  highest={unit === 'percent' ? 100 : Math.max(1, ...all.map((target) => target.value))}
                  text={translate(unit === 'percent' ? 'public.guide.percent' : 'public.guide.persons', {
                    value: numbers.format(value),
                  })}
                />
              );
            },
          })),
        ]}
      />
    </>
  );
}
