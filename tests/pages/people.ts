/** People at real browsers: sign-in by the form, texts in the page's own words, pictures and axe of what they see. */
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { messages } from '../../admin-ui/src/i18n/messages.ts';
import { DEMO_TOTP_SECRET } from '../../db/demo-cast.ts';
import { checkAxe, screenshot, stillness } from '../support/browser.ts';
import { PASSWORD } from '../support/story.ts';
import type { System } from '../support/system.ts';

export type Language = 'zh' | 'en';
export type Place = { width: number; height: number };
export const DESKTOP: Place = { width: 1280, height: 800 };
export const PHONE: Place = { width: 390, height: 844 };

/** A text of the pages by its key, with values put in. Fails on a key that does not exist. */
export function say(key: string, values: Record<string, string | number> = {}, language: Language = 'zh'): string {
  let here: unknown = messages[language];
  for (const part of key.split('.')) here = (here as Record<string, unknown> | undefined)?.[part];
  if (typeof here !== 'string') throw new Error(`no text ${key}`);
  return here.replace(/%\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** Matches a text from its beginning up to its first value. */
export function opening(key: string, language: Language = 'zh'): RegExp {
  const [start = ''] = say(key, {}, language).split(/[:：]/);
  return new RegExp(`^${start.trim()}`);
}

/** Everything found wrong on the pages looked at; a test of its own expects it to be empty. */
export const findings: { page: string; rule: string; nodes: string[] }[] = [];

/** Visitors who have not left: their pages are pictured when a chapter fails. */
export const present = new Set<Visitor>();

export class Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly errors: string[] = [];
  readonly #base: string;

  private constructor(context: BrowserContext, page: Page, base: string) {
    this.context = context;
    this.page = page;
    this.#base = base;
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('console', (message) => {
      // A refused request is an answer, not a defect of the page.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
        this.errors.push(message.text());
    });
  }

  static async open(
    browser: Browser,
    system: System,
    language: Language = 'zh',
    place: Place = DESKTOP,
  ): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: place,
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      timezoneId: 'Europe/Paris',
    });
    context.setDefaultTimeout(30_000);
    const visitor = new Visitor(context, await context.newPage(), system.baseUrl);
    present.add(visitor);
    // The pages are Chinese first; the switch is on every one of them.
    if (language === 'en') {
      await visitor.go('/');
      await visitor.page.getByRole('button', { name: 'English' }).click();
      await visitor.page.getByRole('button', { name: '中文' }).waitFor();
    }
    return visitor;
  }

  /** Signs in by the form, with the one-time code where the account asks for it. */
  async signIn(email: string, language: Language = 'zh'): Promise<this> {
    await this.go('/sign-in');
    await this.page.getByLabel(say('account.email', {}, language)).fill(email);
    await this.page.locator('input[type=password]').fill(PASSWORD);
    await this.page.getByRole('button', { name: say('account.signIn.title', {}, language), exact: true }).click();
    if (email.startsWith('promotion.') || email.startsWith('finance.')) {
      const code = new TOTP({ secret: Secret.fromBase32(DEMO_TOTP_SECRET) }).generate();
      await this.page.getByLabel(say('account.totpCode', {}, language)).fill(code);
      await this.page.getByRole('button', { name: say('account.verify', {}, language), exact: true }).click();
    }
    await this.page.waitForURL(/\/desk/);
    return this;
  }

  async go(path: string): Promise<void> {
    await this.page.goto(`${this.#base}${path}`);
    await this.settled();
  }

  /** The page has its heading and no request under way. */
  async settled(): Promise<void> {
    await this.page.locator('main h1').first().waitFor();
    for (const language of ['zh', 'en'] as const) {
      await this.page
        .getByText(say('shell.loading', {}, language))
        .first()
        .waitFor({ state: 'hidden' });
    }
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Takes an option of the list that is open, and waits until the list has gone. */
  async choose(option: Locator): Promise<void> {
    await option.click();
    await this.page.getByRole('listbox').waitFor({ state: 'detached' });
  }

  /** Looks at the page: picture, axe, no sideways scrolling, no error of a script; what is wrong goes to `findings`. */
  async look(name: string): Promise<void> {
    await this.settled();
    await stillness(this.page);
    await screenshot(this.page, name);
    for (const finding of await checkAxe(this.page)) findings.push({ page: name, ...finding });
    const [content, window] = await this.page.evaluate(() => {
      const { document } = globalThis as unknown as {
        document: { documentElement: { scrollWidth: number; clientWidth: number } };
      };
      return [document.documentElement.scrollWidth, document.documentElement.clientWidth];
    });
    const overflow = (content as number) - (window as number);
    if (overflow > 0) findings.push({ page: name, rule: 'no sideways scrolling', nodes: [`${overflow} px`] });
    for (const error of this.errors.splice(0)) findings.push({ page: name, rule: 'no script error', nodes: [error] });
  }

  close(): Promise<void> {
    present.delete(this);
    return this.context.close();
  }
}
