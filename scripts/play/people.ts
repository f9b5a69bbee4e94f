/** The people of a rehearsal: each signs in by the form that everybody uses and keeps one session. */
import { setTimeout as pause } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';
import { DEMO_TOTP_SECRET } from '../../db/demo-cast.ts';
import { DEMO_EMAIL_DOMAIN } from '../../domain/demo-accounts.ts';
import { type DemoCast, demoCast } from '../../programmes/demo.ts';
import { type Answer, type Client, clientOf } from './client.ts';

export type People = {
  cast: DemoCast;
  password: string;
  /** A person by e-mail; signs in once. */
  as: (email: string) => Promise<Client>;
  /** The first person of the cast in this role, of this body where one is named. */
  inRole: (role: string, bodyId?: string) => Promise<Client>;
  /** All e-mails of the cast in this role. */
  emails: (role: string) => string[];
  /** Signs somebody new up, proves the address by the mail that the operator keeps, and signs in. */
  newcomer: (name: string, mailbox: string) => Promise<Client>;
};

export function peopleOf(baseUrl: string, programme: string): People {
  const cast = demoCast(programme);
  if (!cast) throw new Error(`the programme ${programme} has no demo cast`);
  const { password } = cast;
  const known = new Map<string, Promise<Client>>();
  const auth = (path: string, body: unknown, cookie = '') =>
    clientOf(baseUrl, cookie).call('POST', `/api/auth${path}`, {
      body,
      key: null,
      headers: { origin: new URL(baseUrl).origin },
    });

  async function signIn(email: string): Promise<Client> {
    const first = await auth('/sign-in/email', { email, password });
    if (first.status !== 200) throw new Error(`${email} cannot sign in: ${first.status} ${first.text}`);
    const cookie = cookieOf(first);
    if (!(first.body as { twoFactorRedirect?: boolean }).twoFactorRedirect) return clientOf(baseUrl, cookie);
    return clientOf(baseUrl, await secondFactor(cookie, email));
  }

  /** Each code works once: one that was used before means waiting for the next. */
  async function secondFactor(cookie: string, email: string): Promise<string> {
    const totp = new TOTP({ secret: Secret.fromBase32(DEMO_TOTP_SECRET) });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const answer = await auth('/two-factor/verify-totp', { code: totp.generate() }, cookie);
      if (answer.status === 200) return cookieOf(answer);
      await pause(totp.remaining() + 500);
    }
    throw new Error(`${email}: no one-time code was accepted`);
  }

  const as = (email: string) => {
    const session = known.get(email) ?? signIn(email);
    known.set(email, session);
    return session;
  };
  const emails = (role: string, bodyId?: string) =>
    cast.users
      .filter(({ grants }) => grants.some((grant) => grant.role === role && (!bodyId || grant.bodyId === bodyId)))
      .map(({ email }) => email);

  async function newcomer(name: string, mailbox: string): Promise<Client> {
    const email = `${mailbox}@${DEMO_EMAIL_DOMAIN}`;
    const signedUp = await auth('/sign-up/email', { name, email, password, locale: 'zh' });
    if (signedUp.status !== 200) throw new Error(`${email} cannot sign up: ${signedUp.status} ${signedUp.text}`);
    const operator = await as(emails('operator')[0] as string);
    for (let look = 0; look < 600; look += 1) {
      const { items } = await operator.get<{ items: { body: string | null; status: string }[] }>(
        `/operations/mail?q=${encodeURIComponent(email)}&perPage=10`,
      );
      if (items.some(({ status }) => status === 'sent'))
        throw new Error('a rehearsal reads the mail that is kept: start the system without SMTP_URL');
      const link = items.flatMap(({ body }) => /https?:\/\/\S*\/api\/auth\/verify-email\S*/.exec(body ?? '') ?? [])[0];
      if (link) {
        const { pathname, search } = new URL(link);
        await clientOf(baseUrl, '').call('GET', pathname + search);
        return as(email);
      }
      await pause(100);
    }
    throw new Error(`${email}: the mail that proves the address never came`);
  }

  return {
    cast,
    password,
    as,
    inRole: (role, bodyId) => {
      const [email] = emails(role, bodyId);
      if (!email) throw new Error(`nobody in the demo cast is ${role} of ${bodyId ?? 'anything'}`);
      return as(email);
    },
    emails,
    newcomer,
  };
}

const cookieOf = ({ headers }: Answer) =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0] as string)
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
