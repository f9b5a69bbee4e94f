/** Generated applicants: enterprises of the demo range of codes with one person each, registered through the public API. */
import { demoUscc } from '../../domain/demo-identifiers.ts';
import type { ActingParty } from './acts.ts';
import { type Client, Refusal } from './client.ts';
import type { People } from './people.ts';

const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏'];
const GIVEN = ['建国', '雪梅', '志远', '丽华', '明哲', '秀英', '国强', '晓燕', '文博', '淑珍', '俊杰', '玉兰'];

export type Applicant = Omit<ActingParty, 'shareBp' | 'sections'> & {
  name: string;
  legalRepresentative: string;
  mobile: string;
};

/** Numbers enterprises of one rehearsal; a number that is taken already is passed over. */
export type Registry = { next: () => number; run: string };
export function registry(): Registry {
  // Demo numbers go to 99,999; the first 20,000 belong to the cast and to tests.
  let no = 20_000 + Math.floor(Math.random() * 70_000);
  return {
    next: () => {
      no += 1;
      return no;
    },
    run: Date.now().toString(36).slice(-6),
  };
}

/** A new enterprise with its owner, who may also sign. */
export async function newApplicant(
  people: People,
  numbers: Registry,
  { kind, bodyId, divisionCode, title }: { kind: string; bodyId: string; divisionCode: string; title: string },
): Promise<Applicant> {
  const no = numbers.next();
  const person = nameOf(no);
  const owner = await people.newcomer(person, `play-${numbers.run}-${no}`);
  const legalRepresentative = nameOf(no * 7 + 3);
  const name = `${title}${no}号有限公司`;
  const { enterpriseId, identifier } = await register(owner, numbers, divisionCode, no, {
    name,
    kind,
    recommendingBodyId: bodyId,
    profile: { legalRepresentative, establishedOn: '2005-03-18', registeredAddress: `郑州市演练路${no}号` },
  });
  const { user } = await owner.get<{ user: { id: string } }>('/me');
  await owner.put(`/enterprises/${enterpriseId}/members/${user.id}`, {
    roles: ['enterpriseOwner', 'enterpriseEditor', 'enterpriseSigner'],
  });
  const mobile = `139${String(no).padStart(8, '0')}`;
  return { enterpriseId, identifier, owner, signer: owner, name, legalRepresentative, mobile };
}

async function register(owner: Client, numbers: Registry, divisionCode: string, first: number, enterprise: object) {
  for (let no = first; ; no = numbers.next()) {
    const identifier = demoUscc(divisionCode, no);
    try {
      const body = { ...enterprise, identifier: { scheme: 'uscc', value: identifier } };
      const { id } = await owner.post<{ id: string }>('/enterprises', body);
      return { enterpriseId: id, identifier };
    } catch (error) {
      // Taken by an earlier rehearsal: the next number.
      if (!(error instanceof Refusal) || error.status !== 409) throw error;
    }
  }
}

const nameOf = (no: number) => `${SURNAMES[no % SURNAMES.length]}${GIVEN[Math.floor(no / 31) % GIVEN.length]}`;
