import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [
  { path: '/enterprise', element: createElement(lazy(() => import('./EnterprisePage.tsx'))) },
  { path: '/enterprise/register', element: createElement(lazy(() => import('./RegisterPage.tsx'))) },
  { path: '/team', element: createElement(lazy(() => import('./TeamPage.tsx'))) },
  { path: '/enterprises', element: createElement(lazy(() => import('./EnterpriseListPage.tsx'))) },
  { path: '/enterprises/:id', element: createElement(lazy(() => import('./EnterpriseReadPage.tsx'))) },
];
