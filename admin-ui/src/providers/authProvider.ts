import type { QueryClient } from '@tanstack/react-query';
import type { AuthProvider } from 'ra-core';
import { auth } from './auth.ts';
import { ME_KEY, type Me, rememberSession } from './me.ts';

/** Leaves the desk: the session is ended on the server and every page state is dropped. */
export async function signOut(): Promise<void> {
  await auth.signOut().catch(() => undefined);
  rememberSession(false);
  window.location.assign('/');
}

/** react-admin's view of the session. The layout guards the desk; a session that ends is renewed in a dialog, not here. */
export function authProviderOf(client: QueryClient): AuthProvider {
  return {
    login: () => Promise.resolve(),
    logout: async () => {
      await signOut();
      return false;
    },
    checkAuth: () => Promise.resolve(),
    checkError: () => Promise.resolve(),
    getPermissions: () => Promise.resolve(client.getQueryData<Me>(ME_KEY)?.allowed ?? []),
    getIdentity: () => {
      const me = client.getQueryData<Me>(ME_KEY);
      return Promise.resolve({ id: me?.user.id ?? '', fullName: me?.user.name });
    },
  };
}
