/** What is typed into a section is never lost: saved by itself, tried again, kept on the device, merged with a second editor. */
import { describe, expect, test } from '@jest/globals';
import { type KeeperPorts, SectionKeeper, type ServerSection } from '../../admin-ui/src/applications/sectionKeeper.ts';
import { mergeEdits, withValueAt } from '../../admin-ui/src/form/merge.ts';

class Refused extends Error {
  readonly as: 'stale' | 'later' | 'never';
  constructor(as: 'stale' | 'later' | 'never') {
    super(as);
    this.as = as;
  }
}

/** A server with one section, a device's storage, and timers that run when told. */
function scene(data: Record<string, unknown> = {}) {
  const server = { data, version: 1, savedBy: '甲' as string | null, refuse: null as Refused | null, saves: 0 };
  const stored = new Map<string, string>();
  const timers: (() => void)[] = [];
  const ports: KeeperPorts = {
    save: async (next, version) => {
      server.saves += 1;
      if (server.refuse) throw server.refuse;
      if (version !== server.version) throw new Refused('stale');
      server.data = next;
      server.version += 1;
      return { version: server.version, savedAt: '2026-11-23T08:00:00Z' };
    },
    load: async () => read(),
    refusalOf: (problem) => (problem as Refused).as,
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    setTimer: (run) => timers.push(run),
    clearTimer: (timer) => {
      timers[(timer as number) - 1] = () => undefined;
    },
    clock: () => 0,
  };
  const read = (): ServerSection => ({ ...server, savedAt: '2026-11-23T07:00:00Z' });
  const open = () => new SectionKeeper('draft', read(), ports);
  /** Another person saves. */
  const other = (next: Record<string, unknown>) => {
    server.data = next;
    server.version += 1;
    server.savedBy = '乙';
  };
  return { server, stored, timers, open, other, read };
}

describe('saving', () => {
  test('sends what was typed and forgets the copy on the device', async () => {
    const { server, stored, open } = scene({ a: 1 });
    const keeper = open();
    keeper.change({ a: 2 });
    expect(keeper.snapshot().phase).toBe('waiting');
    expect(stored.size).toBe(1);
    expect(await keeper.flush()).toBe(true);
    expect(server.data).toEqual({ a: 2 });
    expect(stored.size).toBe(0);
  });

  test('what is typed while a save is on its way follows it', async () => {
    const { server, open } = scene({ a: 1 });
    const keeper = open();
    keeper.change({ a: 2 });
    const first = keeper.flush();
    keeper.change({ a: 3 });
    await first;
    expect(keeper.snapshot().phase).toBe('waiting');
    await keeper.flush();
    expect(server.data).toEqual({ a: 3 });
  });

  test('a change taken back needs no saving', async () => {
    const { server, open } = scene({ a: 1 });
    const keeper = open();
    keeper.change({ a: 2 });
    keeper.change({ a: 1 });
    expect(await keeper.flush()).toBe(true);
    expect(keeper.snapshot().phase).toBe('saved');
    expect(server.saves).toBe(0);
  });

  test('silence is tried again, with the copy kept', async () => {
    const { server, stored, timers, open } = scene();
    const keeper = open();
    server.refuse = new Refused('later');
    keeper.change({ a: 1 });
    expect(await keeper.flush()).toBe(false);
    expect(keeper.snapshot().phase).toBe('failed');
    expect(stored.size).toBe(1);
    server.refuse = null;
    timers.at(-1)?.();
    await keeper.flush();
    expect(server.data).toEqual({ a: 1 });
  });

  test('a final refusal is not repeated and loses nothing', async () => {
    const { server, stored, open } = scene();
    const keeper = open();
    server.refuse = new Refused('never');
    keeper.change({ a: 1 });
    await keeper.flush();
    expect(await keeper.flush()).toBe(false);
    expect(server.saves).toBe(1);
    expect(keeper.snapshot()).toMatchObject({ phase: 'refused', data: { a: 1 } });
    expect(stored.size).toBe(1);
  });

  test('what did not reach the server is there again after the page was opened anew', async () => {
    const { server, open } = scene({ a: 1, b: 1 });
    server.refuse = new Refused('later');
    const lost = open();
    lost.change({ a: 2, b: 1 });
    await lost.flush();
    server.refuse = null;
    const keeper = open();
    expect(keeper.snapshot()).toMatchObject({ restored: true, data: { a: 2, b: 1 } });
    await keeper.flush();
    expect(server.data).toEqual({ a: 2, b: 1 });
  });
});

describe('a second editor', () => {
  test('other fields are merged and both are told', async () => {
    const { server, other, open } = scene({ a: 1, b: 1 });
    const keeper = open();
    other({ a: 1, b: 2 });
    keeper.change({ a: 2, b: 1 });
    await keeper.flush();
    await keeper.flush();
    expect(server.data).toEqual({ a: 2, b: 2 });
    expect(keeper.snapshot()).toMatchObject({ phase: 'saved', mergedWith: '乙' });
  });

  test.each([
    ['mine', { a: 'mine' }],
    ['theirs', { a: 'theirs' }],
  ] as const)('the same field waits for a choice: %s', async (side, expected) => {
    const { server, other, open } = scene({ a: 'old' });
    const keeper = open();
    other({ a: 'theirs' });
    keeper.change({ a: 'mine' });
    await keeper.flush();
    expect(keeper.snapshot()).toMatchObject({
      phase: 'conflict',
      conflicts: [{ pointer: '/a', mine: 'mine', theirs: 'theirs' }],
    });
    expect(server.data).toEqual({ a: 'theirs' });
    keeper.resolve(new Map([['/a', side]]));
    await keeper.flush();
    expect(server.data).toEqual(expected);
    expect(keeper.snapshot().phase).toBe('saved');
  });

  test('a newer version is shown at once where nothing was typed', () => {
    const { other, open, read } = scene({ a: 1 });
    const keeper = open();
    other({ a: 5 });
    keeper.heard(read());
    expect(keeper.snapshot()).toMatchObject({ phase: 'saved', data: { a: 5 } });
  });
});

describe('merge', () => {
  test('lists of one length are compared item by item, others as a whole', () => {
    const base = {
      years: [
        { y: 1, x: 1 },
        { y: 2, x: 1 },
      ],
    };
    const mine = {
      years: [
        { y: 1, x: 9 },
        { y: 2, x: 1 },
      ],
    };
    const theirs = {
      years: [
        { y: 1, x: 1 },
        { y: 2, x: 8 },
      ],
    };
    expect(mergeEdits(base, mine, theirs)).toEqual({
      merged: {
        years: [
          { y: 1, x: 9 },
          { y: 2, x: 8 },
        ],
      },
      conflicts: [],
    });
    const longer = { years: [...base.years, { y: 3, x: 1 }] };
    expect(mergeEdits(base, mine, longer).conflicts.map(({ pointer }) => pointer)).toEqual(['/years']);
  });

  test('a field emptied here and left alone there stays empty', () => {
    expect(mergeEdits({ a: 1, b: 1 }, { b: 1 }, { a: 1, b: 2 })).toEqual({ merged: { b: 2 }, conflicts: [] });
  });

  test('a value is put at a pointer without touching the rest', () => {
    expect(withValueAt({ a: { b: 1 }, c: [1, 2] }, '/a/b', undefined)).toEqual({ a: {}, c: [1, 2] });
    expect(withValueAt({ c: [1, 2] }, '/c/1', 7)).toEqual({ c: [1, 7] });
  });
});
