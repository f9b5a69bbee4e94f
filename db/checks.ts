/** Evidence beside an officer's decision, and differences between two submitted contents. */

import type { z } from 'zod';
import type { Check, Difference } from '../contracts/applications.ts';
import type { FieldMark } from '../contracts/facts.ts';
import { Problem } from '../contracts/problem-error.ts';
import { differences, isUnder } from '../domain/differences.ts';
import { serviceCoverage } from '../domain/forms.ts';
import type { FrozenContent } from '../domain/submission-content.ts';
import type { Tx } from './client.ts';
import { contentOf, eligibilityOf } from './content.ts';
import { SHARED } from './drafts.ts';
import { categoryOf, type RoundFrame, roundFrame } from './programmes.ts';

type CheckView = z.input<typeof Check>;

/** All checks of one application with what each found. */
export async function checksOf(tx: Tx, applicationId: string): Promise<CheckView[]> {
  const [application] = await tx<
    {
      roundId: string;
      categoryNo: number;
      projectName: string | null;
      frozenNo: number | null;
      submittedAt: string | null;
    }[]
  >`
    select round_id, category_no, project_name, frozen_no, submitted_at from applications where case_id = ${applicationId}`;
  if (!application) throw new Problem('notFound');
  const frame = (await roundFrame(tx, application.roundId)) as RoundFrame;
  const category = categoryOf(frame.pack, application.categoryNo);
  const [content, rivals, signatures] = await Promise.all([
    contentOf(tx, applicationId),
    tx<{ id: string; projectName: string | null; categoryNo: number; name: string; sameName: boolean; role: string }[]>`
      select distinct a.case_id as id, a.project_name, a.category_no, e.name, p.role,
             lower(a.project_name) = lower(${application.projectName}) as same_name
      from application_parties p join applications a on a.case_id = p.application_id join enterprises e on e.id = p.enterprise_id
      where a.case_id <> ${applicationId} and a.content_version > 0 and a.status not in ('withdrawn', 'expired', 'deemedWithdrawn', 'refused')
        and p.status = 'confirmed'
        and (p.enterprise_id in (select enterprise_id from application_parties where application_id = ${applicationId} and status = 'confirmed')
             or lower(a.project_name) = lower(${application.projectName}))
      limit 50`,
    tx<{ name: string; signer: string; signedAt: string }[]>`
      select e.name, u.name as signer, s.signed_at from signatures s join enterprises e on e.id = s.enterprise_id join users u on u.id = s.signer_id
      where s.application_id = ${applicationId}
        and s.frozen_no = (select frozen_no from submissions where application_id = ${applicationId} and content_version = 1)`,
  ]);
  const parties = content.parties.filter(({ status }) => status === 'confirmed');
  const eligibility = eligibilityOf(frame, application.categoryNo, content);
  const services = content.sections.find(
    ({ section, enterpriseId }) => section === 'services' && enterpriseId === SHARED,
  )?.data;
  const coverage = serviceCoverage(services, category);
  const total = parties.reduce((sum, { shareBp }) => sum + shareBp, 0);
  const plain = (zh: string, en: string, link: string | null = null) => ({ text: { zh, en }, link });
  return [
    {
      key: 'eligibility',
      verdict: eligibility.every(({ verdict }) => verdict === 'pass') ? 'pass' : 'fail',
      evidence: eligibility.map(({ verdict, message }) => {
        const mark = verdict === 'pass' ? '✓' : '✗';
        return plain(`${mark} ${message.zh}`, `${mark} ${message.en}`);
      }),
    },
    {
      key: 'coverage',
      verdict: coverage.missing.length === 0 ? 'pass' : 'attention',
      evidence: [
        plain(
          `${coverage.required} 项必备服务：已建 ${coverage.built}，计划 ${coverage.planned}，缺 ${coverage.missing.length}`,
          `${coverage.required} required services: ${coverage.built} built, ${coverage.planned} planned, ${coverage.missing.length} missing`,
        ),
        ...coverage.missing.map((code) => plain(`缺：${code}`, `Missing: ${code}`)),
      ],
    },
    {
      key: 'duplicate',
      verdict: rivals.length === 0 ? 'pass' : 'attention',
      evidence: rivals.map((rival) =>
        rival.sameName
          ? plain(
              `项目名称相同：${rival.projectName ?? ''}`,
              `Same project name: ${rival.projectName ?? ''}`,
              `/desk/applications/${rival.id}`,
            )
          : plain(
              `${rival.name} 同时参加第 ${rival.categoryNo} 类申报`,
              `${rival.name} is also a party in category ${rival.categoryNo}`,
              `/desk/applications/${rival.id}`,
            ),
      ),
    },
    {
      key: 'period',
      verdict: application.submittedAt && frame.closesAt && application.submittedAt < frame.closesAt ? 'pass' : 'fail',
      evidence: [
        plain(
          `提交 ${beijing(application.submittedAt)}，截止 ${beijing(frame.closesAt)}（北京时间，以数据库时钟为准）`,
          `Submitted ${beijing(application.submittedAt)}, closing ${beijing(frame.closesAt)} (Beijing time, by the database's clock)`,
        ),
      ],
    },
    {
      key: 'signatures',
      verdict: signatures.length >= parties.length ? 'pass' : 'fail',
      evidence: signatures.map(({ name, signer, signedAt }) =>
        plain(
          `${name}：${signer} 于 ${beijing(signedAt)} 签署`,
          `${name}: signed by ${signer} at ${beijing(signedAt)}`,
        ),
      ),
    },
    {
      key: 'shares',
      verdict: total === 10_000 ? 'pass' : 'fail',
      evidence: parties.map(({ name, shareBp }) =>
        plain(`${name}：${(shareBp / 100).toFixed(2)}%`, `${name}: ${(shareBp / 100).toFixed(2)}%`),
      ),
    },
  ];
}

