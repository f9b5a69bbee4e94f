import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { ActDialog } from './dialogs.tsx';

export type InvitationAnswer = 'confirmed' | 'declined';
type AnswerDialogProps = {
  answer: InvitationAnswer;
  lead: string;
  party: string;
  busy: boolean;
  problem: unknown;
  onClose: () => void;
  /** True closes the dialog. */
  onConfirm: () => Promise<boolean>;
};

/** What follows from the answer to an invitation, before it counts. */
export function AnswerDialog({ answer, lead, party, busy, problem, onClose, onConfirm }: AnswerDialogProps) {
  const translate = useTranslate();
  return (
    <ActDialog
      title={translate(`application.invitation.${answer}Title`)}
      confirm={translate(`application.invitation.${answer === 'confirmed' ? 'confirm' : 'decline'}`)}
      danger={answer === 'declined'}
      busy={busy}
      problem={problem}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      <Typography>{translate(`application.invitation.${answer}Sure`, { lead, party })}</Typography>
    </ActDialog>
  );
}
