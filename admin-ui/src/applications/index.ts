import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

const List = lazy(() => import('./ApplicationList.tsx'));
const Create = lazy(() => import('./CreateApplication.tsx'));
const Page = lazy(() => import('./ApplicationPage.tsx'));
const Receipt = lazy(() => import('./ReceiptPage.tsx'));

export const routes: DeskRoute[] = [
  { path: '/applications', element: createElement(List) },
  { path: '/applications/create', element: createElement(Create) },
  { path: '/applications/:id', element: createElement(Page) },
  { path: '/applications/:id/receipt', element: createElement(Receipt) },
];
