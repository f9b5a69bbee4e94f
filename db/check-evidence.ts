/** Findings of checks in words, in both languages. */
import type { z } from 'zod';
import type { Check } from '../contracts/applications.ts';
import type { RelatedPair } from '../contracts/rounds.ts';
import { shanghaiDay } from '../domain/day-arithmetic.ts';
import { type PeriodFinding, type PeriodInput, periodFindings } from '../domain/period-check.ts';
import type { Content } from './content.ts';
import { SHARED } from './drafts.ts';
import type { Duplicate } from './duplicates.ts';
import type { RoundFrame } from './programmes.ts';

export type Evidence = z.input<typeof Check>['evidence'][number];

export const line = (zh: string, en: string, link: string | null = null): Evidence => ({ text: { zh, en }, link });
/** `YYYY-MM-DD HH:MM:SS` in Beijing. */
export const beijing = (instant: string | null) =>
  instant === null ? '—' : new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** What another application has in common with this one. */
export function duplicateEvidence(duplicate: Duplicate, link: string | null): Evidence {
  const { projectName, receiptNo, categoryNo, round, sameRound, sameName, sameTexts, allTexts, sameLead, parties } =
    duplicate;
  const zh = [
    sameName ? '项目名称相同' : '',
    sameTexts > 0 ? `${allTexts} 段正文中 ${sameTexts} 段相同` : '',
    sameLead ? '牵头单位相同' : '',
    parties.length > 0 ? `共同成员：${parties.join('、')}` : '',
  ];
  const en = [
    sameName ? 'same project name' : '',
    sameTexts > 0 ? `${sameTexts} of ${allTexts} texts are the same` : '',
    sameLead ? 'same lead' : '',
    parties.length > 0 ? `parties in both: ${parties.join(', ')}` : '',
  ];
  const words = (grounds: string[], separator: string) => grounds.filter((ground) => ground !== '').join(separator);
  return line(
    `《${projectName ?? '—'}》（${sameRound ? '本批次' : round.zh}第 ${categoryNo} 类，${receiptNo ?? '—'}）：${words(zh, '；')}`,
    `“${projectName ?? '—'}” (${sameRound ? 'this round' : round.en}, category ${categoryNo}, ${receiptNo ?? '—'}): ${words(en, '; ')}`,
    link,
  );
}

const GROUNDS: Record<RelatedPair['grounds'][number]['ground'], [zh: string, en: string]> = {
  legalRepresentative: ['法定代表人相同', 'same legal representative'],
  shareholder: ['股东相同或相互持股', 'same shareholder, or one holds shares in the other'],
  bankAccount: ['银行账号相同', 'same bank account'],
  contactMobile: ['联系人手机相同', 'same contact mobile'],
  provider: ['同一单位参加同类的另一联合体', 'the same enterprise is in a rival consortium'],
};

/** A tie between two parties, told from the side of this application. */
export function relatedEvidence(
  { first, second, relation, grounds }: RelatedPair,
  applicationId: string,
  linkOf: (id: string, bodyId: string) => string | null,
): Evidence {
  const [own, other] = first.applicationId === applicationId ? [first, second] : [second, first];
  const words = (language: 0 | 1) =>
    grounds.map(
      ({ ground, value }) => `${GROUNDS[ground][language]}${language === 0 ? `（${value}）` : ` (${value})`}`,
    );
  const inside = relation === 'sameApplication';
  return line(
    `${own.name} — ${other.name}（${inside ? '本联合体' : `第 ${other.categoryNo} 类《${other.projectName ?? '—'}》`}）：${words(0).join('；')}`,
    `${own.name} — ${other.name} (${inside ? 'this consortium' : `category ${other.categoryNo}, “${other.projectName ?? '—'}”`}): ${words(1).join('; ')}`,
    inside ? null : linkOf(other.applicationId, other.bodyId),
  );
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
const record = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** Dates as the parties wrote them, wherever the pack's form asks for them. */
function datesOf(frame: RoundFrame, content: Content): PeriodInput {
  const of = (owner: string) => content.sections.filter(({ enterpriseId }) => enterpriseId === owner);
  const shared = of(SHARED).map(({ data }) => data);
  const schedule = record(shared.map(({ schedule: given }) => given).find((given) => given !== undefined));
  const plans = record(shared.map(({ plans: given }) => given).find((given) => given !== undefined));
  return {
    opensOn: shanghaiDay(frame.opensAt ?? new Date().toISOString()),
    parties: content.parties
      .filter(({ status }) => status === 'confirmed')
      .map(({ enterpriseId, name }) => {
        const sections = of(enterpriseId).map(({ data }) => data);
        const years = sections.flatMap(({ years: given }) => (Array.isArray(given) ? given : []));
        return {
          name,
          establishedOn: text(sections.map(({ establishedOn }) => establishedOn).find((given) => given !== undefined)),
          years: years.flatMap((entry) => {
            const { year } = record(entry);
            return typeof year === 'number' ? [year] : [];
          }),
        };
      }),
    schedule: { startsOn: text(schedule.startsOn), finishesOn: text(schedule.finishesOn) },
    planned: Object.entries(plans).flatMap(([place, plan]) => {
      const { status, readyOn } = record(plan);
      const day = text(readyOn);
      return status === 'planned' && day !== null ? [{ place, readyOn: day }] : [];
    }),
  };
}

function findingEvidence(finding: PeriodFinding): Evidence {
  switch (finding.kind) {
    case 'establishedAfterCall':
      return line(
        `${finding.party}：成立于 ${finding.on}，晚于申报通知发布`,
        `${finding.party}: established on ${finding.on}, after the call was published`,
      );
    case 'yearAhead':
      return line(
        `${finding.party}：${finding.year} 年度指标的年度尚未到来`,
        `${finding.party}: indicators of ${finding.year}, a year still to come`,
      );
    case 'yearRepeated':
      return line(
        `${finding.party}：${finding.year} 年度指标重复填写`,
        `${finding.party}: indicators of ${finding.year} are given twice`,
      );
    case 'yearsOld':
      return line(
        `${finding.party}：最近的年度指标为 ${finding.year} 年，已过旧`,
        `${finding.party}: the latest indicators are of ${finding.year}, too long ago`,
      );
    case 'finishesBeforeStart':
      return line(
        `建设进度：建成 ${finding.to} 早于开工 ${finding.from}`,
        `Schedule: completion ${finding.to} before the start ${finding.from}`,
      );
    case 'outsideSchedule':
      return line(
        `${finding.place}：计划 ${finding.on} 建成，晚于项目建成日期`,
        `${finding.place}: to be ready on ${finding.on}, after the project is completed`,
      );
  }
}

/** What does not fit the dates of the call; empty when all does. */
export const periodEvidence = (frame: RoundFrame, content: Content): Evidence[] =>
  periodFindings(datesOf(frame, content)).map(findingEvidence);
