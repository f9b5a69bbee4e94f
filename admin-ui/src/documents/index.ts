import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [
  { path: '/certificates', element: createElement(lazy(() => import('./CertificateRegister.tsx'))) },
];
