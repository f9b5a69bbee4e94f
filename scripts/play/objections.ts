/** 异议 in a rehearsal: filed under a real name with signature and evidence, handled by somebody who has not reviewed the case before. */
import { smallPdf } from './acts.ts';
import type { Client } from './client.ts';
import { type Company, until } from './round.ts';

export type NoticeLine = { id: string; categoryNo: number; place: string; state: string };
type Notice = { id: string; roundId: string; kind: string };

/** Lines of the round's notice of this kind, once it is published. */
export async function noticeLines({ office, roundId }: Company, kind: string): Promise<NoticeLine[]> {
  const notice = await until(`${kind} notice`, async () => {
    const { items } = await office.get<{ items: Notice[] }>('/public/notices?perPage=100');
    return items.find((one) => one.roundId === roundId && one.kind === kind);
  });
  return (await office.get<{ items: NoticeLine[] }>(`/public/notices/${notice.id}`)).items;
}

async function file(person: Client, kind: 'statement' | 'evidence', title: string): Promise<string> {
  const fileName = encodeURIComponent(`${title}.pdf`);
  const answer = await person.call('POST', `/objection-files?kind=${kind}&fileName=${fileName}`, {
    body: smallPdf(`${kind} ${Math.random()}`).toString('latin1'),
    headers: { 'content-type': 'application/pdf' },
  });
  if (answer.status !== 201) throw new Error(`a file of an objection was refused: ${answer.status} ${answer.text}`);
  return (answer.body as { id: string }).id;
}

/** Objects to a line in the person's own name. @returns the objection's id */
export async function object(person: Client, line: NoticeLine, realName: string, statement: string): Promise<string> {
  const fileIds = [await file(person, 'statement', '异议书'), await file(person, 'evidence', '证明材料')];
  const filed = await person.post<{ id: string }>('/objections', {
    itemId: line.id,
    realName,
    mobile: '13900000001',
    enterpriseId: null,
    statement,
    fileIds,
  });
  return filed.id;
}

/** The handler takes the objection and decides it. */
export async function judge(
  handler: Client,
  objectionId: string,
  verdict: 'upheld' | 'rejected',
  words: { reason: string; publicReason: string },
): Promise<void> {
  await handler.post(`/objections/${objectionId}/handling`);
  await handler.post(`/objections/${objectionId}/verdict`, { verdict, ...words, amendment: null });
}
