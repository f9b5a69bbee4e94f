/**
 * Keeps what is typed into one section: saves it by itself, tries again when saving fails, holds a copy on this device until
 * the server has it, and merges with a second editor's version. Free of React, so that a step that is left goes on saving.
 */
import { type Conflict, mergeEdits, sameJson, withValueAt } from '../form/merge.ts';
import { DeviceCopy } from './deviceCopy.ts';

export type SectionData = Record<string, unknown>;
/** A section as the server has it. */
export type ServerSection = { data: SectionData; version: number; savedAt: string | null; savedBy: string | null };

/**
 * saved: the server has it · waiting: typed, not sent yet · saving: on its way · failed: no answer, will be tried again ·
 * conflict: a person must choose · refused: the server will not take it.
 */
export type Phase = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict' | 'refused';
export type KeeperState = {
  data: SectionData;
  phase: Phase;
  savedAt: string | null;
  problem: unknown;
  conflicts: readonly Conflict[];
  /** Who saved in between, after a merge. */
  mergedWith: string | null;
  /** What is shown was typed earlier on this device and had not reached the server. */
  restored: boolean;
  /** When the next try is due, in milliseconds of this device's clock. */
  retryAt: number | null;
};

/** How a refusal to save is to be taken. */
export type Refusal = 'stale' | 'later' | 'never';

export type KeeperPorts = {
  save: (data: SectionData, version: number) => Promise<{ version: number; savedAt: string }>;
  /** The section as it is on the server now. */
  load: () => Promise<ServerSection>;
  refusalOf: (problem: unknown) => Refusal;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | null;
  setTimer: (run: () => void, ms: number) => unknown;
  clearTimer: (timer: unknown) => void;
  clock: () => number;
};

const SETTLE_MS = 1200;
const RETRIES_MS = [2000, 4000, 8000, 15_000, 30_000];

export class SectionKeeper {
  private readonly copy: DeviceCopy;
  private readonly ports: KeeperPorts;
  private readonly listeners = new Set<() => void>();
  private state: KeeperState;
  /** What the server has, as far as is known here. */
  private base: SectionData;
  private version: number;
  private timer: unknown = null;
  private tries = 0;
  private running: Promise<void> | null = null;

  constructor(key: string, server: ServerSection, ports: KeeperPorts) {
    this.copy = new DeviceCopy(key, ports.storage);
    this.ports = ports;
    this.base = server.data;
    this.version = server.version;
    this.state = {
      data: server.data,
      phase: 'saved',
      savedAt: server.savedAt,
      problem: null,
      conflicts: [],
      mergedWith: null,
      restored: false,
      retryAt: null,
    };
    this.restore(server);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): KeeperState => this.state;

  /** Something was typed. */
  readonly change = (data: SectionData): void => {
    if (sameJson(data, this.state.data)) return;
    const waiting = this.state.phase !== 'conflict';
    this.set({ data, restored: false, mergedWith: null, ...(waiting ? { phase: 'waiting', problem: null } : {}) });
    this.keepCopy();
    if (waiting) this.schedule(SETTLE_MS);
  };

  /** Saves now what is not saved yet; resolves when the server has it or has refused it. */
  readonly flush = async (): Promise<boolean> => {
    this.unschedule();
    while (this.running) await this.running;
    const { phase } = this.state;
    if (this.pending()) {
      if (phase !== 'conflict' && phase !== 'refused') await this.send();
    } else if (phase !== 'saved') this.settle(this.state.savedAt);
    return this.state.phase === 'saved';
  };

  /** The page was told a newer version than this one knows. */
  readonly heard = (server: ServerSection): void => {
    if (this.running || server.version <= this.version) return;
    this.adopt(server);
  };

  /** A person chose between two editors' values: pointer → mine or theirs. */
  readonly resolve = (choices: ReadonlyMap<string, 'mine' | 'theirs'>): void => {
    let data: unknown = this.state.data;
    for (const { pointer, theirs } of this.state.conflicts) {
      if (choices.get(pointer) === 'theirs') data = withValueAt(data, pointer, theirs);
    }
    this.set({ data: data as SectionData, conflicts: [], phase: 'waiting', problem: null });
    this.keepCopy();
    this.schedule(0);
  };

