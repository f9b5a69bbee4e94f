import { QueryClient } from '@tanstack/react-query';
import { localStorageStore } from 'ra-core';
import { ApiProblem } from './request.ts';

/** Replies are shared by all pages. A refusal is final; silence and a server in trouble are asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (count, problem) =>
        count < 2 && problem instanceof ApiProblem && (problem.status === 0 || problem.status >= 500),
    },
    mutations: { retry: false },
  },
});

/** Language, columns and the like, kept in this browser. */
export const store = localStorageStore('1', 'tenfold');
