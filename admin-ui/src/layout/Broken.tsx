import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useTranslate } from 'ra-core';
import { Component, type ReactNode } from 'react';

function Sorry({ again }: { again: () => void }) {
  const translate = useTranslate();
  return (
    <Alert
      severity="error"
      role="alert"
      sx={{ m: 2 }}
      action={
        <Button color="inherit" onClick={again}>
          {translate('shell.reload')}
        </Button>
      }
    >
      {translate('shell.broken')}
    </Alert>
  );
}

type State = { failed: boolean };

/** A page that broke, or whose files were replaced by a newer version, says so and offers to load again. */
export class Broken extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Sorry again={() => window.location.reload()} /> : this.props.children;
  }
}
