import type { DeskRoute } from '../layout/routes.ts';

export const routes: DeskRoute[] = [];
