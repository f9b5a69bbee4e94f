import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [
  { path: '/audit', element: createElement(lazy(() => import('./ChainListPage.tsx'))) },
  { path: '/audit/:caseId', element: createElement(lazy(() => import('./ChainPage.tsx'))) },
];
