/** The consortium's agreement (联合体协议): printed from the content, covered by every signature, read by its parties. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { agreementDocument } from '../../api/documents/agreement.ts';
import { type AgreementData, agreementData } from '../../db/agreements.ts';
import { type RoundFrame, roundFrame } from '../../db/programmes.ts';
import { sha256Hex } from '../../domain/hashing.ts';
import type { FrozenContent } from '../../domain/submission-content.ts';
import type { Client } from '../support/client.ts';
import { textsOf } from '../support/paper.ts';
import { openScene, type Scene } from '../support/scene.ts';
import { applyJointly, cast, PASSWORD, sampleApplication } from '../support/story.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene.close();
});

const food = sampleApplication('food');
const as = (name: string) => scene.as(`${name}@demo.tenfold.example`);
const usccOf = (key: string) => cast.enterprises.find((enterprise) => enterprise.key === key)?.uscc as string;

async function pdfOf(client: Client, id: string) {
  const answer = await fetch(`${scene.stage.baseUrl}/api/v1/applications/${id}/agreement.pdf`, {
    headers: { cookie: client.cookie },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, sha256: sha256Hex(bytes), head: bytes.subarray(0, 5).toString() };
}
const frozenOf = async (id: string) =>
  (
    await scene.sql<{ content: FrozenContent; canonical: string }[]>`
      select content, canonical from frozen_contents where application_id = ${id} order by no desc limit 1`
  )[0] as { content: FrozenContent; canonical: string };

test('the PDF that parties read is the one whose SHA-256 they sign', async () => {
  const roundId = await scene.openRound();
  const { id, sha256 } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const { content, canonical } = await frozenOf(id);
  expect(sha256Hex(canonical)).toBe(sha256);
  expect(canonical).toContain(content.agreement?.sha256 as string);
  for (const name of ['yuweiyuan.owner', 'liantong.signer', 'jinshui.officer', 'city.officer', 'auditor'])
    expect(await pdfOf(await as(name), id)).toEqual({ status: 200, sha256: content.agreement?.sha256, head: '%PDF-' });
  for (const name of ['songyue.owner', 'erqi.officer', 'expert1']) {
    expect((await pdfOf(await as(name), id)).status).toBe(404);
  }
  expect((await scene.view(await as('liantong.owner'), id)).agreement).toEqual({
    section: 'agreement',
    sha256: content.agreement?.sha256,
  });
  await expect(scene.sql`update frozen_agreements set pdf = ''`).rejects.toThrow('append-only');
});

test('a draft has a preview for its parties and whoever is invited; a change of shares makes another paper', async () => {
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food, { submit: false });
  const owner = await as('yuweiyuan.owner');
  await owner.post(`/applications/${id}/parties`, { identifier: usccOf('yunqiao-service') });
  const invited = await as('yunqiao.owner');
  expect((await pdfOf(invited, id)).status).toBe(200);
  expect((await scene.view(invited, id)).agreement).toEqual({ section: 'agreement', sha256: null });
  await invited.post(`/applications/${id}/parties/${scene.ids['yunqiao-service']}/answer`, { answer: 'declined' });
  expect((await pdfOf(invited, id)).status).toBe(404);

  await owner.post(`/applications/${id}/freezing`);
  const first = (await frozenOf(id)).content.agreement?.sha256;
  await owner.delete(`/applications/${id}/freezing`);
  await owner.put(`/applications/${id}/shares`, {
    shares: [
      { enterpriseId: scene.ids['yuweiyuan-food'], shareBp: 6_000 },
      { enterpriseId: scene.ids['liantong-network'], shareBp: 4_000 },
    ],
  });
  const { sha256 } = await owner.post<{ sha256: string }>(`/applications/${id}/freezing`);
  const second = (await frozenOf(id)).content.agreement?.sha256;
  expect(second).not.toBe(first);
  const signer = await as('liantong.signer');
  expect((await pdfOf(signer, id)).sha256).toBe(second);
  await signer.post(`/applications/${id}/signatures`, {
    enterpriseId: scene.ids['liantong-network'],
    sha256,
    password: PASSWORD,
  });
});

test('it says who, with which share of how much, and the terms; what the font lacks is written as code points', async () => {
  const roundId = await scene.openRound();
  const { id } = await applyJointly(scene.stage, scene.ids, roundId, food);
  const { content } = await frozenOf(id);
  const frame = (await roundFrame(scene.sql, roundId)) as RoundFrame;
  const data = agreementData(frame, {
    ...content,
    shared: { ...content.shared, agreement: { ...(content.shared.agreement as object), exitTerms: '😀甲方退出' } },
  }) as AgreementData;
  const texts = textsOf(agreementDocument(data, { draft: false }));
  // 8,000,000 yuan asked for, split 70 : 30.
  expect(texts).toEqual(expect.arrayContaining(['70.00 %', '30.00 %', '100.00 %']));
  expect(data.parties.map(({ amountFen }) => amountFen)).toEqual([560_000_000, 240_000_000]);
  for (const { name, identifier } of content.parties) expect(texts).toEqual(expect.arrayContaining([name, identifier]));
  expect(texts.filter((text) => text.endsWith('甲方退出'))).toEqual(['[U+1F600]甲方退出']);
  expect(texts.some((text) => text.includes('本协议仅在本项目获得批准后生效'))).toBe(true);
  expect(texts).toContain('演练 REHEARSAL');
  expect(textsOf(agreementDocument({ ...data, rehearsal: false }, { draft: false }))).not.toContain('演练 REHEARSAL');
  expect(textsOf(agreementDocument({ ...data, rehearsal: false }, { draft: true }))).toContain('草案 DRAFT');
  const bare = {
    ...frame,
    policy: { ...frame.policy, consortium: { ...frame.policy.consortium, agreement: undefined } },
  };
  expect(agreementData(bare as unknown as RoundFrame, content)).toBeNull();
});
