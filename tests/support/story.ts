/** People of the demo cast acting through the public API: what stories, the bench and the page tests share. */
import { createHash } from 'node:crypto';
import { Upload } from 'tus-js-client';
import { type DemoApplication, type DemoCast, demoCast } from '../../programmes/demo.ts';

/** A signed-in person as the story needs it. */
export type Person = {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown, options?: { ifMatch?: number }): Promise<T>;
  put<T>(path: string, body?: unknown, options?: { ifMatch?: number }): Promise<T>;
  /** Cookie header, for uploads. */
  cookie: string;
};
export type Stage = { baseUrl: string; as(email: string): Promise<Person> };

export const cast = demoCast('zhengzhou-ecommerce') as DemoCast;
export const PASSWORD = cast.password;

/** E-mail of the first demo user who holds the role for the enterprise or body. */
export function personOf(role: string, place: { enterprise?: string; bodyId?: string } = {}): string {
  const found = cast.users.find(({ grants }) =>
    grants.some(
      (grant) =>
        grant.role === role &&
        (!place.enterprise || grant.enterprise === place.enterprise) &&
        (!place.bodyId || grant.bodyId === place.bodyId),
    ),
  );
  if (!found) throw new Error(`nobody in the cast is ${role} of ${JSON.stringify(place)}`);
  return found.email;
}

const enterpriseOf = (key: string) => {
  const found = cast.enterprises.find((enterprise) => enterprise.key === key);
  if (!found) throw new Error(`no enterprise ${key} in the cast`);
  return found;
};

export const sampleApplication = (key: string): DemoApplication => {
  const found = cast.applications.find((application) => application.key === key);
  if (!found) throw new Error(`no application ${key} in the cast`);
  return found;
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

type View = {
  sections: { section: string; enterpriseId: string | null; version: number }[];
  parties: { enterpriseId: string; identifier: string; role: string }[];
  attachmentSlots: { key: string; required: boolean; scope: string }[];
};

/** Enterprises' ids by cast key, as the database knows them. */
export type EnterpriseIds = Record<string, string>;

/**
 * A consortium's whole work on one application, each person in the own account: draft, invitation, confirmation, sections, shares,
 * letters, freezing, signatures, submission.
 */
export async function applyJointly(
  stage: Stage,
  ids: EnterpriseIds,
  roundId: string,
  sample: DemoApplication,
  options: { submit?: boolean } = {},
) {
  const [leadParty] = sample.parties;
  const lead = await stage.as(personOf('enterpriseOwner', { enterprise: sample.lead }));
  const { id } = await lead.post<{ id: string }>('/applications', {
    roundId,
    categoryNo: sample.categoryNo,
    enterpriseId: ids[sample.lead],
  });
  for (const { enterprise } of sample.parties.slice(1)) {
    await lead.post(`/applications/${id}/parties`, { identifier: enterpriseOf(enterprise).uscc });
    const partner = await stage.as(personOf('enterpriseOwner', { enterprise }));
    await partner.post(`/applications/${id}/parties/${ids[enterprise]}/answer`, { answer: 'confirmed' });
  }
  await lead.put(`/applications/${id}/shares`, {
    shares: sample.parties.map(({ enterprise, shareBp }) => ({ enterpriseId: ids[enterprise], shareBp })),
  });
  await saveSections(lead, id, null, sample.shared);
  for (const { enterprise, sections } of sample.parties) {
    const member = await stage.as(personOf('enterpriseOwner', { enterprise }));
    await saveSections(member, id, ids[enterprise] as string, sections);
    const view = await member.get<View>(`/applications/${id}`);
    for (const slot of view.attachmentSlots.filter(
      ({ required, scope }) => required && (scope === 'party' || enterprise === leadParty?.enterprise),
    )) {
      await upload(
        stage,
        member,
        { applicationId: id, slot: slot.key, enterpriseId: ids[enterprise] as string, fileName: `${slot.key}.pdf` },
        smallPdf(`${id} ${enterprise}`),
      );
    }
  }
  if (options.submit === false) return { id, receiptNo: null, sha256: null };
  const { sha256 } = await lead.post<{ sha256: string }>(`/applications/${id}/freezing`);
  for (const { enterprise } of sample.parties) {
    const signer = await stage.as(personOf('enterpriseSigner', { enterprise }));
    await signer.post(`/applications/${id}/signatures`, { enterpriseId: ids[enterprise], sha256, password: PASSWORD });
  }
  const receipt = await lead.post<{ receiptNo: string; sha256: string }>(`/applications/${id}/submission`, {
    password: PASSWORD,
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

type Task = { id: string; step: string; caseId: string; contentVersion: number; status: string };

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
): Promise<{ nextTaskId: string | null; nextStep: string | null }> {
  const task = await openTask(person, caseId, step);
  if (!task) throw new Error(`no open ${step} task of ${caseId}`);
  return person.post(`/tasks/${task.id}/decision`, { contentVersion: task.contentVersion, ...decision });
}

/** District and city pass the case along its slip. */
export async function passCirculation(stage: Stage, applicationId: string, leadEnterprise: string): Promise<void> {
  const bodyId = enterpriseOf(leadEnterprise).recommendingBodyId;
  const district = await stage.as(personOf('districtOfficer', { bodyId }));
  const city = await stage.as(personOf('cityOfficer'));
  await decide(district, applicationId, 'formCheck', { outcome: 'accepted' });
  await decide(district, applicationId, 'recommendation', { outcome: 'recommended' });
  await decide(city, applicationId, 'qualification', { outcome: 'qualified' });
}

/** Every expert with open score tasks of the round scores and signs all of them. Points are a share of each criterion's maximum. */
export async function scoreEverything(
  stage: Stage,
  roundId: string,
  share: (applicationId: string) => number,
): Promise<number> {
  let signed = 0;
  for (const { email } of cast.experts) {
    const expert = await stage.as(email);
    const { items } = await expert.get<{ items: Task[] }>(`/tasks?view=open&step=score&roundId=${roundId}&perPage=100`);
    for (const task of items) {
      const view = await expert.get<{ rubric: { criteria: { key: string; maxPoints: number }[] } }>(
        `/tasks/${task.id}/scoring`,
      );
      const points = Object.fromEntries(
        view.rubric.criteria.map(({ key, maxPoints }) => [key, Math.round(maxPoints * share(task.caseId) * 2) / 2]),
      );
      const { version } = await expert.put<{ version: number }>(
        `/tasks/${task.id}/score-sheet`,
        { points, advice: 'support', opinion: '材料完整，方案可行。' },
        { ifMatch: 0 },
      );
      await expert.post(`/tasks/${task.id}/score-sheet/signature`, {}, { ifMatch: version });
      signed += 1;
    }
  }
  return signed;
}

export const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');
