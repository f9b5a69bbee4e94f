import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [{ path: '/', element: createElement(lazy(() => import('./HomePage.tsx'))) }];
