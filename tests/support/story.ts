/** People of the demo cast acting through the public API: what stories, the bench and the page tests share. */
import { createHash } from 'node:crypto';
import { type DemoApplication, type DemoCast, demoCast } from '../../programmes/demo.ts';
import { apply, decide, scoreSheets, type Stage } from '../../scripts/play/acts.ts';

export { decide, openTask, type Person, type Stage, saveSections, smallPdf, upload } from '../../scripts/play/acts.ts';

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

/** Enterprises' ids by cast key, as the database knows them. */
export type EnterpriseIds = Record<string, string>;

/** The demo's consortium applies: every party by its people of the cast. */
export async function applyJointly(
  stage: Stage,
  ids: EnterpriseIds,
  roundId: string,
  { categoryNo, parties, shared }: DemoApplication,
  options: { submit?: boolean } = {},
) {
  const acting = parties.map(async ({ enterprise, shareBp, sections }) => ({
    enterpriseId: ids[enterprise] as string,
    identifier: enterpriseOf(enterprise).uscc,
    owner: await stage.as(personOf('enterpriseOwner', { enterprise })),
    signer: await stage.as(personOf('enterpriseSigner', { enterprise })),
    shareBp,
    sections,
  }));
  const application = { roundId, categoryNo, parties: await Promise.all(acting), shared, password: PASSWORD };
  return apply(stage, application, options);
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

/** Every expert of the cast with open score tasks of the round scores and signs all of them. */
export async function scoreEverything(
  stage: Stage,
  roundId: string,
  share: (applicationId: string) => number,
): Promise<number> {
  let signed = 0;
  for (const { email } of cast.experts) signed += await scoreSheets(await stage.as(email), roundId, share);
  return signed;
}

export const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');
