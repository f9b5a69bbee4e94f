import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

/** Pages without a session. */
export const routes: DeskRoute[] = [
  { path: '/sign-in', element: createElement(lazy(() => import('./SignInPage.tsx'))) },
  { path: '/sign-up', element: createElement(lazy(() => import('./SignUpPage.tsx'))) },
  { path: '/verify-email', element: createElement(lazy(() => import('./VerifyEmailPage.tsx'))) },
  { path: '/forgot-password', element: createElement(lazy(() => import('./ForgotPasswordPage.tsx'))) },
  { path: '/reset-password', element: createElement(lazy(() => import('./ResetPasswordPage.tsx'))) },
];

/** Pages of the desk. */
export const deskRoutes: DeskRoute[] = [
  { path: '/account', element: createElement(lazy(() => import('./AccountPage.tsx'))) },
];
