/** An open call of a demo with one draft and one submitted application, made by the same steps people take. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Pack } from '../contracts/programme.ts';
import type { DemoApplication, DemoCast } from '../programmes/demo.ts';
import type { PrintAgreement } from './agreements.ts';
import { addAttachment } from './attachments.ts';
import type { Tx } from './client.ts';
import { answerInvitation, inviteParty, setShares } from './consortium.ts';
import { createDraft, saveSection } from './drafts.ts';
import { createRound, openRound } from './rounds.ts';
import { freeze, sign, submit } from './submission.ts';

const WINDOW_DAYS = 31;

type Person = { userId: string; name: string };

/**
 * A round for all categories, open for 31 days. The cast's first application stays a draft that waits for its partner; its
 * second is submitted, when its attachments can be stored.
 */
export async function loadDemoRound(
  tx: Tx,
  pack: Pack,
  cast: DemoCast,
  dataDir: string | null,
  print: PrintAgreement | null,
): Promise<void> {
  const office = await personWith(tx, 'cityOfficer', null);
  const closesAt = new Date(Date.now() + WINDOW_DAYS * 86_400_000).toISOString();
  const { id: roundId } = await createRound(
    tx,
    {
      programmeKey: pack.key,
      title: {
        zh: '行业电子商务平台联合申报（演示）',
        en: 'Joint applications for industry e-commerce platforms (demo)',
      },
      categoryNos: pack.categories.map(({ no }) => no),
      closesAt,
      workingDayMs: null,
    },
    office.userId,
  );
  await openRound(tx, roundId, office.userId);
  const [draft, submitted] = cast.applications;
  if (draft) await loadDraft(tx, roundId, cast, draft, false);
  if (submitted && dataDir !== null && print !== null) {
    const application = await loadDraft(tx, roundId, cast, submitted, true);
    for (const { key, scope, required } of pack.policy.attachments) {
      if (!required) continue;
      const owners = scope === 'party' ? application.parties : application.parties.slice(0, 1);
      for (const { enterpriseId, person } of owners)
        await attach(tx, application.id, enterpriseId, key, person.userId, dataDir);
    }
    const lead = application.parties[0];
    if (!lead) throw new Error('a demo application needs parties');
    const { sha256 } = await freeze(tx, application.id, lead.person.userId, print);
    for (const { enterpriseId } of application.parties) {
      const signer = await personWith(tx, 'enterpriseSigner', enterpriseId);
      await sign(tx, { applicationId: application.id, enterpriseId, sha256 }, signer.userId);
    }
    await submit(tx, application.id, (await personWith(tx, 'enterpriseOwner', lead.enterpriseId)).userId);
  }
}

/** Creates and fills a draft; with `confirmed` the partners have confirmed and filled theirs, else they are invited. */
async function loadDraft(tx: Tx, roundId: string, cast: DemoCast, demo: DemoApplication, confirmed: boolean) {
  const parties: {
    enterpriseId: string;
    identifier: string;
    shareBp: number;
    person: Person;
    sections: Record<string, Record<string, unknown>>;
  }[] = [];
  for (const { enterprise, shareBp, sections } of demo.parties) {
    const identifier = cast.enterprises.find(({ key }) => key === enterprise)?.uscc ?? '';
    const [row] = await tx<{ id: string }[]>`select id from enterprises where identifier = ${identifier}`;
    if (!row) throw new Error(`demo enterprise ${enterprise} is not loaded`);
    parties.push({
      enterpriseId: row.id,
      identifier,
      shareBp,
      person: await personWith(tx, 'enterpriseOwner', row.id),
      sections,
    });
  }
  const [lead, ...partners] = parties;
  if (!lead) throw new Error('a demo application needs a lead');
  const { id } = await createDraft(
    tx,
    { roundId, categoryNo: demo.categoryNo, enterpriseId: lead.enterpriseId },
    lead.person.userId,
  );
  for (const [section, data] of Object.entries(demo.shared))
    await save(tx, id, section, 'shared', data, lead.person.userId);
  for (const partner of partners) {
    await inviteParty(tx, id, partner.identifier, lead.person);
    if (confirmed) await answerInvitation(tx, id, partner.enterpriseId, 'confirmed', partner.person.userId);
  }
  for (const { enterpriseId, person, sections } of confirmed ? parties : [lead]) {
    for (const [section, data] of Object.entries(sections))
      await save(tx, id, section, enterpriseId, data, person.userId);
  }
  if (confirmed)
    await setShares(
      tx,
      id,
      parties.map(({ enterpriseId, shareBp }) => ({ enterpriseId, shareBp })),
      lead.person.userId,
    );
  return { id, parties };
}

/** Writes a section over whatever the profile has filled in. */
async function save(
  tx: Tx,
  applicationId: string,
  section: string,
  owner: string,
  data: Record<string, unknown>,
  actorId: string,
): Promise<void> {
  const [row] = await tx<{ version: number }[]>`
    select version from form_sections where application_id = ${applicationId} and section = ${section}
      and enterprise_id = ${owner === 'shared' ? '00000000-0000-0000-0000-000000000000' : owner}`;
  await saveSection(tx, { applicationId, section, owner, data, version: row?.version ?? 0 }, actorId);
}

async function attach(
  tx: Tx,
  applicationId: string,
  enterpriseId: string,
  slot: string,
  actorId: string,
  dataDir: string,
): Promise<void> {
  const content = demoPdf(`${slot} ${applicationId} ${enterpriseId}`);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = path.join(dataDir, 'content', sha256.slice(0, 2), sha256.slice(2));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  await addAttachment(tx, {
    applicationId,
    enterpriseId,
    slot,
    fileName: `${slot}.pdf`,
    mediaType: 'application/pdf',
    sizeBytes: content.length,
    sha256,
    scan: 'notScanned',
    uploadId: `demo-${applicationId}-${enterpriseId}-${slot}`,
    uploadedBy: actorId,
  });
}

/** The smallest PDF with one line of ASCII text. */
export function demoPdf(text: string): Buffer {
  const stream = `BT /F1 14 Tf 60 760 Td (Demo attachment: ${text.replace(/[()\\]/g, ' ')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, no) => {
    const offset = body.length;
    body += `${no + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${body}xref\n0 6\n0000000000 65535 f \n${table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}

/** Somebody of the demo who holds this role, in this enterprise where one is given. */
async function personWith(tx: Tx, role: string, enterpriseId: string | null): Promise<Person> {
  const [row] = await tx<Person[]>`
    select u.id as user_id, u.name from role_grants g join users u on u.id = g.user_id
    where g.role = ${role} and g.revoked_at is null ${enterpriseId === null ? tx`` : tx`and g.enterprise_id = ${enterpriseId}`}
    order by u.email limit 1`;
  if (!row) throw new Error(`nobody in the demo is ${role}`);
  return row;
}
