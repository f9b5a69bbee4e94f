import { draftRoutes } from './drafts.ts';
import { jointRoutes } from './joint.ts';
import { mailInvitationRoutes } from './mail-invitations.ts';
import { officialRoutes } from './official.ts';
import { submissionRoutes } from './submissions.ts';
import type { Route } from '../route.ts';

export const applicationRoutes: Route[] = [
  ...draftRoutes,
  ...jointRoutes,
  ...mailInvitationRoutes,
  ...submissionRoutes,
  ...officialRoutes,
];
