/** 行政区划 of county level and above, as enterprise names write them. */
import { areaList } from '@vant/area-data';

/** Names of divisions, each with the provinces (first two digits of the code, GB/T 2260) in which it is understood; `*`: everywhere. */
type Understood = Map<string, Set<string>>;

const SUFFIX = /(?:壮族|回族|维吾尔)?(?:特别行政区|自治区|地区|省|市|县|区|盟)$/u;

/** Divisions as names begin with them: in full, or without 省 or 市; a city district (区) only in full. */
const LEADING: Understood = new Map();
/** Every way to call a division, a district's short name too: 中原 is a district, and half of a plain. */
const CALLED: Understood = new Map();

function add(to: Understood, text: string, where: string) {
  if (text.length >= 2) to.set(text, (to.get(text) ?? new Set()).add(where));
}

for (const [list, everywhere] of [
  [areaList.province_list, true],
  [areaList.city_list, true],
  [areaList.county_list, false],
] as const) {
  for (const [code, name] of Object.entries(list)) {
    const where = everywhere ? '*' : code.slice(0, 2);
    const short = name.replace(SUFFIX, '');
    for (const one of [name, short]) add(CALLED, one, where);
    add(LEADING, name, where);
    if (!name.endsWith('区') || /自治区|特别行政区/u.test(name)) add(LEADING, short, where);
  }
}

const ZONE = /^(?:经济技术|高新技术产业?|高新|经济|航空港(?:经济综合)?|综合保税)(?:开发|实验|试验|合作)?区/u;
const LONGEST = 12;

const understood = (names: Understood, text: string, provinces: ReadonlySet<string>) => {
  const where = names.get(text);
  return where !== undefined && (where.has('*') || [...where].some((province) => provinces.has(province)));
};

/** Length of the divisions at the beginning of a name, one below the other (河南省郑州市金水区…); 0 where there are none. */
export function leadingDivisions(name: string, provinces: ReadonlySet<string>): number {
  const nation = name.startsWith('中国') ? 2 : 0;
  let end = nation;
  for (;;) {
    const rest = name.slice(end);
    const zone = end > nation ? (ZONE.exec(rest)?.[0].length ?? 0) : 0;
    const size = Math.max(zone, longestAt(rest, provinces));
    if (size === 0) return end;
    end += size;
  }
}

function longestAt(text: string, provinces: ReadonlySet<string>): number {
  for (let size = Math.min(LONGEST, text.length); size >= 2; size -= 1)
    if (understood(LEADING, text.slice(0, size), provinces)) return size;
  return 0;
}

/** Whether a word is merely the name of a division. */
export const isDivision = (word: string, provinces: ReadonlySet<string>) => understood(CALLED, word, provinces);
