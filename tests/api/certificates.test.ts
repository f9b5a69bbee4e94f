/** Result letters and certificates: written with the result, downloaded by their parties, verified by anybody, revoked by the office. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ApplicationDocuments, LetterContent, PublicCertificate } from '../../contracts/documents.ts';
import { certificateDocument } from '../../api/documents/certificate.ts';
import { letterDocument } from '../../api/documents/result-letter.ts';
import { RATE_LIMITS } from '../../api/rate-limits.ts';
import { certificateData } from '../../db/certificate-views.ts';
import { revokeCertificatesOf } from '../../db/certificates.ts';
import { renounce } from '../../db/vacancies.ts';
import { letterData } from '../../db/result-letters.ts';
import { sha256Hex } from '../../domain/hashing.ts';
import { canonicalJson } from '../../domain/submission-content.ts';
import { awardedApplication } from '../support/awarded.ts';
import type { Client } from '../support/client.ts';
import { applyJointly, decide, personOf, sampleApplication } from '../support/story.ts';
import { openScene, problemOf, type Scene } from '../support/scene.ts';
import { startSystem } from '../support/system.ts';
import { textsOf } from '../support/paper.ts';

const food = sampleApplication('food');
let scene: Scene;
let lead: Client;
beforeAll(async () => {
  scene = await openScene();
  lead = await scene.person('enterpriseOwner', { enterprise: food.lead });
});
afterAll(() => scene.close());

const apply = async () => {
  const roundId = await scene.openRound();
  return { roundId, ...(await applyJointly(scene.stage, scene.ids, roundId, food)) };
};
const documents = (client: Client, id: string) => client.get<ApplicationDocuments>(`/applications/${id}/documents`);
const pdfOf = async (client: Client, path: string) => {
  const answer = await fetch(`${scene.system.baseUrl}/api/v1${path}`, { headers: { cookie: client.cookie } });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
};

const awarded = () => awardedApplication(scene);

describe('a refusal', () => {
  test('leaves a letter with the desk’s words, the reason, and how to ask for a review', async () => {
    const { id } = await apply();
    expect(await documents(lead, id)).toEqual({ letters: [], certificates: [], mayRevoke: false });
    const district = await scene.as('jinshui.officer@demo.tenfold.example');
    await decide(district, id, 'formCheck', { outcome: 'notAccepted', reason: '不属于食品行业平台' });

    const { letters } = await documents(lead, id);
    expect(letters).toMatchObject([
      { no: 1, decision: 'refused', number: expect.stringMatching(/^ZZEC-RL-\d{4}-\d{6}$/) },
    ]);
    const letter = (await letterData(scene.sql, id, 1)) as NonNullable<Awaited<ReturnType<typeof letterData>>>;
    expect(letter.content).toMatchObject({
      reason: '不属于食品行业平台',
      step: 'formCheck',
      outcomeLabel: { zh: '不予受理' },
      reviewWorkingDays: 5,
      rank: null,
      rehearsal: true,
      parties: [{ lead: true }, { lead: false }],
    });
    const words = textsOf(letterDocument(letter)).join('\n');
    for (const part of [
      '不予受理',
      '不属于食品行业平台',
      '5 个工作日',
      letter.content.number,
      letter.content.receiptNo,
    ])
      expect(words).toContain(part);

    const pdf = await pdfOf(lead, `/applications/${id}/letters/1.pdf`);
    expect(pdf.status).toBe(200);
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const other = await scene.person('enterpriseOwner', { enterprise: 'zaoxiang-food' });
    expect((await pdfOf(other, `/applications/${id}/letters/1.pdf`)).status).toBe(404);
    expect((await pdfOf(lead, `/applications/${id}/letters/2.pdf`)).status).toBe(404);
  });

  test('stays as it was told: neither the letter nor its hash can be changed, and the enterprise’s new name is not in it', async () => {
    const { id } = await apply();
    const district = await scene.as('jinshui.officer@demo.tenfold.example');
    await decide(district, id, 'formCheck', { outcome: 'notAccepted', reason: '不属于食品行业平台' });
    const before = await scene.sql<{ content: LetterContent; sha256: string; text: string }[]>`
      select content, content::text as text, sha256 from result_letters where application_id = ${id}`;
    expect(sha256Hex(before[0]?.text ?? '')).toBe(before[0]?.sha256);
    const name = before[0]?.content.parties[0]?.name as string;
    await scene.sql`update enterprises set name = name || '（更名）' where name = ${name}`;
    const letter = await letterData(scene.sql, id, 1);
    expect(letter?.content.parties[0]?.name).toBe(name);
    await scene.sql`update enterprises set name = ${name} where name = ${`${name}（更名）`}`;
    await expect(
      scene.sql`update result_letters set decision = 'awarded' where application_id = ${id}`,
    ).rejects.toThrow('append-only');
  });
});

test('a withdrawal leaves a letter without a review, a draft’s leaves none', async () => {
  const { id } = await apply();
  await lead.post(`/applications/${id}/withdrawal`, { reason: '另有安排' });
  const letter = (await letterData(scene.sql, id, 1)) as NonNullable<Awaited<ReturnType<typeof letterData>>>;
  expect(letter.content).toMatchObject({ decision: 'withdrawn', reason: '另有安排' });
  expect(textsOf(letterDocument(letter)).join('\n')).not.toContain('复核');
  const draft = await lead.post<{ id: string }>('/applications', {
    roundId: await scene.openRound(),
    categoryNo: food.categoryNo,
    enterpriseId: scene.ids[food.lead],
  });
  await lead.post(`/applications/${draft.id}/withdrawal`, { reason: '另有安排' });
  expect((await documents(lead, draft.id)).letters).toEqual([]);
});

describe('an award', () => {
  test('brings one certificate, however often it is issued, and a letter with rank and score', async () => {
    const { id, issue, number } = await awarded();
    expect(number).toMatch(/^ZZEC-DRILL-\d{4}-03-\d{4}$/);
    expect(await issue()).toEqual([]);
    const { certificates, letters } = await documents(lead, id);
    expect(certificates).toMatchObject([{ number, revoked: null }]);
    expect(letters).toMatchObject([{ decision: 'awarded' }]);
    expect((await letterData(scene.sql, id, 1))?.content).toMatchObject({ rank: 1, scoreHundredths: 8650 });
    const facts = await scene.sql`select 1 from facts where case_id = ${id} and kind = 'certificateIssued'`;
    expect(facts).toHaveLength(1);
  });

  test('numbers go on within year and category', async () => {
    const [first, second] = [await awarded(), await awarded()];
    const serial = (number: string) => Number(number.slice(-4));
    expect(serial(second.number)).toBe(serial(first.number) + 1);
  });

  test('the paper holds its holders, the hash of what it says, the rehearsal’s mark and the way to its proof', async () => {
    const { id, number } = await awarded();
    const paper = (await certificateData(scene.sql, id, number)) as NonNullable<
      Awaited<ReturnType<typeof certificateData>>
    >;
    expect(sha256Hex(canonicalJson(paper.content))).toBe(paper.sha256);
    const url = `${scene.system.baseUrl}/certificates/${number}?code=${paper.code}`;
    const sheet = certificateDocument(paper, url);
    const words = textsOf(sheet);
    for (const { name } of paper.content.parties) expect(words).toContain(name);
    expect(words).toContain(url);
    expect(sheet.watermark).toMatchObject({ text: '演练 REHEARSAL' });
    const pdf = await pdfOf(lead, `/applications/${id}/certificates/${number}.pdf`);
    expect(pdf.status).toBe(200);
    expect(pdf.bytes.length).toBeGreaterThan(20_000);
  });

  test('anybody verifies it by number; the code tells the real paper from one made up', async () => {
    const { id, number } = await awarded();
    const ask = (query = '') => scene.system.anonymous.get<PublicCertificate>(`/public/certificates/${number}${query}`);
    const code = (await certificateData(scene.sql, id, number))?.code as string;
    expect(await ask()).toMatchObject({ state: 'valid', code: 'notGiven', rehearsal: true, category: { no: 3 } });
    expect(await ask(`?code=${code.toLowerCase().replaceAll('-', '')}`)).toMatchObject({ code: 'right' });
    expect(await ask('?code=0000-0000-0000-0000')).toMatchObject({ code: 'wrong' });
    expect(JSON.stringify(await ask())).not.toContain(code);
    const unknown = await scene.system.anonymous.call('GET', '/public/certificates/ZZEC-CERT-2010-01-0001');
    expect(unknown.status).toBe(404);
  });
});

describe('a revocation', () => {
  test('by the office says when and why to everybody, once', async () => {
    const { id, number } = await awarded();
    const path = `/applications/${id}/certificates/${number}/revocation`;
    expect(problemOf(await lead.call('POST', path, { body: { reason: '不行' } })).code).toBe('forbidden');
    expect(problemOf(await scene.city.call('POST', path, { body: { reason: ' ' } }))).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/reason' }],
    });
    const { revokedAt } = await scene.city.post<{ revokedAt: string }>(path, { reason: '项目终止' });
    const proof = await scene.system.anonymous.get<PublicCertificate>(`/public/certificates/${number}`);
    expect(proof).toMatchObject({ state: 'revoked', revoked: { at: revokedAt, reason: '项目终止' } });
    const again = problemOf(await scene.city.call('POST', path, { body: { reason: '再来' } }));
    expect(again).toMatchObject({ code: 'conflict', decidedAt: revokedAt });
    expect(again.decidedBy).toBeTruthy();
    const paper = await certificateData(scene.sql, id, number);
    expect(certificateDocument(paper as never, 'x').watermark).toMatchObject({ text: '已撤销 REVOKED' });
    const told = await scene.sql`select 1 from messages where case_id = ${id} and template = 'certificateRevoked'`;
    expect(told.length).toBeGreaterThan(1);
    await expect(scene.sql`update certificates set revoke_reason = '改写' where number = ${number}`).rejects.toThrow(
      'does not change',
    );
    await expect(scene.sql`delete from certificates where number = ${number}`).rejects.toThrow('does not change');
  });

  test('is not undone by issuing again, and revoking nothing does nothing', async () => {
    const { id, issue } = await awarded();
    const revoke = () => scene.sql.begin((tx) => revokeCertificatesOf(tx, id, null, '撤销入选决定'));
    expect(await revoke()).toBeTruthy();
    expect(await revoke()).toBeNull();
    expect(await issue()).toEqual([]);
    expect((await documents(lead, id)).certificates).toMatchObject([{ revoked: { reason: '撤销入选决定' } }]);
  });
});

test('a place given up after the award revokes its certificate and leaves a second letter', async () => {
  const { id } = await awarded();
  const owner = await scene.userId(personOf('enterpriseOwner', { enterprise: food.lead }));
  await scene.sql.begin((tx) => renounce(tx, id, '资金未落实', owner));
  const { letters, certificates } = await documents(lead, id);
  expect(certificates).toMatchObject([{ revoked: { reason: '资金未落实' } }]);
  expect(letters).toMatchObject([
    { no: 2, decision: 'renounced' },
    { no: 1, decision: 'awarded' },
  ]);
  const letter = (await letterData(scene.sql, id, 2)) as NonNullable<Awaited<ReturnType<typeof letterData>>>;
  const words = textsOf(letterDocument(letter)).join('\n');
  expect(words).toContain('放弃');
  expect(words).toContain('资金未落实');
});

describe('the register', () => {
  type Register = { items: { number: string; state: string; parties: { name: string }[] }[] };
  test('finds by number, holder, identifier and project, and tells the states apart', async () => {
    const { id, number } = await awarded();
    const { number: later } = await awarded();
    const find = async (query: string) =>
      (await scene.city.get<Register>(`/certificates?perPage=100&${query}`)).items.map((row) => row.number);
    const [row] = (await scene.city.get<Register>(`/certificates?q=${number}`)).items;
    expect(row).toMatchObject({ number, state: 'valid' });
    const [holder] = row?.parties ?? [];
    for (const q of [holder?.name.slice(2, 6) ?? '', '91410105PDY0010128', '食品产业'])
      expect(await find(`q=${encodeURIComponent(q)}`)).toEqual(expect.arrayContaining([number, later]));
    expect((await find('')).indexOf(later)).toBeLessThan((await find('')).indexOf(number));
    expect(await find('q=%25')).toEqual([]);
    await scene.sql.begin((tx) => revokeCertificatesOf(tx, id, null, '终止'));
    expect(await find('state=revoked')).toContain(number);
    expect(await find('state=valid')).not.toContain(number);
  });
});

test('numbers cannot be guessed through', async () => {
  const system = await startSystem({
    seeded: false,
    rateLimits: { ...RATE_LIMITS, lookUp: { points: 2, seconds: 600 } },
  });
  try {
    const ask = () => system.anonymous.call('GET', '/public/certificates/ZZEC-CERT-2026-01-0001');
    expect([(await ask()).status, (await ask()).status]).toEqual([404, 404]);
    const third = await ask();
    expect(problemOf(third)).toMatchObject({ code: 'tooMany', retryAfterSeconds: expect.any(Number) });
    // Nor by another way of asking the same.
    const at = (path: string, method = 'GET') =>
      fetch(new URL(path, system.baseUrl), { method }).then(({ status }) => status);
    expect(await at('/API/v1/public/certificates/ZZEC-CERT-2026-01-0001')).toBe(429);
    expect(await at('/api/V1/public/certificates/ZZEC-CERT-2026-01-0001/')).toBe(429);
    expect(await at('/api/v1/public/certificates/ZZEC-CERT-2026-01-0001', 'HEAD')).toBe(429);
  } finally {
    await system.close();
  }
});
