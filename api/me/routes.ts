import { Me, UpdateMe } from '../../contracts/accounts.ts';
import { MessagePreferences } from '../../contracts/message-preferences.ts';
import { BounceCleared } from '../../contracts/operations.ts';
import { bounceOf, clearBounce } from '../../db/bounces.ts';
import type { Tx } from '../../db/client.ts';
import { countUnread, namedGrants, updatePerson } from '../../db/inbox.ts';
import { preferencesOf, setPreferences } from '../../db/message-preferences.ts';
import type { Actor } from '../../domain/permissions.ts';
import { command, query, type Route, signedIn } from '../route.ts';
import { allowedActions, needsSecondFactor } from './allowed.ts';

const tag = 'me';

async function meOf(tx: Tx, actor: Actor): Promise<Me> {
  const [grants, unreadMessages, mailBounces] = await Promise.all([
    namedGrants(tx, actor.userId),
    countUnread(tx, actor.userId),
    bounceOf(tx, actor.email),
  ]);
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
    mailBounces,
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
  query({
    id: 'me.messagePreferences',
    method: 'get',
    path: '/me/message-preferences',
    tag,
    summary: 'How I want mail',
    permission: 'me.read',
    reply: MessagePreferences,
    run: ({ tx, actor }) => preferencesOf(tx, signedIn(actor).userId),
  }),
  command({
    id: 'me.setMessagePreferences',
    method: 'put',
    path: '/me/message-preferences',
    tag,
    summary: 'Choose how I want mail: at once, as a daily digest, or none of what may be muted',
    permission: 'me.update',
    body: MessagePreferences,
    reply: MessagePreferences,
    run: async ({ tx, actor, body }) => {
      const { userId } = signedIn(actor);
      await setPreferences(tx, userId, body);
      return preferencesOf(tx, userId);
    },
  }),
  command({
    id: 'me.confirmAddress',
    method: 'post',
    path: '/me/address-confirmation',
    tag,
    summary: 'My address works again: send what was held',
    permission: 'me.update',
    reply: BounceCleared,
    run: async ({ tx, actor }) => {
      const { userId, email } = signedIn(actor);
      return { released: (await clearBounce(tx, email, userId)) ?? 0 };
    },
  }),
];
