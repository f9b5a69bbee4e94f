import type { WidgetProps } from '@rjsf/utils';
import { describedBy, useField } from './context.ts';

/** What cannot change looks as if it could not; the lock itself is `readOnly`. */
export const lockedLook = (locked: boolean) => (locked ? { bgcolor: 'action.disabledBackground' } : undefined);

/** State of the field of an input, and what assistive technology is told of it. */
export function useInput({ id, schema }: WidgetProps) {
  const field = useField(id);
  const aria = {
    'aria-describedby': describedBy(field, Boolean(schema.description)),
    'aria-invalid': field.faults.length > 0 || undefined,
  };
  return { field, aria };
}
