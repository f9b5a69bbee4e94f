import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { DesignView } from '../../../contracts/designs.ts';
import { ConfirmAct } from '../rounds/ConfirmAct.tsx';

type Verb = 'propose' | 'return' | 'publish' | 'discard';
const PATHS: Record<Verb, string> = {
  propose: 'proposal',
  return: 'return',
  publish: 'publication',
  discard: 'discarding',
};

type Props = {
  view: DesignView;
  /** Faults and nothing changed keep a draft from being proposed. */
  ready: boolean;
  act: (verb: string, body: object) => Promise<unknown>;
  onDone: (verb: Verb) => void;
};

/** What may be done with a draft now: each says what will happen, and asks for the words it needs. */
export function DesignActs({ view, ready, act, onDone }: Props) {
  const translate = useTranslate();
  const [asking, setAsking] = useState<Verb | null>(null);
  const [words, setWords] = useState('');
  const ofRound = view.round !== null;
  const needsWords = asking === 'propose' || asking === 'return';
  const ask = (verb: Verb) => {
    setWords(verb === 'propose' ? (view.note ?? '') : '');
    setAsking(verb);
  };
  const send = async (verb: Verb) => {
    const body =
      verb === 'propose'
        ? { note: words.trim(), supersedes: view.newestVersion }
        : verb === 'return'
          ? { reason: words.trim() }
          : {};
    await act(PATHS[verb], body);
    onDone(verb);
  };
  const key = (verb: Verb) => (ofRound && verb === 'publish' ? 'takeOver' : verb);
  const verbs = (['discard', 'return', 'propose', 'publish'] as const).filter((verb) => view.allowed.includes(verb));
  return (
    <>
      {verbs.map((verb) => (
        <Button
          key={verb}
          variant={verb === 'propose' || verb === 'publish' ? 'contained' : 'outlined'}
          color={verb === 'discard' ? 'error' : 'primary'}
          disabled={(verb === 'propose' || (ofRound && verb === 'publish')) && !ready}
          onClick={() => ask(verb)}
        >
          {translate(`design.act.${key(verb)}`)}
        </Button>
      ))}
      {asking ? (
        <ConfirmAct
          title={translate(`design.act.${key(asking)}`)}
          confirm={translate(`design.act.${key(asking)}`)}
          danger={asking === 'discard'}
          disabled={needsWords && words.trim() === ''}
          act={() => send(asking)}
          onClose={() => setAsking(null)}
        >
          <Typography sx={{ mb: 1 }}>{translate(`design.actText.${key(asking)}`)}</Typography>
          {asking === 'propose' && view.newestVersion !== view.baseVersion ? (
            <Alert severity="warning" sx={{ mb: 1 }}>
              {translate('design.otherVersion', { base: view.baseVersion, newest: view.newestVersion })}{' '}
              <Link
                component={RouterLink}
                to={`/desk/programmes/${view.programmeKey}/compare?from=${view.baseVersion}&to=${view.newestVersion}`}
              >
                {translate('design.compare')}
              </Link>
            </Alert>
          ) : null}
          {needsWords ? (
            <TextField
              label={translate(asking === 'propose' ? 'design.note' : 'design.reason')}
              value={words}
              onChange={({ target }) => setWords(target.value)}
              helperText={translate(asking === 'propose' ? 'design.noteHelp' : 'design.reasonHelp')}
              multiline
              minRows={2}
              required
              slotProps={{ htmlInput: { maxLength: 500 } }}
            />
          ) : null}
        </ConfirmAct>
      ) : null}
    </>
  );
}
