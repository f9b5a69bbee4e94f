import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Block } from '../layout/Block.tsx';
import { partId, usePart } from './document.ts';

type Props = {
  pointer: string;
  title: string;
  /** What holds while the part is absent. */
  help: string;
  blank: () => Record<string, unknown>;
  children: ReactNode;
};

/** A part of the policy that may be absent; taken in and out by one box. */
export function OptionalBlock({ pointer, title, help, blank, children }: Props) {
  const { value, set, locked } = usePart<Record<string, unknown>>(pointer);
  return (
    <Block title={title}>
      <FormControlLabel
        disabled={locked}
        label={title}
        control={
          <Checkbox
            size="small"
            checked={value !== undefined}
            onChange={(_event, on) => set(on ? blank() : undefined)}
            slotProps={{ input: { id: partId(pointer), 'aria-describedby': `${partId(pointer)}__help` } }}
          />
        }
      />
      <Typography id={`${partId(pointer)}__help`} color="text.secondary" sx={{ mb: 1 }}>
        {help}
      </Typography>
      {value === undefined ? null : children}
    </Block>
  );
}
