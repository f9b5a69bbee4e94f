import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

const InvitationPage = lazy(() => import('./InvitationPage.tsx'));

export const routes: DeskRoute[] = [{ path: '/invitation', element: createElement(InvitationPage) }];
