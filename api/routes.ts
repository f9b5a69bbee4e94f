/** Every route of the API. A route that is not listed here does not exist. */
import { applicationRoutes } from './applications/routes.ts';
import { attachmentRoutes } from './attachments/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { bulkDecisionRoutes } from './bulk-decisions/routes.ts';
import type { Route } from './route.ts';
import { calendarRoutes } from './calendar/routes.ts';
import { changeRoutes } from './changes/routes.ts';
import { creditRoutes } from './credit/routes.ts';
import { diagramRoutes } from './diagrams/routes.ts';
import { documentRoutes } from './documents/routes.ts';
import { enterpriseRoutes } from './enterprises/routes.ts';
import { invariantRoutes } from './invariants/routes.ts';
import { inboxRoutes } from './me/inbox.ts';
import { messageTemplateRoutes } from './message-templates/routes.ts';
import { leaveRoutes } from './leaves/routes.ts';
import { meRoutes } from './me/routes.ts';
import { viewRoutes } from './me/views.ts';
import { operationsRoutes } from './operations/routes.ts';
import { programmeRoutes } from './programmes/routes.ts';
import { objectionRoutes } from './objections/routes.ts';
import { publicRoutes } from './public/routes.ts';
import { recommendationRoutes } from './recommendations/routes.ts';
import { reversalRoutes } from './reversals/routes.ts';
import { roundRoutes } from './rounds/routes.ts';
import { taskRoutes } from './tasks/routes.ts';
import { userRoutes } from './users/routes.ts';

export const routes: readonly Route[] = [
  ...applicationRoutes,
  ...changeRoutes,
  ...taskRoutes,
  ...bulkDecisionRoutes,
  ...roundRoutes,
  ...programmeRoutes,
  ...recommendationRoutes,
  ...objectionRoutes,
  ...reversalRoutes,
  ...attachmentRoutes,
  ...documentRoutes,
  ...diagramRoutes,
  ...publicRoutes,
  ...auditRoutes,
  ...operationsRoutes,
  ...invariantRoutes,
  ...messageTemplateRoutes,
  ...meRoutes,
  ...viewRoutes,
  ...inboxRoutes,
  ...enterpriseRoutes,
  ...userRoutes,
  ...calendarRoutes,
  ...creditRoutes,
  ...leaveRoutes,
];
