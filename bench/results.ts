import type { BareFigures } from './peers/bare/measure.ts';
import type { OperatonFigures } from './peers/operaton/measure.ts';
import type { ClickFigures, IdleFigures, LoadFigures } from './scenarios/clicks.ts';
import type { ListFigures } from './scenarios/list.ts';
import type { MemoryFigures } from './scenarios/open-cases.ts';
import type { PageFigures } from './scenarios/pages.ts';
import type { MemoryWalk } from './system/memory-walk.ts';

/** What `bench/results.json` holds. Parts that were not asked for are absent. */
export type Results = {
  takenAt: string;
  machine: { cpu: string; cores: number; memoryGiB: number; kernel: string; memoryWalkUs: MemoryWalk };
  versions: Record<string, string>;
  topology: string;
  startUp: { firstSeconds: number; againSeconds: number };
  idle?: IdleFigures;
  rated?: ClickFigures & { clicksPerSecond: number };
  load?: LoadFigures;
  bare?: BareFigures;
  operaton?: OperatonFigures | { absent: string };
  memory?: MemoryFigures;
  pages?: PageFigures;
  lists?: ListFigures;
};
