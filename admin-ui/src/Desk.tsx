import { CoreAdminContext, useI18nProvider } from 'ra-core';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { deskRoutes as account } from './account/index.ts';
import { routes as applications } from './applications/index.ts';
import { routes as audit } from './audit/index.ts';
import { routes as calendar } from './calendar/index.ts';
import { routes as changes } from './changes/index.ts';
import { routes as consortium } from './consortium/index.ts';
import { routes as credit } from './credit/index.ts';
import { routes as documents } from './documents/index.ts';
import { routes as enterprises } from './enterprises/index.ts';
import { routes as home } from './home/index.ts';
import { routes as inbox } from './inbox/index.ts';
import { Broken } from './layout/Broken.tsx';
import { DeskLayout } from './layout/DeskLayout.tsx';
import NotFound from './layout/NotFound.tsx';
import { Busy, ProblemAlert } from './layout/Page.tsx';
import type { DeskRoute } from './layout/routes.ts';
import { routes as invariants } from './invariants/index.ts';
import { routes as leaves } from './leaves/index.ts';
import { routes as mail } from './mail/index.ts';
import { routes as messageTemplates } from './message-templates/index.ts';
import { routes as objections } from './objections/index.ts';
import { routes as operations } from './operations/index.ts';
import { authProviderOf } from './providers/authProvider.ts';
import { queryClient, store } from './providers/client.ts';
import { dataProvider } from './providers/dataProvider.ts';
import { MeContext, rememberSession, useSession } from './providers/me.ts';
import { routes as recommendations } from './recommendations/index.ts';
import { routes as programmes } from './programmes/index.ts';
import { routes as rounds } from './rounds/index.ts';
import { routes as scoring } from './scoring/index.ts';
import { routes as tasks } from './tasks/index.ts';
import { routes as users } from './users/index.ts';

/** Listens from the first page on, beside it: it is not what people wait for. */
const SignInAgain = lazy(() => import('./account/SignInAgain.tsx'));

const routes: DeskRoute[] = [
  ...home,
  ...applications,
  ...consortium,
  ...changes,
  ...tasks,
  ...scoring,
  ...rounds,
  ...objections,
  ...recommendations,
  ...programmes,
  ...enterprises,
  ...credit,
  ...documents,
  ...leaves,
  ...inbox,
  ...account,
  ...users,
  ...calendar,
  ...mail,
  ...messageTemplates,
  ...operations,
  ...invariants,
  ...audit,
];

/** Everything behind the sign-in: one session, one layout, the pages of each role. */
export default function Desk() {
  const session = useSession();
  const location = useLocation();
  const i18nProvider = useI18nProvider();
  const authProvider = useMemo(() => authProviderOf(queryClient), []);
  const signedIn = session.data === undefined ? undefined : session.data !== null;
  useEffect(() => {
    if (signedIn !== undefined) rememberSession(signedIn);
  }, [signedIn]);
  if (session.isPending) return <Busy />;
  if (session.data === undefined) return <ProblemAlert problem={session.error} />;
  if (session.data === null) {
    const next = encodeURIComponent(`${location.pathname}${location.search}`);
    return <Navigate to={`/sign-in?next=${next}`} replace />;
  }
  return (
    <MeContext.Provider value={session.data}>
      <CoreAdminContext
        authProvider={authProvider}
        basename="/desk"
        dataProvider={dataProvider}
        i18nProvider={i18nProvider}
        queryClient={queryClient}
        store={store}
      >
        <Suspense fallback={null}>
          <SignInAgain />
        </Suspense>
        <DeskLayout>
          <Broken key={location.pathname}>
            <Suspense fallback={<Busy />}>
              <Routes>
                {routes.map(({ path, element }) => (
                  <Route key={path} path={path.replace(/^\//, '')} element={element} />
                ))}
                <Route path="*" element={<NotFound />} />
              </Routes>
            </Suspense>
          </Broken>
        </DeskLayout>
      </CoreAdminContext>
    </MeContext.Provider>
  );
}
