/** What people do through the public API: rehearsals, stories in tests and the load of the bench are made of these acts. */
import { Upload } from 'tus-js-client';

/** A signed-in person as the story needs it. */
export type Person = {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown, options?: { ifMatch?: number }): Promise<T>;
  put<T>(path: string, body?: unknown, options?: { ifMatch?: number }): Promise<T>;
  /** Cookie header, for uploads. */
  cookie: string;
};
export type Stage = { baseUrl: string; as(email: string): Promise<Person> };

/** A party of a consortium with the people who act for it. */
export type ActingParty = {
  enterpriseId: string;
  /** By which the lead invites it. */
  identifier: string;
  owner: Person;
  signer: Person;
  /** Basis points of the whole; all parties add to 10,000. */
  shareBp: number;
  /** Data of its private sections by key. */
  sections: Record<string, unknown>;
};
/** The lead comes first. `password` is what signers and the lead give again. */
export type JointApplication = {
  roundId: string;
  categoryNo: number;
  parties: readonly ActingParty[];
  /** Data of the shared sections by key. */
  shared: Record<string, unknown>;
  password: string;
};

/** A small PDF whose bytes differ by title. */
export const smallPdf = (title: string) =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%${title}\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );

/** Uploads one file by tus as the person. Resolves when the server has taken it. */
export function upload(
  stage: Stage,
  person: Person,
  metadata: { applicationId: string; slot: string; enterpriseId: string; fileName: string },
  content: Buffer,
  mediaType = 'application/pdf',
): Promise<void> {
  return new Promise((resolve, reject) => {
    new Upload(content, {
      endpoint: `${stage.baseUrl}/api/v1/uploads`,
      headers: { cookie: person.cookie },
      metadata: { ...metadata, fileName: metadata.fileName, filename: metadata.fileName, filetype: mediaType },
      retryDelays: null,
      onSuccess: () => resolve(),
      onError: reject,
    }).start();
  });
}

export type View = {
  sections: { section: string; enterpriseId: string | null; version: number }[];
  parties: { enterpriseId: string; identifier: string; role: string }[];
  attachmentSlots: { key: string; required: boolean; scope: string }[];
};

/**
 * A consortium's whole work on one application, each person in the own account: draft, invitation, confirmation, sections, shares,
 * letters, freezing, signatures, submission.
 */
export async function apply(
  stage: Stage,
  { roundId, categoryNo, parties, shared, password }: JointApplication,
  options: { submit?: boolean } = {},
) {
  const [leading] = parties;
  if (!leading) throw new Error('an application needs a lead');
  const lead = leading.owner;
  const { id } = await lead.post<{ id: string }>('/applications', {
    roundId,
    categoryNo,
    enterpriseId: leading.enterpriseId,
  });
  for (const { identifier, enterpriseId, owner } of parties.slice(1)) {
    await lead.post(`/applications/${id}/parties`, { identifier });
    await owner.post(`/applications/${id}/parties/${enterpriseId}/answer`, { answer: 'confirmed' });
  }
  await lead.put(`/applications/${id}/shares`, {
    shares: parties.map(({ enterpriseId, shareBp }) => ({ enterpriseId, shareBp })),
  });
  await saveSections(lead, id, null, shared);
  for (const { enterpriseId, owner, sections } of parties) {
    await saveSections(owner, id, enterpriseId, sections);
    const view = await owner.get<View>(`/applications/${id}`);
    for (const slot of view.attachmentSlots.filter(
      ({ required, scope }) => required && (scope === 'party' || enterpriseId === leading.enterpriseId),
    )) {
      const metadata = { applicationId: id, slot: slot.key, enterpriseId, fileName: `${slot.key}.pdf` };
      await upload(stage, owner, metadata, smallPdf(`${id} ${enterpriseId}`));
    }
  }
  if (options.submit === false) return { id, receiptNo: null, sha256: null };
  const { sha256 } = await lead.post<{ sha256: string }>(`/applications/${id}/freezing`);
  for (const { enterpriseId, signer } of parties) {
    await signer.post(`/applications/${id}/signatures`, { enterpriseId, sha256, password });
  }
  const receipt = await lead.post<{ receiptNo: string; sha256: string }>(`/applications/${id}/submission`, {
    password,
  });
  return { id, receiptNo: receipt.receiptNo, sha256: receipt.sha256 };
}

/** Saves each section on top of the version on record. */
export async function saveSections(
  person: Person,
  applicationId: string,
  enterpriseId: string | null,
  sections: Record<string, unknown>,
): Promise<void> {
  const view = await person.get<View>(`/applications/${applicationId}`);
  for (const [section, data] of Object.entries(sections)) {
    const version =
      view.sections.find((row) => row.section === section && row.enterpriseId === enterpriseId)?.version ?? 0;
    await person.put(
      `/applications/${applicationId}/sections/${section}/${enterpriseId ?? 'shared'}`,
      { data },
      { ifMatch: version },
    );
  }
}

export type Task = { id: string; step: string; caseId: string; contentVersion: number; status: string };

/** The open task of a case in the person's queue, or undefined. */
export async function openTask(person: Person, caseId: string, step: string): Promise<Task | undefined> {
  const { items } = await person.get<{ items: Task[] }>(`/tasks?view=open&step=${step}&perPage=100`);
  return items.find((task) => task.caseId === caseId);
}

/** Decides the case's open task of this step. */
export async function decide(
  person: Person,
  caseId: string,
  step: string,
  decision: Record<string, unknown>,
): Promise<{ next: { taskId: string; step: string } | null }> {
  const task = await openTask(person, caseId, step);
  if (!task) throw new Error(`no open ${step} task of ${caseId}`);
  const reasons = step === 'propose' && decision.outcome === 'forward' ? await reasonsFor(person, caseId) : {};
  return person.post(`/tasks/${task.id}/decision`, { contentVersion: task.contentVersion, ...reasons, ...decision });
}

/** The office's reasons for what it proposes, one for each category. */
async function reasonsFor(person: Person, roundId: string) {
  const { categoryNos } = await person.get<{ categoryNos: number[] }>(`/rounds/${roundId}`);
  return { reasons: categoryNos.map((categoryNo) => ({ categoryNo, reason: '依评审排名与合格分数线拟定。' })) };
}

/**
 * The expert scores and signs every open sheet of the round. Points are a share of each criterion's maximum.
 * @returns the sheets signed
 */
export async function scoreSheets(
  expert: Person,
  roundId: string,
  share: (applicationId: string) => number,
): Promise<number> {
  const { items } = await expert.get<{ items: Task[] }>(`/tasks?view=open&step=score&roundId=${roundId}&perPage=100`);
  for (const task of items) {
    const view = await expert.get<{
      rubric: { criteria: { key: string; maxPoints: number }[] };
      sheet: { version: number };
    }>(`/tasks/${task.id}/scoring`);
    const points = Object.fromEntries(
      view.rubric.criteria.map(({ key, maxPoints }) => [key, Math.round(maxPoints * share(task.caseId) * 2) / 2]),
    );
    const { version } = await expert.put<{ version: number }>(
      `/tasks/${task.id}/score-sheet`,
      { points, advice: 'support', opinion: '材料完整，方案可行。' },
      { ifMatch: view.sheet.version },
    );
    await expert.post(`/tasks/${task.id}/score-sheet/signature`, {}, { ifMatch: version });
  }
  return items.length;
}
