/** Money is kept in whole fen (分); forms and notices show 万元 (ten thousand yuan). */

const FEN_PER_WAN = 1_000_000n;

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

function requireFen(fen: number): void {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not whole fen: ${fen}`);
}

/** Exact text in 万元 without trailing zeros, e.g. 123450000 → `123.45`. Grouping by thousands on demand. */
export function fenToWanText(fen: number, options: { group?: boolean } = {}): string {
  requireFen(fen);
  const sign = fen < 0 ? '-' : '';
  const amount = BigInt(Math.abs(fen));
  const whole = String(amount / FEN_PER_WAN);
  const fraction = String(amount % FEN_PER_WAN)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${sign}${options.group ? grouped(whole) : whole}${fraction ? `.${fraction}` : ''}`;
}

/** Text in 万元 typed by a person → whole fen; null when it is not an amount or has more than six decimals. */
export function wanTextToFen(text: string): number | null {
  const clean = text.normalize('NFKC').replace(/[\s,]/g, '');
  const match = /^(-?)(\d{1,12})(?:\.(\d{0,6}))?$/.exec(clean);
  if (!match) return null;
  const fen = BigInt(match[2] ?? '0') * FEN_PER_WAN + BigInt((match[3] ?? '').padEnd(6, '0'));
  if (fen > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return fen === 0n ? 0 : Number(match[1] ? -fen : fen);
}

/** Text in yuan with two decimals and thousands, e.g. 123456 → `1,234.56`. */
export function fenToYuanText(fen: number): string {
  requireFen(fen);
  const amount = BigInt(Math.abs(fen));
  return `${fen < 0 ? '-' : ''}${grouped(String(amount / 100n))}.${String(amount % 100n).padStart(2, '0')}`;
}
