import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

const ChangePage = lazy(() => import('./ChangePage.tsx'));
const FileChangePage = lazy(() => import('./FileChangePage.tsx'));

export const routes: DeskRoute[] = [
  { path: '/changes/:id', element: createElement(ChangePage) },
  { path: '/applications/:id/change', element: createElement(FileChangePage) },
];
