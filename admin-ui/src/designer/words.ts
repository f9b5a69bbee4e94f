/** Words of the designer: the way to a part, what is wrong with it, what it holds. */
import { useTranslate } from 'ra-core';
import { useCallback } from 'react';
import type { DesignFault } from '../../../contracts/designs.ts';
import type { DesignStep } from '../../../domain/design-differences.ts';
import { useBilingual } from '../i18n/bilingual.ts';

/** Names that lead somewhere and say nothing. */
const SILENT = new Set(['policy', 'schema', 'properties', 'sections', 'criteria']);

/** `(steps) => string`: `流转环节 › 形式审查 › 办理期限`. */
export function usePathWords(): (steps: readonly DesignStep[]) => string {
  const translate = useTranslate();
  const text = useBilingual();
  return useCallback(
    (steps) =>
      steps
        .filter((step, i) => !('name' in step && SILENT.has(step.name) && i < steps.length - 1))
        .map((step) =>
          'name' in step ? translate(`design.field.${step.name}`, { _: step.name }) : text(step.label) || step.key,
        )
        .join(' › '),
    [translate, text],
  );
}

/** `(fault) => string`: the rule that is broken, with its values. */
export function useFaultWords(): (fault: DesignFault) => string {
  const translate = useTranslate();
  return useCallback(
    ({ rule, values, message }) => translate(`design.fault.${rule}`, { _: message, ...values }),
    [translate],
  );
}
