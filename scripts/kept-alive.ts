import { say } from './progress.mjs';

/** One running incarnation of a part. */
export interface Incarnation {
  pid: number;
  exited: Promise<number | null>;
  stop(): Promise<void>;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** A part that ran this long was healthy: its next crash starts again from the shortest pause. */
const HEALTHY_AFTER = 60_000;

/** A part of the system that is started again when it ends without being asked to, after a pause that doubles each time. */
export class KeptAlive {
  readonly name: string;
  private readonly start: () => Promise<Incarnation>;
  private current: Incarnation | undefined;
  private stopping = false;
  private pause = FIRST_PAUSE;
  private timer: NodeJS.Timeout | undefined;
  private beginning: Promise<unknown> = Promise.resolve();

  constructor(name: string, start: () => Promise<Incarnation>) {
    this.name = name;
    this.start = start;
  }

  /** Starts the part the first time; a failure here is the caller's to report. */
  begin(): Promise<void> {
    const begun = this.launch();
    this.beginning = begun.catch(() => {});
    return begun;
  }

  private async launch(): Promise<void> {
    const from = Date.now();
    const incarnation = await this.start();
    this.current = incarnation;
    void incarnation.exited.then((code) => this.ended(code, Date.now() - from));
  }

  /** Stops the part for good. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.beginning;
    await this.current?.stop();
  }

  private ended(code: number | null, lasted: number): void {
    this.current = undefined;
    if (this.stopping) return;
    if (lasted > HEALTHY_AFTER) this.pause = FIRST_PAUSE;
    say(
      `  ! ${this.name} ended (${code === null ? 'killed' : `code ${code}`}); starting it again in ${this.pause / 1000} s`,
    );
    this.timer = setTimeout(() => this.again(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  private again(): void {
    this.begin().then(
      () => say(`  ✓ ${this.name} runs again`),
      (error: unknown) => {
        say(`  ! ${this.name}: ${error instanceof Error ? error.message : String(error)}`);
        this.ended(null, 0);
      },
    );
  }
}
