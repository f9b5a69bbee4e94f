/** Amounts as people read them: 万元 in Chinese, yuan in English, where a unit of ten thousand would read as a second number. */
import { fenToWanText, fenToYuanText } from '../../../domain/money.ts';

type Translate = (key: string, values?: Record<string, string>) => string;

/** @param fen whole fen */
export function moneyWords(fen: number, translate: Translate): string {
  const inWan = translate('application.form.moneyIn') === 'wan';
  const amount = inWan ? fenToWanText(fen, { group: true }) : fenToYuanText(fen).replace(/\.00$/, '');
  return translate('application.form.money', { amount });
}
