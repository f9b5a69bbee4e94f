/** Fields by their element ids, for pages that lead to one before its form is loaded. */

/** Element id of a field. */
const fieldId = (idPrefix: string, pointer: string) => `${idPrefix}${pointer}`;

/** Brings the field, or the nearest thing above it that is on the page, into view and focuses it. */
export function focusField(idPrefix: string, pointer: string): boolean {
  for (let here = pointer; ; here = here.slice(0, here.lastIndexOf('/'))) {
    const element = document.getElementById(fieldId(idPrefix, here));
    if (element) {
      element.scrollIntoView({ block: 'center' });
      element.focus({ preventScroll: true });
      return true;
    }
    if (here === '') return false;
  }
}
