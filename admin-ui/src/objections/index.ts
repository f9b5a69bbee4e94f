import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

/** Objections to public notices, below `/desk`. */
export const routes: DeskRoute[] = [
  { path: '/objections', element: createElement(lazy(() => import('./ObjectionListPage.tsx'))) },
  { path: '/objections/create', element: createElement(lazy(() => import('./FileObjectionPage.tsx'))) },
  { path: '/objections/:id', element: createElement(lazy(() => import('./ObjectionPage.tsx'))) },
];
