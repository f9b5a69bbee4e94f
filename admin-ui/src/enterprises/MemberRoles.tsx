import { useTranslate } from 'ra-core';
import { useState } from 'react';
import type { EnterpriseRole } from '../../../contracts/vocabulary.ts';
import { ConfirmDialog } from '../layout/ConfirmDialog.tsx';
import { RoleBoxes } from './RoleBoxes.tsx';

type Props = {
  member: { name: string; roles: EnterpriseRole[] };
  save: (roles: EnterpriseRole[]) => Promise<void>;
  onClose: () => void;
};

/** Changes what a member may do. */
export function MemberRoles({ member, save, onClose }: Props) {
  const translate = useTranslate();
  const [roles, setRoles] = useState(member.roles);
  return (
    <ConfirmDialog
      open
      title={translate('enterprise.team.changeTitle', { name: member.name })}
      confirm={translate('shell.save')}
      onClose={onClose}
      act={() => save(roles)}
    >
      <RoleBoxes roles={roles} onChange={setRoles} />
    </ConfirmDialog>
  );
}
