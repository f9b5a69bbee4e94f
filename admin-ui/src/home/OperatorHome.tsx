import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import type { z } from 'zod';
import type { MailPage, Outbox, Stuck } from '../../../contracts/operations.ts';
import { Reply } from '../layout/Reply.tsx';
import { api } from '../providers/http.ts';
import { HomeSection } from './HomeSection.tsx';
import { Tiles } from './Tiles.tsx';

/** Whether the system runs: what is stuck, what waits, which mails failed. */
export function OperatorHome() {
  const translate = useTranslate();
  const state = useQuery({
    queryKey: ['home', 'operations'],
    queryFn: async () => {
      const [stuck, outbox, mail] = await Promise.all([
        api.get<z.infer<typeof Stuck>>('/operations/stuck'),
        api.get<z.infer<typeof Outbox>>('/operations/outbox'),
        api.get<z.infer<typeof MailPage>>('/operations/mail', { perPage: 1 }),
      ]);
      return { stuck: stuck.items.length, waiting: outbox.waiting, lag: outbox.oldestSeconds, mail: mail.counts };
    },
    refetchInterval: 30_000,
  });
  return (
    <HomeSection title={translate('shell.menu.operations')}>
      <Reply query={state}>
        {({ stuck, waiting, lag, mail }) => (
          <Tiles
            label={translate('shell.menu.operations')}
            tiles={[
              {
                key: 'stuck',
                label: translate('operations.stuck.title'),
                value: stuck,
                to: '/desk/operations',
                attention: stuck > 0,
              },
              {
                key: 'waiting',
                label: translate('operations.outbox.waiting'),
                value: waiting,
                to: '/desk/operations',
                attention: lag > 60,
              },
              {
                key: 'failed',
                label: translate('operations.home.mailFailed'),
                value: mail.failed,
                to: '/desk/mail?status=failed',
                attention: mail.failed > 0,
              },
              {
                key: 'kept',
                label: translate('operations.home.mailKept'),
                value: mail.kept,
                to: '/desk/mail?status=kept',
              },
            ]}
          />
        )}
      </Reply>
    </HomeSection>
  );
}
