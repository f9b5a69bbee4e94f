/** Objections through the public API: file with signed statement and evidence, take, decide. */
import { type Person, type Stage, smallPdf } from './acts.ts';

export type NoticeLine = { id: string; categoryNo: number; place: string; projectName: string | null; state: string };
export type Notice = { id: string; roundId: string; kind: string; state: string; items: NoticeLine[] };

/** Notices of a round as everybody reads them, latest first. */
export async function noticesOf(person: Pick<Person, 'get'>, roundId: string): Promise<Notice[]> {
  const { items } = await person.get<{ items: Omit<Notice, 'items'>[] }>('/public/notices?perPage=100');
  return Promise.all(
    items.filter((one) => one.roundId === roundId).map(({ id }) => person.get<Notice>(`/public/notices/${id}`)),
  );
}

/** Uploads one file of an objection. @returns its id */
export async function uploadForObjection(
  stage: Stage,
  person: Pick<Person, 'cookie'>,
  kind: 'statement' | 'evidence',
  content: Buffer = smallPdf(`${kind} ${Math.random()}`),
  mediaType = 'application/pdf',
): Promise<string> {
  const query = new URLSearchParams({ kind, fileName: `${kind}.pdf` });
  const reply = await fetch(`${stage.baseUrl}/api/v1/objection-files?${query}`, {
    method: 'POST',
    headers: { cookie: person.cookie, 'content-type': mediaType },
    body: new Uint8Array(content),
  });
  const body = (await reply.json()) as { id: string };
  if (!reply.ok) throw new Error(`upload refused: ${reply.status} ${JSON.stringify(body)}`);
  return body.id;
}

export const OBJECTION = {
  realName: '王建国',
  mobile: '13800138000',
  enterpriseId: null,
  statement: '该项目申报材料中的服务合同与公开信息不一致，具体事实见所附证据，请予核实。',
};

/** Objects to a line of a notice with everything that is asked for. */
export async function objectTo(
  stage: Stage,
  person: Person,
  itemId: string,
  given: Partial<typeof OBJECTION> = {},
): Promise<{ id: string; no: string; filedAt: string; dueAt: string }> {
  const fileIds = [
    await uploadForObjection(stage, person, 'statement'),
    await uploadForObjection(stage, person, 'evidence'),
  ];
  return person.post('/objections', { ...OBJECTION, itemId, fileIds, ...given });
}

type Verdict = 'upheld' | 'partlyUpheld' | 'rejected' | 'notAccepted';

/** Takes an objection and decides it. */
export async function decideObjection(
  officer: Person,
  objectionId: string,
  verdict: Verdict,
  amendment: { note: string; projectName: string | null } | null = verdict === 'partlyUpheld'
    ? { note: '更正项目名称。', projectName: null }
    : null,
): Promise<void> {
  await officer.post(`/objections/${objectionId}/handling`);
  await officer.post(`/objections/${objectionId}/verdict`, {
    verdict,
    reason: '经核查，处理意见如上。',
    publicReason: '经核查相关材料作出结论。',
    amendment,
  });
}