  /** Gives up what is not saved and shows what the server has. */
  readonly discard = async (): Promise<void> => {
    this.unschedule();
    const server = await this.ports.load();
    this.base = server.data;
    this.version = server.version;
    this.copy.drop();
    this.set({
      data: server.data,
      phase: 'saved',
      savedAt: server.savedAt,
      problem: null,
      conflicts: [],
      restored: false,
      retryAt: null,
    });
  };

  /** Is there something that the server does not have? */
  readonly pending = (): boolean => !sameJson(this.state.data, this.base);

  private set(change: Partial<KeeperState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  private restore(server: ServerSection): void {
    const copy = this.copy.read();
    if (!copy || sameJson(copy.data, server.data)) {
      this.copy.drop();
      return;
    }
    const { merged, conflicts } = mergeEdits(
      copy.version === server.version ? server.data : copy.base,
      copy.data,
      server.data,
    );
    const data = merged as SectionData;
    this.state = {
      ...this.state,
      data,
      conflicts,
      restored: true,
      phase: conflicts.length > 0 ? 'conflict' : 'waiting',
    };
    if (conflicts.length === 0) this.schedule(SETTLE_MS);
  }

  private keepCopy(): void {
    this.copy.keep({ data: this.state.data, base: this.base, version: this.version });
  }

  private schedule(ms: number): void {
    this.unschedule();
    this.timer = this.ports.setTimer(() => {
      this.timer = null;
      void this.flush();
    }, ms);
  }

  private unschedule(): void {
    if (this.timer !== null) this.ports.clearTimer(this.timer);
    this.timer = null;
  }

  private send(): Promise<void> {
    this.running = this.sendOnce().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async sendOnce(): Promise<void> {
    const sent = this.state.data;
    this.set({ phase: 'saving', problem: null, retryAt: null });
    try {
      const { version, savedAt } = await this.ports.save(sent, this.version);
      this.tries = 0;
      this.base = sent;
      this.version = version;
      this.settle(savedAt);
    } catch (problem) {
      await this.refused(problem);
    }
  }

  /** The server has what was sent; what was typed meanwhile follows. */
  private settle(savedAt: string | null): void {
    if (this.pending()) {
      this.set({ phase: 'waiting', savedAt });
      this.keepCopy();
      this.schedule(SETTLE_MS);
    } else {
      this.copy.drop();
      this.set({ phase: 'saved', savedAt, restored: false, problem: null, conflicts: [], retryAt: null });
    }
  }

  private async refused(problem: unknown): Promise<void> {
    const refusal = this.ports.refusalOf(problem);
    if (refusal === 'never') {
      this.set({ phase: 'refused', problem });
      return;
    }
    if (refusal === 'stale') {
      const server = await this.ports.load().catch(() => null);
      if (server) {
        this.adopt(server);
        return;
      }
    }
    const wait = RETRIES_MS[Math.min(this.tries, RETRIES_MS.length - 1)] as number;
    this.tries += 1;
    this.set({ phase: 'failed', problem, retryAt: this.ports.clock() + wait });
    this.schedule(wait);
  }

  /** Another version is on the server: take it, and put what was typed here on top. */
  private adopt(server: ServerSection): void {
    const { merged, conflicts } = mergeEdits(this.base, this.state.data, server.data);
    const wasPending = this.pending();
    this.base = server.data;
    this.version = server.version;
    const data = merged as SectionData;
    if (conflicts.length > 0) {
      this.unschedule();
      this.set({ data, conflicts, phase: 'conflict', mergedWith: server.savedBy, savedAt: server.savedAt });
      this.keepCopy();
      return;
    }
    this.set({ data, mergedWith: wasPending ? server.savedBy : this.state.mergedWith });
    if (this.pending()) {
      this.set({ phase: 'waiting' });
      this.keepCopy();
      this.schedule(0);
    } else this.settle(server.savedAt);
  }
}
