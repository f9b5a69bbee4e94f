/** The scoring page is reached through its task (`/tasks/:id`): it has no address of its own. */
export const routes: { path: string; element: React.ReactElement }[] = [];
