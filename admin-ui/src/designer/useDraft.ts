import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { z } from 'zod';
import type { DesignFault, DesignSaved, DesignView } from '../../../contracts/designs.ts';
import { type KeeperState, SectionKeeper } from '../applications/sectionKeeper.ts';
import { refusalOf } from '../applications/useSection.ts';
import { api } from '../providers/http.ts';
import { useMe } from '../providers/me.ts';

const serverOf = (view: DesignView) => ({
  data: view.content,
  version: view.version,
  savedAt: view.savedAt,
  savedBy: view.savedBy.name,
});

export type Draft = {
  keeper: SectionKeeper;
  state: KeeperState;
  faults: readonly DesignFault[];
  /** Saves what is not saved yet, then acts on the version that was saved. */
  act: (verb: string, body: object) => Promise<unknown>;
};

/** Content that saves itself, merges with a second editor, and knows the server's verdict on the latest save. */
export function useDraft(view: DesignView): Draft {
  const { user } = useMe();
  const writable = view.allowed.includes('save');
  const [faults, setFaults] = useState<readonly DesignFault[]>(view.faults);
  const version = useRef(view.version);
  const first = useRef(view);
  const keeper = useMemo(() => {
    const { id } = first.current;
    return new SectionKeeper(`tenfold.design.${user.id}.${id}`, serverOf(first.current), {
      save: async (content, seen) => {
        const path = `/designs/${id}`;
        const saved = await api.send<z.infer<typeof DesignSaved>>('PUT', path, { content }, { ifMatch: seen });
        version.current = saved.version;
        setFaults(saved.faults);
        return saved;
      },
      load: async () => {
        const now = await api.get<DesignView>(`/designs/${id}`);
        version.current = now.version;
        setFaults(now.faults);
        return serverOf(now);
      },
      refusalOf,
      storage: writable ? window.localStorage : null,
      setTimer: (run, ms) => window.setTimeout(run, ms),
      clearTimer: (timer) => window.clearTimeout(timer as number),
      clock: () => Date.now(),
    });
  }, [user.id, writable]);
  const state = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  useEffect(() => {
    keeper.heard(serverOf(view));
    if (view.version > version.current) {
      version.current = view.version;
      setFaults(view.faults);
    }
  }, [keeper, view]);
  useEffect(() => {
    const again = () => void keeper.flush();
    const warn = (event: BeforeUnloadEvent) => {
      if (keeper.pending()) event.preventDefault();
    };
    window.addEventListener('online', again);
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('online', again);
      window.removeEventListener('beforeunload', warn);
      if (keeper.snapshot().phase === 'waiting') void keeper.flush();
    };
  }, [keeper]);
  const act = async (verb: string, body: object) => {
    if (writable && !(await keeper.flush())) {
      const { problem } = keeper.snapshot();
      throw problem instanceof Error ? problem : new Error('the draft is not saved');
    }
    return api.send('POST', `/designs/${view.id}/${verb}`, body, { ifMatch: version.current });
  };
  return { keeper, state, faults, act };
}
