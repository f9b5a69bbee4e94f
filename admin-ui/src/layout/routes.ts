import type { ReactNode } from 'react';

/** A page of the desk; `path` is below `/desk`, e.g. `/tasks/:id`. */
export type DeskRoute = { path: string; element: ReactNode };
