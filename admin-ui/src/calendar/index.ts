import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [
  { path: '/calendar', element: createElement(lazy(() => import('./CalendarPage.tsx'))) },
];
