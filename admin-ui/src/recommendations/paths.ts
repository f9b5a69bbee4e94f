/** Page of all recommending bodies of a round, or of one. */
export const recommendationPath = (roundId: string, bodyId?: string) =>
  `/desk/rounds/${roundId}/recommendations${bodyId === undefined ? '' : `/${encodeURIComponent(bodyId)}`}`;

/** Address of a summary as file. */
export const summaryFile = (roundId: string, bodyId: string, no: number, kind: 'pdf' | 'xlsx') =>
  `/api/v1/rounds/${roundId}/recommendations/${encodeURIComponent(bodyId)}/summaries/${no}/summary.${kind}`;
