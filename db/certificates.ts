/** Certificates (证书): issued with the published result, revoked with a reason (processes §0, steps 10–11). */
import { randomBytes } from 'node:crypto';
import type { CertificateContent } from '../contracts/documents.ts';
import { Problem } from '../contracts/problem-error.ts';
import type { Bilingual } from '../contracts/text.ts';
import { certificateNumber, verificationCode } from '../domain/certificates.ts';
import { sha256Hex } from '../domain/hashing.ts';
import { canonicalJson, type FrozenContent } from '../domain/submission-content.ts';
import { recordFact } from './cases.ts';
import { json, type Tx } from './client.ts';
import { postMessages } from './messages.ts';
import { categoryOf, type RoundFrame, roundFrame } from './programmes.ts';

/** Everybody reads it who verifies the old paper, in either language. */
const REPLACED = '成员变更，已换发新证书 · Members changed: replaced by a new certificate';

type Awarded = {
  applicationId: string;
  categoryNo: number;
  projectName: string | null;
  parties: Pick<FrozenContent['parties'][number], 'name' | 'identifier' | 'lead'>[] | null;
  publishedBy: string | null;
  issuedOn: string;
};

/**
 * Issues the certificates that a round's published results call for: one for each awarded application that never had one, with
 * what its parties submitted. To be called in the transaction of the publication, which holds the cases.
 * @returns numbers issued; none when all have theirs
 */
export async function issueCertificates(tx: Tx, roundId: string): Promise<string[]> {
  const awarded = await tx<Awarded[]>`
    select a.case_id as application_id, a.category_no, a.project_name, f.content -> 'parties' as parties, s.published_by,
           to_char(clock_timestamp() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as issued_on
    from applications a
    left join results s on s.round_id = a.round_id and s.application_id = a.case_id and s.state = 'valid'
    left join submissions u on u.application_id = a.case_id and u.content_version = a.content_version
    left join frozen_contents f on f.application_id = a.case_id and f.no = u.frozen_no
    where a.round_id = ${roundId} and a.status = 'awarded'
      and not exists (select 1 from certificates c where c.application_id = a.case_id)
    order by a.category_no, s.place, a.case_id`;
  return awarded.length === 0 ? [] : issue(tx, roundId, awarded);
}

/**
 * 换发: an application's valid certificate ends and one that names its parties as they stand now takes its place. Nothing when none is
 * valid: what the office revoked stays revoked. The caller holds the case and tells the parties.
 * @returns number of the new certificate, null when none was valid
 */
export async function replaceCertificate(
  tx: Tx,
  applicationId: string,
  actorId: string | null,
): Promise<string | null> {
  const [old] = await tx<{ number: string; roundId: string }[]>`
    update certificates set revoked_at = clock_timestamp(), revoked_by = ${actorId}, revoke_reason = ${REPLACED}
    where application_id = ${applicationId} and revoked_at is null returning number, round_id`;
  if (!old) return null;
  await recordFact(tx, applicationId, 'certificateRevoked', actorId, { number: old.number, reason: REPLACED }, false);
  const standing = await tx<Awarded[]>`
    select a.case_id as application_id, a.category_no, a.project_name, ${actorId} as published_by,
           (select jsonb_agg(jsonb_build_object('name', e.name, 'identifier', e.identifier, 'lead', p.role = 'lead') order by p.role, e.name)
            from application_parties p join enterprises e on e.id = p.enterprise_id
            where p.application_id = a.case_id and p.status = 'confirmed') as parties,
           to_char(clock_timestamp() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as issued_on
    from applications a where a.case_id = ${applicationId}`;
  return (await issue(tx, old.roundId, standing))[0] as string;
}

async function issue(tx: Tx, roundId: string, awarded: readonly Awarded[]): Promise<string[]> {
  const frame = (await roundFrame(tx, roundId)) as RoundFrame;
  const serials = await takeSerials(tx, frame, awarded);
  const rows = awarded.map((one) => {
    const serial = serials.get(one.categoryNo) ?? 1;
    serials.set(one.categoryNo, serial + 1);
    const content = contentOf(frame, one, serial);
    const canonical = canonicalJson(content);
    return {
      number: content.number,
      application_id: one.applicationId,
      category_no: one.categoryNo,
      content,
      canonical,
      sha256: sha256Hex(canonical),
      code: verificationCode(randomBytes(10)),
      issued_by: one.publishedBy,
    };
  });
  await tx`
    insert into certificates (number, application_id, round_id, category_no, content, canonical, sha256, code, issued_at, issued_by)
    select c.number, c.application_id, ${roundId}, c.category_no, c.content, c.canonical, c.sha256, c.code, clock_timestamp(), c.issued_by
    from jsonb_to_recordset(${json(tx, rows)}) as c(number text, application_id uuid, category_no int, content jsonb, canonical text,
      sha256 text, code text, issued_by text)`;
  await tx`
    select record_fact(c.application_id, 'certificateIssued', c.issued_by,
      jsonb_build_object('number', c.number, 'sha256', c.sha256), true)
    from certificates c where c.number = any(${rows.map(({ number }) => number)}) order by c.application_id`;
  return rows.map(({ number }) => number);
}

