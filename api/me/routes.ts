import { Me, UpdateMe } from '../../contracts/accounts.ts';
import type { Tx } from '../../db/client.ts';
import { countUnread, namedGrants, updatePerson } from '../../db/inbox.ts';
import type { Actor } from '../../domain/permissions.ts';
import { command, query, type Route, signedIn } from '../route.ts';
import { allowedActions, needsSecondFactor } from './allowed.ts';

const tag = 'me';

async function meOf(tx: Tx, actor: Actor): Promise<Me> {
  const [grants, unreadMessages] = await Promise.all([namedGrants(tx, actor.userId), countUnread(tx, actor.userId)]);
  return {
    user: {
      id: actor.userId,
      name: actor.name,
      email: actor.email,
      locale: actor.locale,
      twoFactorEnabled: actor.twoFactor,
    },
    grants,
    allowed: allowedActions(actor),
    needsSecondFactor: needsSecondFactor(actor),
    unreadMessages,
  };
}

export const meRoutes: readonly Route[] = [
  query({
    id: 'me.read',
    method: 'get',
    path: '/me',
    tag,
    summary: 'Who I am and what I may do',
    permission: 'me.read',
    reply: Me,
    run: ({ tx, actor }) => meOf(tx, signedIn(actor)),
  }),
  command({
    id: 'me.update',
    method: 'patch',
    path: '/me',
    tag,
    summary: 'Change my name or language',
    permission: 'me.update',
    body: UpdateMe,
    reply: Me,
    run: async ({ tx, actor, body }) => {
      const me = signedIn(actor);
      await updatePerson(tx, me.userId, body);
      return meOf(tx, { ...me, name: body.name ?? me.name, locale: body.locale ?? me.locale });
    },
  }),
];
