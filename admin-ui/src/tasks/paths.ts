/** Path of a task's page. */
export const taskPath = (id: string) => `/desk/tasks/${id}`;
