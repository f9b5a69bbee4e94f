import { useEffect, useSyncExternalStore } from 'react';
import { ApiProblem, api } from '../providers/http.ts';
import type { ApplicationView, Section } from './contract.ts';
import { type KeeperState, type Refusal, SectionKeeper, type ServerSection } from './sectionKeeper.ts';

/** Codes after which another try with the same content makes no sense. */
const FINAL = new Set([
  'forbidden',
  'notFound',
  'wrongState',
  'roundClosed',
  'roundNotOpen',
  'invalid',
  'malformed',
  'tooLarge',
]);

/** How a refusal to save is to be taken: tried again, merged, or shown. */
export function refusalOf(problem: unknown): Refusal {
  if (!(problem instanceof ApiProblem)) return 'later';
  if (problem.document.code === 'staleVersion' || problem.status === 412) return 'stale';
  return FINAL.has(problem.document.code) ? 'never' : 'later';
}

const keepers = new Map<string, SectionKeeper>();

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

const ownerOf = (section: Pick<Section, 'enterpriseId'>) => section.enterpriseId ?? 'shared';

function serverSection(section: Section): ServerSection {
  return { data: section.data, version: section.version, savedAt: section.savedAt, savedBy: section.savedBy };
}

function keeperOf(applicationId: string, userId: string, section: Section): SectionKeeper {
  const owner = ownerOf(section);
  const key = `tenfold.draft.${userId}.${applicationId}.${section.section}.${owner}`;
  const known = keepers.get(key);
  if (known) return known;
  const keeper = new SectionKeeper(key, serverSection(section), {
    save: (data, version) =>
      api.send(
        'PUT',
        `/applications/${applicationId}/sections/${section.section}/${owner}`,
        { data },
        { ifMatch: version },
      ),
    load: async () => {
      const view = await api.get<ApplicationView>(`/applications/${applicationId}`);
      const found = view.sections.find((item) => item.section === section.section && ownerOf(item) === owner);
      return found ? serverSection(found) : { data: {}, version: 0, savedAt: null, savedBy: null };
    },
    refusalOf,
    storage: storage(),
    setTimer: (run, ms) => window.setTimeout(run, ms),
    clearTimer: (timer) => window.clearTimeout(timer as number),
    clock: () => Date.now(),
  });
  keepers.set(key, keeper);
  return keeper;
}

/** The keeper of a section that this person edits. It outlives the step of the page, so that leaving a step saves it. */
export function useSection(
  applicationId: string,
  userId: string,
  section: Section,
): { keeper: SectionKeeper; state: KeeperState } {
  const keeper = keeperOf(applicationId, userId, section);
  const state = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  useEffect(() => keeper.heard(serverSection(section)), [keeper, section]);
  useEffect(() => {
    const again = () => void keeper.flush();
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('online', again);
      if (keeper.snapshot().phase === 'waiting') void keeper.flush();
    };
  }, [keeper]);
  return { keeper, state };
}

/** Saves everything of an application that is not saved yet; false when something could not be saved. */
export async function flushSections(applicationId: string): Promise<boolean> {
  const mine = [...keepers.entries()].filter(([key]) => key.includes(`.${applicationId}.`));
  const saved = await Promise.all(mine.map(([, keeper]) => keeper.flush()));
  return saved.every(Boolean);
}

/** Forgets the keepers of an application whose content was frozen or left; unsaved copies stay on this device. */
export function forgetSections(applicationId: string): void {
  for (const key of keepers.keys()) if (key.includes(`.${applicationId}.`)) keepers.delete(key);
}

/** Warns before the window closes while something is not saved. */
export function useLeaveWarning(): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if ([...keepers.values()].some((keeper) => keeper.pending())) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
}
