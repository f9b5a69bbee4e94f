import { createElement, lazy } from 'react';
import type { DeskRoute } from '../layout/routes.ts';

/** Pages for everybody; paths from the root. */
export const routes: DeskRoute[] = [
  { path: '/', element: createElement(lazy(() => import('./CallsPage.tsx'))) },
  { path: '/calls/:id', element: createElement(lazy(() => import('./CallPage.tsx'))) },
  { path: '/guide', element: createElement(lazy(() => import('./GuidePage.tsx'))) },
  { path: '/notices', element: createElement(lazy(() => import('./NoticesPage.tsx'))) },
  { path: '/notices/:id', element: createElement(lazy(() => import('./NoticePage.tsx'))) },
  { path: '/results', element: createElement(lazy(() => import('./ResultsPage.tsx'))) },
  { path: '/results/:roundId', element: createElement(lazy(() => import('./ResultPage.tsx'))) },
  { path: '/receipts', element: createElement(lazy(() => import('./ReceiptPage.tsx'))) },
  { path: '/receipts/:no', element: createElement(lazy(() => import('./ReceiptPage.tsx'))) },
  { path: '/certificates', element: createElement(lazy(() => import('./CertificatePage.tsx'))) },
  { path: '/certificates/:no', element: createElement(lazy(() => import('./CertificatePage.tsx'))) },
];