/** Takes as many numbers of each category's series of the year as are needed. Returns the first of each. */
async function takeSerials(tx: Tx, frame: RoundFrame, awarded: readonly Awarded[]): Promise<Map<number, number>> {
  const firsts = new Map<number, number>();
  for (const categoryNo of new Set(awarded.map((one) => one.categoryNo))) {
    const count = awarded.filter((one) => one.categoryNo === categoryNo).length;
    const series = certificateNumber(seriesOf(frame, awarded[0] as Awarded, categoryNo), 1).slice(0, -5);
    const [row] = await tx<{ last: number }[]>`
      insert into document_serials (series, last) values (${series}, ${count})
      on conflict (series) do update set last = document_serials.last + excluded.last returning last`;
    firsts.set(categoryNo, (row?.last ?? count) - count + 1);
  }
  return firsts;
}

const seriesOf = (frame: RoundFrame, { issuedOn }: Awarded, categoryNo: number) => ({
  prefix: frame.pack.receiptPrefix,
  rehearsal: frame.workingDayMs !== null,
  year: Number(issuedOn.slice(0, 4)),
  categoryNo,
});

function contentOf(frame: RoundFrame, one: Awarded, serial: number): CertificateContent {
  const { pack } = frame;
  return {
    layout: 1,
    number: certificateNumber(seriesOf(frame, one, one.categoryNo), serial),
    applicationId: one.applicationId,
    programme: pack.name,
    document: pack.document.number,
    issuer: pack.document.issuer,
    roundTitle: frame.title,
    category: { no: one.categoryNo, ...categoryOf(pack, one.categoryNo).name },
    projectName: one.projectName,
    parties: (one.parties ?? []).map(({ name, identifier, lead }) => ({ name, identifier, lead })),
    issuedOn: one.issuedOn,
    rehearsal: frame.workingDayMs !== null,
  };
}

/**
 * Revokes the valid certificates of an application (撤销), tells its parties, and says who and why in its history. Nothing
 * when there is none.
 * @returns instant of the revocation, null when nothing was valid
 */
export async function revokeCertificatesOf(
  tx: Tx,
  applicationId: string,
  actorId: string | null,
  reason: string,
): Promise<string | null> {
  await tx`select 1 from cases where id = ${applicationId} for update`;
  const revoked = await tx<{ number: string; revokedAt: string; project: string; round: Bilingual }[]>`
    update certificates set revoked_at = clock_timestamp(), revoked_by = ${actorId}, revoke_reason = ${reason}
    where application_id = ${applicationId} and revoked_at is null
    returning number, revoked_at, coalesce(content ->> 'projectName', number) as project, content -> 'roundTitle' as round`;
  for (const { number, project, round } of revoked) {
    const { version } = await recordFact(tx, applicationId, 'certificateRevoked', actorId, { number, reason });
    // The application's workflow has ended with the result: the word itself tells its people.
    const people = await tx<{ userId: string; email: string; locale: 'zh' | 'en' }[]>`
      select distinct u.id as user_id, u.email, u.locale
      from application_parties p join role_grants g on g.enterprise_id = p.enterprise_id and g.revoked_at is null
      join users u on u.id = g.user_id where p.application_id = ${applicationId} and p.status = 'confirmed'`;
    await postMessages(
      tx,
      people.map((person) => ({
        ...person,
        template: 'certificateRevoked' as const,
        values: { project, round, number, reason },
        caseId: applicationId,
        link: `/desk/applications/${applicationId}`,
        dedupeKey: [applicationId, version, 'certificateRevoked', person.userId].join('/'),
      })),
    );
  }
  return revoked[0]?.revokedAt ?? null;
}

/** The office's revocation of one certificate by its number. */
export async function revokeCertificate(
  tx: Tx,
  applicationId: string,
  number: string,
  actorId: string,
  reason: string,
): Promise<{ revokedAt: string }> {
  await tx`select 1 from cases where id = ${applicationId} for update`;
  const [found] = await tx<{ revokedAt: string | null; by: string | null }[]>`
    select c.revoked_at, u.name as by from certificates c left join users u on u.id = c.revoked_by
    where c.application_id = ${applicationId} and c.number = ${number}`;
  if (!found) throw new Problem('notFound');
  if (found.revokedAt !== null)
    throw new Problem('conflict', { why: 'decided', decidedBy: found.by, decidedAt: found.revokedAt });
  const revokedAt = await revokeCertificatesOf(tx, applicationId, actorId, reason);
  return { revokedAt: revokedAt as string };
}
