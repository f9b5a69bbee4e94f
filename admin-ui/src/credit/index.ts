import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [
  { path: '/credit-records', element: createElement(lazy(() => import('./CreditPage.tsx'))) },
];
