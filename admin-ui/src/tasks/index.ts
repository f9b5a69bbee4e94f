import { createElement, lazy } from 'react';

const QueuePage = lazy(() => import('./QueuePage.tsx'));
const SupervisionPage = lazy(() => import('./SupervisionPage.tsx'));
const TaskPage = lazy(() => import('./TaskPage.tsx'));

/** Work queue and the page of one task, below `/desk`. */
export const routes = [
  { path: '/tasks', element: createElement(QueuePage) },
  { path: '/supervision', element: createElement(SupervisionPage) },
  { path: '/tasks/:id', element: createElement(TaskPage) },
];
