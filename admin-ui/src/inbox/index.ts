import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [{ path: '/inbox', element: createElement(lazy(() => import('./InboxPage.tsx'))) }];
