import CancelOutlined from '@mui/icons-material/CancelOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import EditOutlined from '@mui/icons-material/EditOutlined';
import ErrorOutline from '@mui/icons-material/ErrorOutline';
import HourglassEmpty from '@mui/icons-material/HourglassEmpty';
import RemoveCircleOutline from '@mui/icons-material/RemoveCircleOutline';
import Chip from '@mui/material/Chip';
import { useWord } from '../i18n/words.ts';

export type StatusKind =
  | 'noticeItem'
  | 'objection'
  | 'reversal'
  | 'check'
  | 'application'
  | 'round'
  | 'task'
  | 'party'
  | 'mail'
  | 'verdict'
  | 'design'
  | 'change'
  | 'creditKind'
  | 'creditState'
  | 'leave';
type Tone = 'done' | 'waiting' | 'work' | 'attention' | 'over' | 'bad';

const TONES: Record<string, Tone> = {
  draft: 'work',
  editing: 'work',
  discarded: 'over',
  signing: 'work',
  circulating: 'waiting',
  correcting: 'attention',
  qualified: 'waiting',
  underReview: 'waiting',
  ranked: 'waiting',
  noticed: 'waiting',
  awarded: 'done',
  renounced: 'over',
  paused: 'attention',
  ready: 'work',
  amended: 'over',
  struck: 'bad',
  passedOver: 'over',
  upheld: 'done',
  partlyUpheld: 'done',
  rejected: 'over',
  notAccepted: 'over',
  proposed: 'attention',
  approved: 'done',
  notSelected: 'over',
  refused: 'bad',
  deemedWithdrawn: 'over',
  withdrawn: 'over',
  overtaken: 'over',
  expired: 'over',
  open: 'work',
  closed: 'waiting',
  panel: 'work',
  scoring: 'waiting',
  deliberation: 'waiting',
  notice: 'waiting',
  publication: 'work',
  published: 'done',
  cancelled: 'over',
  done: 'done',
  lapsed: 'over',
  invited: 'waiting',
  confirmed: 'done',
  declined: 'bad',
  removed: 'over',
  confirming: 'waiting',
  deciding: 'waiting',
  pending: 'waiting',
  sent: 'done',
  kept: 'done',
  failed: 'bad',
  held: 'attention',
  bounced: 'bad',
  muted: 'over',
  pass: 'done',
  fail: 'bad',
  missing: 'attention',
  error: 'bad',
  attention: 'attention',
  blocked: 'bad',
  trustworthy: 'done',
  untrustworthy: 'bad',
  current: 'work',
  past: 'over',
  valid: 'done',
  upcoming: 'waiting',
  revoked: 'over',
};

const LOOK = {
  done: { color: 'success', Icon: CheckCircleOutlined },
  waiting: { color: 'info', Icon: HourglassEmpty },
  work: { color: 'primary', Icon: EditOutlined },
  attention: { color: 'warning', Icon: ErrorOutline },
  over: { color: 'default', Icon: RemoveCircleOutline },
  bad: { color: 'error', Icon: CancelOutlined },
} as const;

/** A status in words with an icon; its colour only repeats what they say. `kind` names the vocabulary. */
export function StatusChip({ status, kind }: { status: string; kind: StatusKind }) {
  const word = useWord();
  const { color, Icon } = LOOK[TONES[status] ?? 'waiting'];
  return (
    <Chip
      size="small"
      variant="outlined"
      color={color}
      icon={<Icon aria-hidden />}
      label={word(`${kind}Status`, status)}
      sx={{ bgcolor: 'background.paper' }}
    />
  );
}
