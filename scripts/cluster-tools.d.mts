export const TEMPORAL_VERSION: string;
export function ensureClusterTools(): Promise<void>;
