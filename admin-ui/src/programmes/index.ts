import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

/** Programmes of the office with their versions, and the designer of the next ones. */
export const routes: DeskRoute[] = [
  { path: '/programmes', element: createElement(lazy(() => import('./ProgrammeListPage.tsx'))) },
  { path: '/programmes/:key', element: createElement(lazy(() => import('./ProgrammePage.tsx'))) },
  { path: '/programmes/:key/compare', element: createElement(lazy(() => import('./ComparePage.tsx'))) },
  { path: '/programmes/:key/versions/:version', element: createElement(lazy(() => import('./VersionPage.tsx'))) },
  { path: '/designs/:id', element: createElement(lazy(() => import('../designer/DesignPage.tsx'))) },
];
