import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [
  { path: '/leaves', element: createElement(lazy(() => import('./LeavesPage.tsx'))) },
];
