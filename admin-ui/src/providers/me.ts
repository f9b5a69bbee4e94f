import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext } from 'react';
import type { Locale, Role } from '../../../contracts/vocabulary.ts';
import type { Action } from '../../../domain/permissions.ts';
import { api } from './request.ts';

type Named = { id: string; name: string };
export type MeGrant = {
  role: Role;
  body: { id: string; name: { zh: string; en: string } } | null;
  enterprise: Named | null;
};
/** The person who is signed in, what they are, and what they may ask for. */
export type Me = {
  user: { id: string; name: string; email: string; locale: Locale; twoFactorEnabled: boolean };
  grants: MeGrant[];
  allowed: string[];
  needsSecondFactor: boolean;
  /** Mail to this person comes back. */
  mailBounces: { since: string; diagnostic: string } | null;
};

export const ME_KEY = ['me'] as const;

/** Kept in this browser while somebody is signed in, so that public pages ask for a session only then. */
const HINT = 'tenfold-signed-in';

/** Remembers, or forgets, that somebody is signed in here. */
export function rememberSession(signedIn: boolean): void {
  if (signedIn) localStorage.setItem(HINT, '1');
  else localStorage.removeItem(HINT);
}

/** The session for public pages: not asked for where nobody has signed in. */
export const usePublicSession = () => useSession(localStorage.getItem(HINT) !== null);

/** The session, asked once and shared; `null` when nobody is signed in. */
export function useSession(enabled = true) {
  return useQuery<Me | null>({
    enabled,
    queryKey: ME_KEY,
    queryFn: ({ signal }) =>
      api.get<Me>('/me', undefined, { signal }).catch((problem: unknown) => {
        if ((problem as { status?: number }).status === 401) return null;
        throw problem;
      }),
    staleTime: 60_000,
  });
}

export const MeContext = createContext<Me | null>(null);

/** The person who is signed in; only below `/desk`, where the layout has made sure of it. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('useMe is for pages below /desk');
  return me;
}

/** Asks `/me` again, after a change of name, language, roles or second factor. */
export function useRefreshMe(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ME_KEY }), [client]);
}

/** `(action) => boolean`: the mirror of the server's permission table, good for hiding what would be refused. */
export function useAllowed(): (action: Action) => boolean {
  const { allowed } = useMe();
  return useCallback((action) => allowed.includes(action), [allowed]);
}

/** `(role) => boolean`. */
export function useHasRole(): (...roles: Role[]) => boolean {
  const { grants } = useMe();
  return useCallback((...roles) => grants.some(({ role }) => roles.includes(role)), [grants]);
}

/** Enterprises that the person acts for, with the roles held there. */
export function enterprisesOf(me: Me): { id: string; name: string; roles: Role[] }[] {
  const found = new Map<string, { id: string; name: string; roles: Role[] }>();
  for (const { role, enterprise } of me.grants) {
    if (enterprise === null) continue;
    const entry = found.get(enterprise.id) ?? { ...enterprise, roles: [] };
    entry.roles.push(role);
    found.set(enterprise.id, entry);
  }
  return [...found.values()];
}
