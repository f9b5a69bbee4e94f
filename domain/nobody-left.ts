/** 无人可办: when nobody of a body may take a task, and the lawful ways out. Free of zod and Node. */
import type { BodyKind, Role, WayOut } from '../contracts/vocabulary.ts';

/** Who holds the role of a task in its body. `excluded`: 回避, a first reviewer, an own matter. */
export type Holder = { onLeave: boolean; excluded: boolean };

export const mayTake = ({ onLeave, excluded }: Holder): boolean => !onLeave && !excluded;

/** Nobody is left, be it that nobody was ever appointed. */
export const isStranded = (holders: readonly Holder[]): boolean => !holders.some(mayTake);

/** The role in which tasks of a kind of body are decided. */
export const DECIDING_ROLE = {
  district: 'districtOfficer',
  zone: 'districtOfficer',
  cityOffice: 'cityOfficer',
  finance: 'financeOfficer',
  promotionGroup: 'promotionMember',
} as const satisfies Partial<Record<BodyKind, Role>>;

/** 上级: the counties and zones report to the city office, the office to the promotion group (郑政〔2010〕10号: 市推进小组及其办公室). */
const SUPERIOR: Partial<Record<BodyKind, 'cityOffice' | 'promotionGroup'>> = {
  district: 'cityOffice',
  zone: 'cityOffice',
  cityOffice: 'promotionGroup',
};

/** Superior bodies of a kind of body, the nearest first; none above the promotion group. */
export function superiorsOf(kind: BodyKind): ('cityOffice' | 'promotionGroup')[] {
  const superior = SUPERIOR[kind];
  return superior === undefined ? [] : [superior, ...superiorsOf(superior)];
}

/** Acts of the office that carries the round: they wait for it. */
const STAYING: readonly string[] = ['drawPanel'];

/** Whether a superior body may decide a step in its subordinate's stead. */
export const isMovable = (step: string): boolean => !STAYING.includes(step);

/**
 * What ends it: a colleague on leave is called back, a superior body decides in the body's stead (提级办理), or somebody is appointed.
 * @param superior whether a superior body has somebody who may take it
 * @returns none while somebody may take the task; at least one otherwise
 */
export function waysOut(holders: readonly Holder[], superior: boolean): WayOut[] {
  if (!isStranded(holders)) return [];
  const away = holders.some(({ onLeave, excluded }) => onLeave && !excluded);
  return [...(away ? (['callBack'] as const) : []), ...(superior ? (['moveUp'] as const) : []), 'appoint'];
}
