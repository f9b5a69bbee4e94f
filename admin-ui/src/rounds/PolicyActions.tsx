import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Link as RouterLink, useNavigate } from 'react-router';
import { ProblemAlert } from '../layout/Page.tsx';
import { useAct } from '../layout/useAct.ts';
import { api } from '../providers/http.ts';
import { useAllowed } from '../providers/me.ts';
import type { RoundView } from './contract.ts';

/** The policy of a draft round is edited; that of an opened one is frozen. Either can be compared with its programme's. */
export function PolicyActions({ round }: { round: RoundView }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const allowed = useAllowed();
  const { busy, problem, run } = useAct();
  const edit = () =>
    run(async () => {
      const { id } = await api.send<{ id: string }>('POST', '/designs', { roundId: round.id });
      void navigate(`/desk/designs/${id}`);
    });
  return (
    <>
      {round.status === 'draft' ? null : (
        <Typography variant="body2" color="text.secondary">
          {translate('design.frozen')}
        </Typography>
      )}
      {allowed('programme.read') ? (
        <Button
          component={RouterLink}
          to={`/desk/programmes/${round.programmeKey}/compare?from=${round.programmeVersion}&round=${round.id}`}
        >
          {translate('design.compareRound', { version: round.programmeVersion })}
        </Button>
      ) : null}
      {round.status === 'draft' && allowed('programme.design') ? (
        <Button variant={round.designId ? 'contained' : 'outlined'} onClick={edit} disabled={busy}>
          {translate(round.designId ? 'design.goOn' : 'design.editPolicy')}
        </Button>
      ) : null}
      <ProblemAlert problem={problem} />
    </>
  );
}
