/**
 * 企业名称 in its parts. 企业名称登记管理规定 (国务院令第734号), article 6: 行政区划 + 字号 + 行业或者经营特点 + 组织形式; a division may
 * also stand in brackets behind the 字号. Article 8: a 字号 has two characters or more and is no division and no industry.
 */
import { isDivision, leadingDivisions } from './divisions.ts';

export type NameParts = {
  /** The name without its organisational form: what people write when they mean to be brief. */
  stem: string;
  /**
   * Readings of the 字号, the longest first; none where the name says but place and trade. A name does not mark where its 字号 ends:
   * 华丰航天 may be one or 华丰 in the trade of 航天, so both are readings.
   */
  brands: string[];
  /** Trade behind the longest reading, e.g. 电子商务; empty where there is none. */
  trade: string;
};

/** 行业或者经营特点 as names commonly say them; the words of the category's own texts are added to these. */
const TRADES = new Set(
  `电子商务 电子商城 电子 商务 电商 商贸 贸易 商业 商城 商场 百货 超市 零售 批发 连锁 物流 仓储 供应链 快递 配送 运输 运业 货运 冷链 科技 网络 信息 信息技术
  技术 数据 大数据 数字 数码 软件 互联网 物联网 云计算 智能 计算机 通信 通讯 传媒 文化 广告 传播 影视 出版 教育 培训 咨询 管理 企业管理 服务 商务服务 运营 发展
  开发 实业 投资 控股 资产 资本 金融 担保 保险 租赁 置业 地产 房地产 物业 建设 建筑 建材 耐材 装饰 工程 设计 工业 制造 机械 装备 设备 重工 机电 电气 电器
  电力 能源 新能源 煤业 煤炭 铝业 铝材 钢铁 有色金属 金属 材料 新材料 耐火材料 化工 石化 塑料 橡胶 环保 汽车 汽车工业 客车 零部件 配件 汽配 泵阀 泵业 阀门
  轴承 仪器 仪表 模具 五金 器材 医药 药业 医疗 医疗器械 大药房 药房 生物 生物科技 健康 食品 食品工业 饮料 酒业 乳业 肉业 粮油 面业 调味品 餐饮 农业 现代农业
  农牧 农业科技 农业发展 农产品 种业 牧业 养殖 种植 果蔬 蔬菜 花卉 林业 园艺 纺织 服装 服饰 针织 鞋业 皮革 家居 家具 日化 美容 玩具 包装 印刷 纸业 陶瓷 旅游
  酒店 银行 产业 产业园 集聚区 产业集聚区 园区 物流园 市场 平台 现代 国际 进出口 集团`.split(/\s+/u),
);
const LONGEST_TRADE = 6;

/** 组织形式, wherever it begins; what stands behind it names a branch. */
const FORM =
  /(?:集团|股份|有限责任|有限|控股)*(?:集团|总公司|公司|合作社|联合社|合伙企业|个人独资企业|事务所|研究院|研究所)/u;
/** Forms of one character or two that also begin words: only at the end. */
const FORM_AT_END = /(?:中心|商行|商店|经营部|工作室|厂|店|部)$/u;

/**
 * Parts of a registered name.
 * @param provinces first two digits of the codes of the divisions where the enterprise may be registered
 * @param isTrade whether a word is one of the trade beside the common ones
 */
export function partsOfName(
  registered: string,
  provinces: ReadonlySet<string>,
  isTrade: (word: string) => boolean = () => false,
): NameParts {
  const name = registered
    .normalize('NFKC')
    .replace(/\([^)]*\)?/gu, '')
    .replace(/\s/gu, '');
  const stem = withoutForm(name);
  const divisions = leadingDivisions(stem, provinces);
  // A name may begin with what is a division elsewhere: some 字号 has to remain.
  const rest = stem.slice(stem.length - divisions >= 2 ? divisions : 0);
  const end = tradeBegins(rest, isTrade);
  const core = rest.slice(0, end);
  const brands = [core, ...shorter(core)].filter((brand) => /^\p{Script=Han}.+$/su.test(brand));
  return { stem, brands: [...new Set(brands)], trade: rest.slice(end) };
}

function withoutForm(name: string): string {
  const found = FORM.exec(name.slice(2)); // no name begins with its form
  const stem = found ? name.slice(0, found.index + 2) : name;
  return stem.length > 3 ? stem.replace(FORM_AT_END, '') : stem;
}

/** Where the words of the trade begin that end a text; its length where there are none. Two characters remain before them. */
function tradeBegins(text: string, isTrade: (word: string) => boolean): number {
  let end = text.length;
  for (;;) {
    let size = Math.min(LONGEST_TRADE, end - 2);
    while (size >= 2 && !(TRADES.has(text.slice(end - size, end)) || isTrade(text.slice(end - size, end)))) size -= 1;
    if (size < 2) return end;
    end -= size;
  }
}

/**
 * Shorter readings of what precedes the known trades: without a trade said in two characters (枣业), and, since a trade that is not known
 * takes two characters at least, what a 字号 of two to four may be before it.
 */
function shorter(core: string): string[] {
  if (core.length < 4) return [];
  const before = core.replace(/\p{Script=Han}业$/u, '');
  return [before, ...[4, 3, 2].map((size) => before.slice(0, size))];
}

/** Whether a 字号 tells nothing by itself: too short, a division, or a word of a trade. */
export const isPlain = (brand: string, provinces: ReadonlySet<string>) =>
  [...brand].length < 2 || TRADES.has(brand) || isDivision(brand, provinces);
