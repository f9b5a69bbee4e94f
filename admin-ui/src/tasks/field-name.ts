import { useCallback } from 'react';
import type { Bilingual } from '../../../contracts/text.ts';
import { titlePath } from '../form/schema.ts';
import type { ApplicationView } from './contract.ts';
import type { Place } from './decision-draft.ts';

/** `(place) => Bilingual`: section, party and field of a place in the application, for people. */
export function useFieldName(application: ApplicationView): (place: Place) => Bilingual {
  return useCallback(
    ({ section, enterpriseId, pointer }) => {
      const party = application.parties.find((one) => one.enterpriseId === enterpriseId)?.name;
      const prefix = party === undefined ? '' : `${party} · `;
      if (section === 'attachments') {
        const slot = application.attachmentSlots.find(
          ({ key }) => pointer === `/${key}` || pointer.startsWith(`/${key}/`),
        );
        return { zh: `${prefix}${slot?.label.zh ?? pointer}`, en: `${prefix}${slot?.label.en ?? pointer}` };
      }
      const form = application.form.find(({ key }) => key === section);
      if (!form) return { zh: `${prefix}${section}${pointer}`, en: `${prefix}${section}${pointer}` };
      const path = titlePath(form, pointer);
      const head = pointer === '' ? { zh: '', en: '' } : { zh: `${form.title.zh} · `, en: `${form.title.en} · ` };
      return { zh: `${prefix}${head.zh}${path.zh}`, en: `${prefix}${head.en}${path.en}` };
    },
    [application],
  );
}
