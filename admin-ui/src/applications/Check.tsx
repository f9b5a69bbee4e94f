/** What is still missing, with the way to each field, and the verdicts of the eligibility rules. */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { faultWords } from '../form/faultWords.ts';
import { titlePath } from '../form/schema.ts';
import { useBilingual } from '../i18n/bilingual.ts';
import { StatusChip } from '../layout/StatusChip.tsx';
import type { ApplicationView, Missing } from './contract.ts';
import { type Step, sectionOf, stepOfMissing } from './steps.ts';

type Props = { view: ApplicationView; steps: readonly Step[]; onGo: (step: string, pointer?: string) => void };

/** Words of one missing item: which field, and what is wrong with it. */
function useMissingWords(view: ApplicationView): (item: Missing) => { field: string; fault: string } {
  const translate = useTranslate();
  const bilingual = useBilingual();
  return (item) => {
    if (item.section === 'parties') {
      return {
        field: translate('application.party.title'),
        fault: translate(`application.missing.${item.rule}`, { count: view.minPartners }),
      };
    }
    if (item.section === 'attachments') {
      const slot = view.attachmentSlots.find(({ key }) => `/${key}` === item.pointer);
      const rule = item.rule === 'maxItems' ? 'tooManyFiles' : 'noFile';
      return { field: slot ? bilingual(slot.label) : item.pointer, fault: translate(`application.missing.${rule}`) };
    }
    const form = view.form.find(({ key }) => key === item.section);
    if (!form) return { field: item.section, fault: item.rule };
    if (item.rule === 'incomplete') return { field: bilingual(form.title), fault: translate('joint.incomplete') };
    const readable = view.sections.some(
      ({ section, enterpriseId }) => section === item.section && enterpriseId === item.enterpriseId,
    );
    const data = readable ? sectionOf(view, item.section, item.enterpriseId).data : undefined;
    return {
      field: bilingual(titlePath(form, item.pointer)),
      fault: faultWords(form.schema, data, item, translate, bilingual),
    };
  };
}

/** Missing items of one place, so that the list reads like the form. */
function grouped(
  view: ApplicationView,
): { key: string; section: string; enterpriseId: string | null; items: Missing[] }[] {
  const groups = new Map<string, { key: string; section: string; enterpriseId: string | null; items: Missing[] }>();
  for (const item of view.missing) {
    const key = `${item.section} ${item.enterpriseId ?? ''}`;
    const group = groups.get(key) ?? { key, section: item.section, enterpriseId: item.enterpriseId, items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  return [...groups.values()];
}

export function Check({ view, steps, onGo }: Props) {
  const translate = useTranslate();
  const bilingual = useBilingual();
  const words = useMissingWords(view);
  const nameOf = (enterpriseId: string | null) =>
    view.parties.find((party) => party.enterpriseId === enterpriseId)?.name ?? '';
  const sectionTitle = (section: string) => {
    if (section === 'parties') return translate('application.party.title');
    if (section === 'attachments') return translate('application.file.title');
    return bilingual(view.form.find(({ key }) => key === section)?.title) || section;
  };
  const ready = view.missing.length === 0 && view.eligibility.every(({ verdict }) => verdict === 'pass');
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {translate('application.check.title')}
      </Typography>
      {view.missing.length === 0 ? (
        <Alert role="note" severity="success" sx={{ mb: 2 }}>
          {translate('application.check.complete')}
        </Alert>
      ) : (
        <>
          <Typography sx={{ mb: 1 }}>
            {translate('application.check.missing', { smart_count: view.missing.length })}
          </Typography>
          {grouped(view).map(({ key, section, enterpriseId, items }) => {
            const step = stepOfMissing(steps, { section, enterpriseId });
            const owner = nameOf(enterpriseId);
            return (
              <Box component="section" key={key} sx={{ mb: 2 }}>
                <Typography variant="h3">
                  {owner ? `${sectionTitle(section)} · ${owner}` : sectionTitle(section)}
                </Typography>
                {step === null && (
                  <Typography variant="body2" color="text.secondary">
                    {translate('application.check.theirs', { name: owner || view.leadName })}
                  </Typography>
                )}
                <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
                  {items.map((item) => {
                    const { field, fault } = words(item);
                    return (
                      <li key={`${item.pointer} ${item.rule}`}>
                        {step === null ? (
                          field
                        ) : (
                          <Link
                            component="button"
                            type="button"
                            variant="body1"
                            onClick={() => onGo(step, item.pointer)}
                            sx={{ minHeight: 24, textAlign: 'left' }}
                          >
                            {field}
                          </Link>
                        )}
                        {' — '}
                        {fault}
                      </li>
                    );
                  })}
                </Box>
              </Box>
            );
          })}
        </>
      )}
      <Typography variant="h2" sx={{ mt: 2, mb: 1 }}>
        {translate('application.check.eligibility')}
      </Typography>
      <Stack component="ul" spacing={1} sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {view.eligibility.map(({ key, verdict, message }) => (
          <Stack component="li" key={key} direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
            <Box sx={{ flexShrink: 0 }}>
              <StatusChip kind="verdict" status={verdict} />
            </Box>
            <Typography variant="body2" sx={{ pt: 0.25 }}>
              {bilingual(message)}
              {verdict === 'missing' ? ` ${translate('application.check.eligibilityMissing')}` : ''}
              {verdict === 'error' ? ` ${translate('application.check.eligibilityError')}` : ''}
            </Typography>
          </Stack>
        ))}
      </Stack>
      <Box sx={{ mt: 3 }}>
        <Button variant="contained" onClick={() => onGo(ready ? 'sign' : 'preview')}>
          {translate(ready ? 'application.check.toSign' : 'application.check.toPreview')}
        </Button>
      </Box>
    </>
  );
}
