/** Amounts are kept in whole fen and typed in 万元; what was typed is shown again in yuan, so that a slip of the comma shows. */
import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import InputAdornment from '@mui/material/InputAdornment';
import OutlinedInput, { type OutlinedInputProps } from '@mui/material/OutlinedInput';
import { useTranslate } from 'ra-core';
import { useEffect, useState } from 'react';
import { fenToWanText, fenToYuanText, wanTextToFen } from '../../../domain/money.ts';

type Props = {
  id: string;
  valueFen: number | null;
  onChange: (fen: number | null) => void;
  /** Something stands in the field that is no amount. */
  onUnreadable: (unreadable: boolean) => void;
  onBlur: () => void;
  locked: boolean;
  invalid: boolean;
  inputProps: OutlinedInputProps['inputProps'];
};

const shown = (fen: number | null) => (fen !== null && Number.isSafeInteger(fen) ? fenToWanText(fen) : '');

export function MoneyInput({ id, valueFen, onChange, onUnreadable, onBlur, locked, invalid, inputProps }: Props) {
  const translate = useTranslate();
  const [text, setText] = useState(shown(valueFen));
  useEffect(() => {
    setText((typed) => (valueFen !== null && wanTextToFen(typed) !== valueFen ? shown(valueFen) : typed));
  }, [valueFen]);
  const change = (typed: string) => {
    setText(typed);
    const fen = typed.trim() === '' ? null : wanTextToFen(typed);
    onUnreadable(typed.trim() !== '' && fen === null);
    onChange(fen);
  };
  const describedBy = [inputProps?.['aria-describedby'], `${id}__yuan`].filter(Boolean).join(' ');
  return (
    <Box>
      <OutlinedInput
        id={id}
        name={id}
        size="small"
        fullWidth
        value={text}
        readOnly={locked}
        sx={locked ? { bgcolor: 'action.disabledBackground' } : undefined}
        error={invalid}
        onChange={({ target }) => change(target.value)}
        onBlur={onBlur}
        endAdornment={<InputAdornment position="end">{translate('application.form.wan')}</InputAdornment>}
        inputProps={{ ...inputProps, 'aria-describedby': describedBy, inputMode: 'decimal' }}
      />
      <FormHelperText id={`${id}__yuan`} sx={{ mx: 0 }}>
        {valueFen !== null && Number.isSafeInteger(valueFen)
          ? translate('application.form.inYuan', { amount: fenToYuanText(valueFen) })
          : translate('application.form.wanHint')}
      </FormHelperText>
    </Box>
  );
}
