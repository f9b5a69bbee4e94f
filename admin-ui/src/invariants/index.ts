import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [
  { path: '/invariants', element: createElement(lazy(() => import('./InvariantsPage.tsx'))) },
];
