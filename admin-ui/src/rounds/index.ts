import { createElement, lazy } from 'react';

const RoundListPage = lazy(() => import('./RoundListPage.tsx'));
const RoundCreatePage = lazy(() => import('./RoundCreatePage.tsx'));
const RoundPage = lazy(() => import('./RoundPage.tsx'));
const RankingPage = lazy(() => import('./RankingPage.tsx'));

/** Rounds of the office, below `/desk`. */
export const routes = [
  { path: '/rounds', element: createElement(RoundListPage) },
  { path: '/rounds/create', element: createElement(RoundCreatePage) },
  { path: '/rounds/:id', element: createElement(RoundPage) },
  { path: '/rounds/:id/ranking', element: createElement(RankingPage) },
];
