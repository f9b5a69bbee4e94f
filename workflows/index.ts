/** Workflows only: the worker bundles this file, and each export is a workflow type. Released names never change. */
export { applicationWorkflow } from './application.ts';
export { changeRequestWorkflow } from './change-request.ts';
export { digestWorkflow } from './digest.ts';
export { objectionWorkflow, reversalWorkflow } from './matter.ts';
export { messageWorkflow } from './message.ts';
export { selectionRoundWorkflow } from './round.ts';
