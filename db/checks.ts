/** Evidence beside an officer's decision: what the system checked by itself, by what data, and what it found. */
import type { z } from 'zod';
import type { Check } from '../contracts/applications.ts';
import { Problem } from '../contracts/problem-error.ts';
import { serviceCoverage } from '../domain/forms.ts';
import { type Actor, permits } from '../domain/permissions.ts';
import { beijing, duplicateEvidence, line, periodEvidence, relatedEvidence } from './check-evidence.ts';
import type { Tx } from './client.ts';
import { contentOf, eligibilityOf } from './content.ts';
import { creditCheck } from './credit.ts';
import { SHARED } from './drafts.ts';
import { duplicatesOf } from './duplicates.ts';
import { categoryOf, type RoundFrame, roundFrame } from './programmes.ts';
import { relatedParties } from './related-parties.ts';

type CheckView = z.input<typeof Check>;

/** All checks of one application with what each found. Links lead only where the actor may read. */
export async function checksOf(tx: Tx, applicationId: string, actor: Actor): Promise<CheckView[]> {
  const [application] = await tx<
    { roundId: string; categoryNo: number; submittedAt: string | null; now: string; creditBlocks: boolean }[]
  >`
    select round_id, category_no, submitted_at, clock_timestamp() as now, coalesce((
      select credit_blocks(t.case_id, t.round_id, t.step, t.desk) from tasks t
      where t.case_id = a.case_id and t.status = 'open' and t.desk is not null limit 1), false) as credit_blocks
    from applications a where case_id = ${applicationId}`;
  if (!application) throw new Problem('notFound');
  const frame = (await roundFrame(tx, application.roundId)) as RoundFrame;
  const category = categoryOf(frame.pack, application.categoryNo);
  const [content, duplicates, related, credit, signatures] = await Promise.all([
    contentOf(tx, applicationId),
    duplicatesOf(tx, applicationId),
    relatedParties(tx, application.roundId, applicationId),
    creditCheck(tx, applicationId),
    tx<{ name: string; signer: string; signedAt: string }[]>`
      select e.name, u.name as signer, s.signed_at from signatures s join enterprises e on e.id = s.enterprise_id join users u on u.id = s.signer_id
      where s.application_id = ${applicationId}
        and s.frozen_no = (select frozen_no from submissions where application_id = ${applicationId} and content_version = 1)`,
  ]);
  const linkOf = (id: string, bodyId: string) =>
    permits(actor, 'application.read', { bodyIds: [bodyId] }) === 'allowed' ? `/desk/applications/${id}` : null;
  const register = permits(actor, 'credit.read') === 'allowed' ? '/desk/credit-records' : null;
  const parties = content.parties.filter(({ status }) => status === 'confirmed');
  const eligibility = eligibilityOf(frame, application.categoryNo, content);
  const services = content.sections.find(
    ({ section, enterpriseId }) => section === 'services' && enterpriseId === SHARED,
  )?.data;
  const coverage = serviceCoverage(services, category);
  const total = parties.reduce((sum, { shareBp }) => sum + shareBp, 0);
  const inTime = application.submittedAt && frame.closesAt && application.submittedAt < frame.closesAt;
  const period = periodEvidence(frame, content);
  const found: Omit<CheckView, 'checkedAt'>[] = [
    {
      key: 'credit',
      verdict: credit.clear ? 'pass' : application.creditBlocks ? 'blocked' : 'attention',
      evidence: credit.hits.map(({ name, kind, source, documentNo, reason, validFrom, validTo }) => {
        const [zh, en] = kind === 'untrustworthy' ? ['失信', 'untrustworthy'] : ['守信', 'trustworthy'];
        return line(
          `${name}：${zh}，${reason}（${source} ${documentNo}），有效期 ${validFrom} 至 ${validTo ?? '长期'}`,
          `${name}: ${en}, ${reason} (${source} ${documentNo}), in force ${validFrom} – ${validTo ?? 'open'}`,
          register,
        );
      }),
    },
    {
      key: 'eligibility',
      verdict: eligibility.every(({ verdict }) => verdict === 'pass') ? 'pass' : 'fail',
      evidence: eligibility.map(({ verdict, message }) => {
        const mark = verdict === 'pass' ? '✓' : '✗';
        return line(`${mark} ${message.zh}`, `${mark} ${message.en}`);
      }),
    },
    {
      key: 'duplicate',
      verdict: duplicates.length === 0 ? 'pass' : 'attention',
      evidence: duplicates.map((duplicate) => duplicateEvidence(duplicate, linkOf(duplicate.id, duplicate.bodyId))),
    },
    {
      key: 'related',
      verdict: related.items.length === 0 ? 'pass' : 'attention',
      evidence: related.items.map((pair) => relatedEvidence(pair, applicationId, linkOf)),
    },
    {
      key: 'coverage',
      verdict: coverage.missing.length === 0 ? 'pass' : 'attention',
      evidence: [
        line(
          `${coverage.required} 项必备服务：已建 ${coverage.built}，计划 ${coverage.planned}，缺 ${coverage.missing.length}`,
          `${coverage.required} required services: ${coverage.built} built, ${coverage.planned} planned, ${coverage.missing.length} missing`,
        ),
        ...coverage.missing.map((code) => line(`缺：${code}`, `Missing: ${code}`)),
      ],
    },
    {
      key: 'period',
      verdict: !inTime ? 'fail' : period.length > 0 ? 'attention' : 'pass',
      evidence: [
        line(
          `提交 ${beijing(application.submittedAt)}，截止 ${beijing(frame.closesAt)}（北京时间，以数据库时钟为准）`,
          `Submitted ${beijing(application.submittedAt)}, closing ${beijing(frame.closesAt)} (Beijing time, by the database's clock)`,
        ),
        ...period,
      ],
    },
    {
      key: 'signatures',
      verdict: signatures.length >= parties.length ? 'pass' : 'fail',
      evidence: signatures.map(({ name, signer, signedAt }) =>
        line(`${name}：${signer} 于 ${beijing(signedAt)} 签署`, `${name}: signed by ${signer} at ${beijing(signedAt)}`),
      ),
    },
    {
      key: 'shares',
      verdict: total === 10_000 ? 'pass' : 'fail',
      evidence: parties.map(({ name, shareBp }) =>
        line(`${name}：${(shareBp / 100).toFixed(2)}%`, `${name}: ${(shareBp / 100).toFixed(2)}%`),
      ),
    },
  ];
  return found.map((check) => ({ ...check, checkedAt: application.now }));
}
