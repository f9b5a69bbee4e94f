/** Words of process diagrams. Free of zod. */
export const DIAGRAM_NODE_KINDS = ['start', 'desk', 'correction', 'work', 'objection', 'end'] as const;
export type DiagramNodeKind = (typeof DIAGRAM_NODE_KINDS)[number];

export const DIAGRAM_HOLDERS = [
  'applicant',
  'successor',
  'recommending',
  'cityOffice',
  'promotionGroup',
  'experts',
] as const;
export type DiagramHolder = (typeof DIAGRAM_HOLDERS)[number];

/** What following an edge means for the case. */
export const DIAGRAM_EFFECTS = [
  'pass',
  'correct',
  'refuse',
  'sendBack',
  'answer',
  'lapse',
  'object',
  'end',
  'leave', // taken back, or ended from outside, while somebody has it
] as const;
export type DiagramEffect = (typeof DIAGRAM_EFFECTS)[number];
