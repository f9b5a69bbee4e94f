/** The only outcome of a score task. */
export const SCORED = [{ key: 'scored', effect: 'pass', needsReason: false }];
