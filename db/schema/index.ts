export * from './accounts.ts';
export * from './applications.ts';
export * from './cases.ts';
export * from './credit.ts';
export * from './documents.ts';
export * from './messages.ts';
export * from './programmes.ts';
export * from './rounds.ts';
