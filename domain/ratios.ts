/** Indicators derived from reported amounts (网上采购比率, 网上销售比率, 网上支付比率): computed, never typed. */

/** Amounts of one year of one enterprise in whole fen. */
export type YearlyAmounts = {
  totalPurchaseFen: number;
  onlinePurchaseFen: number;
  totalSalesFen: number;
  onlineSalesFen: number;
  paymentTotalFen: number;
  onlinePaymentFen: number;
};
/** Ratios in basis points, rounded down; null when the denominator is 0 or not known. */
export type YearlyRatios = {
  onlinePurchaseBp: number | null;
  onlineSalesBp: number | null;
  onlinePaymentBp: number | null;
};

/** `part / whole` in basis points, rounded down; null when the whole is 0 or one of the two is not a whole number. */
export function ratioBp(part: number | null | undefined, whole: number | null | undefined): number | null {
  if (!Number.isSafeInteger(part) || !Number.isSafeInteger(whole) || whole === 0) return null;
  return Number((BigInt(part as number) * 10_000n) / BigInt(whole as number));
}

/** The three ratios of the plan (二(三)1) for one year. */
export function yearlyRatios(amounts: Partial<YearlyAmounts>): YearlyRatios {
  return {
    onlinePurchaseBp: ratioBp(amounts.onlinePurchaseFen, amounts.totalPurchaseFen),
    onlineSalesBp: ratioBp(amounts.onlineSalesFen, amounts.totalSalesFen),
    onlinePaymentBp: ratioBp(amounts.onlinePaymentFen, amounts.paymentTotalFen),
  };
}

/** Basis points as a percentage with up to two decimals, e.g. 2550 → `25.5%`; null → `—`. */
export function percentText(bp: number | null): string {
  if (bp === null) return '—';
  return `${(bp / 100).toFixed(2).replace(/\.?0+$/, '')}%`;
}
