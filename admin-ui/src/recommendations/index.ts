import { createElement, lazy } from 'react';

const BodiesPage = lazy(() => import('./BodiesPage.tsx'));
const RecommendationPage = lazy(() => import('./RecommendationPage.tsx'));

/** Recommendations of a round, below `/desk`. */
export const routes = [
  { path: '/rounds/:id/recommendations', element: createElement(BodiesPage) },
  { path: '/rounds/:id/recommendations/:bodyId', element: createElement(RecommendationPage) },
];
