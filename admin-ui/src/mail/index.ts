import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [{ path: '/mail', element: createElement(lazy(() => import('./MailPage.tsx'))) }];
