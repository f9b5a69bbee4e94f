/** What a 字号 is called in Latin letters: its pinyin, and the domain of the enterprise's platforms. */
import { pinyin } from 'pinyin-pro';
import { getDomainWithoutSuffix, getSubdomain } from 'tldts';

/** Syllables of a pinyin or parts of a domain's label: blanks and hyphens may stand between them. */
export type LatinBrand = readonly string[];

const SHORTEST = 4;
/** Marketplaces that give their shops a subdomain: the shop is meant, not the marketplace. */
const MARKETPLACES = new Set(['taobao', 'tmall', 'jd', '1688', 'alibaba', 'pinduoduo', 'suning']);

/** Latin forms of four letters or more that are no word of the shared texts. */
export function latinBrands(brands: readonly string[], urls: readonly string[], ordinary: string): LatinBrand[] {
  const usual = new Set(ordinary.toLowerCase().match(/[a-z]+/gu));
  return [...brands.map(spoken), ...urls.map(labelled)].filter((parts) => {
    const letters = parts.join('');
    return letters.length >= SHORTEST && /^[a-z0-9]*[a-z][a-z0-9]*$/u.test(letters) && !usual.has(letters);
  });
}

const spoken = (brand: string): LatinBrand => pinyin(brand, { toneType: 'none', type: 'array', v: true });

function labelled(url: string): LatinBrand {
  const label = getDomainWithoutSuffix(url) ?? '';
  const own = MARKETPLACES.has(label) ? (getSubdomain(url) ?? '') : label;
  return own.toLowerCase().split('-');
}
