import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [
  { path: '/users', element: createElement(lazy(() => import('./UserListPage.tsx'))) },
  { path: '/users/create', element: createElement(lazy(() => import('./UserCreatePage.tsx'))) },
  { path: '/users/:id', element: createElement(lazy(() => import('./UserPage.tsx'))) },
];
