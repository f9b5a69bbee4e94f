import { designChanges } from '../../../../domain/design-differences.ts';
import { ChangeTable } from '../ChangeTable.tsx';
import { useDesigning } from '../document.ts';

/** What the draft changes against what it started from. */
export default function ChangesTab() {
  const { base, content } = useDesigning();
  return <ChangeTable changes={designChanges(base, content)} />;
}
