import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [
  { path: '/operations', element: createElement(lazy(() => import('./OperationsPage.tsx'))) },
];
