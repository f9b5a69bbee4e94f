import { sleep } from '@temporalio/workflow';

/** Waits so many days, then says so: proves that the test server skips time. */
export async function patientWorkflow(days: number): Promise<string> {
  await sleep(`${days} days`);
  return `waited ${days} days`;
}
