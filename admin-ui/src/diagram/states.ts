import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import DoDisturbOnOutlinedIcon from '@mui/icons-material/DoDisturbOnOutlined';
import FlagIcon from '@mui/icons-material/Flag';
import RadioButtonCheckedIcon from '@mui/icons-material/RadioButtonChecked';
import RadioButtonUncheckedIcon from '@mui/icons-material/RadioButtonUnchecked';
import RemoveCircleOutlineIcon from '@mui/icons-material/RemoveCircleOutline';
import type { DiagramView } from '../../../contracts/diagrams.ts';

type State = NonNullable<DiagramView['nodes'][number]['position']>['state'];

/** How each state looks: an icon and words, colour comes on top. */
export const STATES: Record<State, { Icon: typeof FlagIcon; color: string; border: string; background: string }> = {
  done: { Icon: CheckCircleIcon, color: 'success.main', border: '2px solid', background: '#eef6f0' },
  current: { Icon: RadioButtonCheckedIcon, color: 'primary.main', border: '3px solid', background: '#e8eef6' },
  ahead: { Icon: RadioButtonUncheckedIcon, color: 'text.secondary', border: '1px solid', background: '#ffffff' },
  possible: { Icon: RadioButtonUncheckedIcon, color: 'text.secondary', border: '1px dashed', background: '#ffffff' },
  stopped: { Icon: DoDisturbOnOutlinedIcon, color: 'error.main', border: '2px solid', background: '#fbeeed' },
  skipped: { Icon: RemoveCircleOutlineIcon, color: 'text.secondary', border: '1px dotted', background: '#f5f6f8' },
  reached: { Icon: FlagIcon, color: 'primary.main', border: '3px solid', background: '#e8eef6' },
};

/** Five shades of a load; the figures stand beside it. Dark text is readable on all of them. */
const HEAT = ['#ffffff', '#fff6e8', '#ffeccf', '#ffe0b3', '#ffd396'] as const;

/** Shade for so many cases of at most `most`. */
export function heatOf(cases: number, most: number): string {
  if (cases === 0 || most === 0) return HEAT[0];
  return HEAT[Math.min(4, Math.ceil((cases / most) * 4))] as string;
}
