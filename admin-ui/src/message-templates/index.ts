import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [
  { path: '/message-templates', element: createElement(lazy(() => import('./TemplateListPage.tsx'))) },
  { path: '/message-templates/:template', element: createElement(lazy(() => import('./TemplatePage.tsx'))) },
];
