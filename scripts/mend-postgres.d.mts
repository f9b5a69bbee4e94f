export const MENDED: string;
export function mendPostgres(root: string): void;