/** `YYYY-MM-DD HH:MM:SS` in Beijing. */
const beijing = (instant: string | null) =>
  instant === null ? '—' : new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** What changed between the last two submitted contents, with the fields that an officer had marked. */
export async function differencesOf(
  tx: Tx,
  applicationId: string,
): Promise<{ from: number; to: number; items: z.input<typeof Difference>[] }> {
  const versions = await tx<{ contentVersion: number; content: FrozenContent }[]>`
    select s.content_version, f.content from submissions s join frozen_contents f on f.application_id = s.application_id and f.no = s.frozen_no
    where s.application_id = ${applicationId} order by s.content_version desc limit 2`;
  const [after, before] = versions;
  if (!after) return { from: 0, to: 0, items: [] };
  if (!before) return { from: 0, to: after.contentVersion, items: [] };
  const [correction] = await tx<{ payload: { marks?: FieldMark[] } }[]>`
    select payload from tasks where case_id = ${applicationId} and step = 'correction' and status = 'done' order by decided_at desc limit 1`;
  const marks = correction?.payload.marks ?? [];
  const places = new Map<string, { section: string; enterpriseId: string | null; before: unknown; after: unknown }>();
  const put = (content: FrozenContent, side: 'before' | 'after') => {
    const set = (section: string, enterpriseId: string | null, data: unknown) => {
      const key = `${section} ${enterpriseId ?? ''}`;
      const place = places.get(key) ?? { section, enterpriseId, before: {}, after: {} };
      place[side] = data;
      places.set(key, place);
    };
    for (const [section, data] of Object.entries(content.shared)) set(section, null, data);
    for (const party of content.parties)
      for (const [section, data] of Object.entries(party.sections)) set(section, party.enterpriseId, data);
    for (const enterpriseId of new Set([null, ...content.parties.map((party) => party.enterpriseId)])) {
      const names: Record<string, string> = {};
      for (const file of content.attachments) {
        if (file.enterpriseId === enterpriseId)
          names[file.slot] = names[file.slot] ? `${names[file.slot]}、${file.fileName}` : file.fileName;
      }
      set('attachments', enterpriseId, names);
    }
  };
  put(before.content, 'before');
  put(after.content, 'after');
  return {
    from: before.contentVersion,
    to: after.contentVersion,
    items: [...places.values()].flatMap((place) =>
      differences(place.before, place.after).map((change) => ({
        section: place.section,
        enterpriseId: place.enterpriseId,
        pointer: change.pointer,
        before: change.before ?? null,
        after: change.after ?? null,
        marked: marks.some(
          (mark) =>
            mark.section === place.section &&
            mark.enterpriseId === place.enterpriseId &&
            isUnder(change.pointer, mark.pointer),
        ),
      })),
    ),
  };
}
