/** Shortest password that the account service takes. */
export const MIN_PASSWORD = 10;
