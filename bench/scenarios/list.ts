/** A page of 25 rows out of 100,000 applications, filtered, sorted and searched as the desks do it. */
import { fillRegister } from '../system/register.ts';
import { type Stage, untilAtRest } from '../system/stage.ts';
import { type Spread, spread } from '../statistics.ts';

export const REGISTER = 100_000;
const TURNS = 25;
const WARM_UP_TURNS = 2;

type View = { view: string; who: 'city' | 'district'; path: (turn: number) => string };

const CATEGORIES = 10;
const TRADES = ['食品', '纺织', '汽车', '物流', '医药'];

const views = ({ roundId }: Stage): View[] => [
  { view: 'all, newest submission first', who: 'city', path: () => '/applications?sort=submittedAt' },
  { view: 'status', who: 'city', path: () => '/applications?sort=submittedAt&status=circulating' },
  {
    view: 'round, category and status',
    who: 'city',
    path: (turn) =>
      `/applications?sort=submittedAt&roundId=${roundId}&categoryNo=${1 + (turn % CATEGORIES)}&status=qualified`,
  },
  { view: 'body, by name', who: 'city', path: () => '/applications?sort=projectName&order=ASC&bodyId=district-410105' },
  { view: 'page 40', who: 'city', path: (turn) => `/applications?sort=submittedAt&page=${40 + turn}` },
  {
    view: 'words of a name',
    who: 'city',
    path: (turn) => `/applications?sort=submittedAt&q=${encodeURIComponent(TRADES[turn % TRADES.length] ?? '')}`,
  },
  {
    view: 'one enterprise',
    who: 'city',
    path: (turn) => `/applications?q=${encodeURIComponent(`有限公司${String(turn * 611).padStart(5, '0')}`)}`,
  },
  { view: 'part of a receipt number', who: 'city', path: (turn) => `/applications?q=${String(90_000 + turn * 131)}` },
  { view: 'nothing to be found', who: 'city', path: () => `/applications?q=${encodeURIComponent('不存在的企业')}` },
  { view: 'own body', who: 'district', path: () => '/applications?sort=submittedAt' },
  { view: 'own body, one status', who: 'district', path: () => '/applications?sort=createdAt&status=refused' },
  { view: 'queue by deadline', who: 'district', path: () => '/tasks?view=open' },
  { view: 'queue, searched', who: 'district', path: () => `/tasks?view=open&q=${encodeURIComponent('物流')}` },
  { view: 'done', who: 'district', path: () => '/tasks?view=done&sort=decidedAt&order=DESC' },
  { view: 'counts of the queue', who: 'district', path: () => '/tasks/counts' },
];

export type ListFigures = { rows: number; all: Spread; views: (Spread & { view: string })[] };

export async function measureLists(stage: Stage, say: (line: string) => void): Promise<ListFigures> {
  const began = performance.now();
  await fillRegister(stage, REGISTER);
  say(`register of ${REGISTER} applications written in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  await untilAtRest(stage);
  return readLists(stage);
}

/** One request after the other, as one person reads; the views take turns. */
export async function readLists(stage: Stage): Promise<ListFigures> {
  const taken = new Map<string, number[]>();
  for (let turn = -WARM_UP_TURNS; turn < TURNS; turn += 1) {
    for (const { view, who, path } of views(stage)) {
      const from = performance.now();
      await stage[who].send('GET', path(Math.abs(turn)));
      if (turn >= 0) taken.set(view, [...(taken.get(view) ?? []), performance.now() - from]);
    }
  }
  return {
    rows: REGISTER,
    all: spread([...taken.values()].flat()),
    views: [...taken].map(([view, times]) => ({ view, ...spread(times) })),
  };
}
