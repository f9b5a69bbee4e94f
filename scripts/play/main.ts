/**
 * `npm run play platforms [-- --working-day 2000 --rivals 0]`: rehearses the ten platforms through the public API as all the people in it, and tells the
 * story. Exit status 0 only when all ten categories have been decided and the audit chain verifies; 2 for a call that is not understood.
 */
import { parseArgs } from 'node:util';
import { narrate } from './narrator.ts';
import { peopleOf } from './people.ts';
import { eventsOf, type Play, playPlatforms } from './platforms.ts';
import { findOrStart } from './system.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

const within = (text: string | undefined, least: number, most: number) => {
  const number = Number(text);
  return Number.isInteger(number) && number >= least && number <= most ? number : null;
};

function readCall(): Play | null {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { 'working-day': { type: 'string', default: '2000' }, rivals: { type: 'string', default: '0' } },
    });
    const workingDayMs = within(values['working-day'], 500, 60_000);
    const rivals = within(values.rivals, 0, 100);
    if (positionals.join() !== 'platforms' || workingDayMs === null || rivals === null) return null;
    return { workingDayMs, rivals };
  } catch {
    return null;
  }
}

const call = readCall();
if (!call) {
  say(
    'npm run play platforms [-- --working-day MS]   one working day in milliseconds, 500 to 60000, 2000 when left out',
  );
  process.exit(2);
}
let status = 1;
const stage = await findOrStart(say).catch((error: unknown) => {
  say(`✗ ${error instanceof Error ? error.message : String(error)}`);
  return null;
});
if (stage) {
  try {
    const narrator = narrate(eventsOf(call.rivals), say);
    const played = await playPlatforms(stage.baseUrl, peopleOf(stage.baseUrl, 'zhengzhou-ecommerce'), narrator, call);
    const { categories, decided, recalled } = played;
    say(
      `\n${categories}个类别中${decided}个已有结果  ${decided} of ${categories} categories decided (called again: ${recalled.join(', ')})`,
    );
    status = decided === categories ? 0 : 1;
  } catch (error) {
    say(`✗ ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await stage.stop();
  }
}
process.exit(status);
