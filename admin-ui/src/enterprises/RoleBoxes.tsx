import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormLabel from '@mui/material/FormLabel';
import { useTranslate } from 'ra-core';
import { ENTERPRISE_ROLES, type EnterpriseRole } from '../../../contracts/vocabulary.ts';
import { useWord } from '../i18n/words.ts';

type Props = { roles: EnterpriseRole[]; onChange: (roles: EnterpriseRole[]) => void };

/** Owner, editor, signer: what each may do is said beside it. */
export function RoleBoxes({ roles, onChange }: Props) {
  const translate = useTranslate();
  const word = useWord();
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend">{translate('vocabulary.field.roles')}</FormLabel>
      <FormGroup>
        {ENTERPRISE_ROLES.map((role) => (
          <FormControlLabel
            key={role}
            control={
              <Checkbox
                checked={roles.includes(role)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...roles, role] : roles.filter((other) => other !== role))
                }
              />
            }
            label={`${word('role', role)}: ${translate(`enterprise.team.may.${role}`)}`}
          />
        ))}
      </FormGroup>
    </FormControl>
  );
}
