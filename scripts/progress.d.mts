export function elapsed(milliseconds: number): string;
export function say(text: string): void;
export function step<T>(title: string, work: () => Promise<T>): Promise<T>;
export function sinceStart(): string;
