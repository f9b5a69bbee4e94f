import Keyboard from '@mui/icons-material/KeyboardOutlined';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useStore, useTranslate } from 'ra-core';
import { useEffect, useId, useRef, useState } from 'react';
import { Definition, DefinitionList } from '../layout/DefinitionList.tsx';

/** Where letters are typed, or where keys have a meaning of their own. */
const TYPING =
  'textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"], [role="menu"], [role="listbox"], input:not([type="radio"]):not([type="checkbox"])';

/** Single keys can be switched off (WCAG 2.1.4): speech input would otherwise trigger them. */
const useKeysOn = () => useStore('tasks.keys', true);

/** Runs `bindings[event.key]`, never while somebody types. Enter is left to links and buttons, arrows to what scrolls or chooses. */
export function useKeys(bindings: Record<string, () => void>): void {
  const [on] = useKeysOn();
  const latest = useRef(bindings);
  latest.current = bindings;
  useEffect(() => {
    if (!on) return;
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target?.closest(TYPING)) return;
      if (event.key === 'Enter' && target?.closest('a, button')) return;
      if (event.key.startsWith('Arrow') && target?.closest('input, [role="tab"], a, button')) return;
      const act = latest.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [on]);
}

/** Button and `?` for the list of keys, with the switch that turns them off. `names` are keys of `queue.key`. */
export function KeysHelp({ names }: { names: readonly string[] }) {
  const translate = useTranslate();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [on, setOn] = useKeysOn();
  useKeys({ '?': () => setOpen(true) });
  return (
    <>
      <Button
        size="small"
        startIcon={<Keyboard aria-hidden />}
        onClick={() => setOpen(true)}
        sx={{ display: { xs: 'none', md: 'inline-flex' } }}
      >
        {translate('queue.keys')}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} aria-labelledby={id}>
        <DialogTitle id={id}>{translate('queue.keys')}</DialogTitle>
        <DialogContent>
          <DefinitionList sx={{ mb: 1 }}>
            {names.map((name) => (
              <Definition key={name} term={<kbd>{translate(`queue.key.${name}.keys`)}</kbd>}>
                {translate(`queue.key.${name}.does`)}
              </Definition>
            ))}
          </DefinitionList>
          <FormControlLabel
            control={<Switch checked={on} onChange={(_event, checked) => setOn(checked)} />}
            label={translate('queue.keysOn')}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setOpen(false)} autoFocus>
            {translate('queue.close')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
