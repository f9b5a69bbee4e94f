export function runCommand(
  command: string,
  args: string[],
  options?: { cwd?: string; env?: NodeJS.ProcessEnv },
): Promise<string>;
export function findProgram(name: string): Promise<string | undefined>;
