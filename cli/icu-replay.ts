import { Command, InvalidArgumentError } from 'commander';
import { HOUR_MS } from '#lib/clinical/moment.ts';
import type { SentEvent } from '#lib/icu/events/stream-event.ts';
import { FASTEST } from '#lib/icu/replay/replay-clock.ts';
import type { ReplaySource } from '#lib/icu/replay/replay-source.ts';
import { shiftSource } from '#lib/icu/replay/shift-source.ts';
import { openDatabase } from '#lib/server/database/open-database.ts';
import { environment } from '#lib/server/env.ts';
import { openIngest } from '#lib/server/icu/ingest/open-ingest.ts';
import { openLog } from '#lib/server/icu/log/open-log.ts';
import { recordedFolder } from '#lib/server/icu/sources/recorded-folder.ts';
import { startReplay, type TakeIn } from '#lib/server/icu/sources/replay-driver.ts';
import { simulatedSource } from '#lib/server/icu/sources/simulated-source.ts';
import { takeEvents } from '#lib/server/icu/sources/take-events.ts';
import { MOST_BEDS } from '#lib/simulator/icu-live/ward.ts';
import { bedCount } from './bed-count.ts';
import { wholeNumber } from './whole-number.ts';

type Options = {
  readonly simulated?: true;
  readonly beds: number;
  readonly seed: number;
  readonly speed: number;
  readonly past: number;
  readonly to?: string;
};

function speedOf(text: string): number {
  const speed = Number(text);
  if (speed >= 1 && speed <= FASTEST) return speed;
  throw new InvalidArgumentError(`Expected a number from 1 to ${FASTEST}.`);
}

/** A line an event, as the application takes them in. */
const linesOf = (events: readonly SentEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');

/** Sends to a running application; throws with its answer when it does not take them. */
async function post(url: string, events: readonly SentEvent[]): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: linesOf(events),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
}

/** The log of this installation, while no server holds its database. */
async function openLogIntake() {
  const settings = environment();
  const opened = await openDatabase(settings);
  const log = await openLog(settings.kafka, opened);
  const takeIn = takeEvents(openIngest({ log, database: opened.database }), 'replay');
  const close = async () => {
    await log.close();
    await opened.close();
  };
  return { takeIn, close };
}

/** Where events go: `log`, an address, or standard output. */
async function openIntake(to: string | undefined): Promise<{ takeIn: TakeIn; close: () => Promise<void> }> {
  if (to === 'log') return openLogIntake();
  const takeIn: TakeIn = async (events) => {
    if (to === undefined) process.stdout.write(linesOf(events));
    else await post(to, events);
  };
  return { takeIn, close: async () => undefined };
}

/** A recording begins where its past does. */
async function sourceOf(folder: string | undefined, { beds, seed, past, simulated }: Options, now: number) {
  if (simulated) return simulatedSource({ beds, seed });
  if (folder === undefined) return undefined;
  return shiftSource(await recordedFolder(folder, beds), now - past * HOUR_MS);
}

export const command = new Command('replay')
  .description('Play beds in real time or faster: events as lines, or to a running application.')
  .argument('[folder]', 'of events (.ndjson), stays of the CinC Challenge 2019 (.psv) or WFDB records (.hea)')
  .option('--simulated', 'the simulated ward')
  .option('--beds <number>', `that are played, at most ${MOST_BEDS}`, bedCount, 12)
  .option('--seed <number>', 'of the simulated ward', wholeNumber(0), 1)
  .option('--speed <times>', `1 to ${FASTEST} times as fast as time`, speedOf, 1)
  .option('--past <hours>', 'hours before now that are sent at once', wholeNumber(0), 24)
  .option(
    '--to <where>',
    'an address such as http://127.0.0.1:3000/api/icu/events, or "log"; without it, lines on standard output',
  )
  .action(async (folder: string | undefined, options: Options, self: Command) => {
    const { to, speed, past } = options;
    const startAt = Date.now();
    const source: ReplaySource =
      (await sourceOf(folder, options, startAt)) ?? self.error('error: name a folder, or --simulated');
    const { takeIn, close } = await openIntake(to);
    const driver = startReplay(source, takeIn, { startAt, pastHours: past, speed });
    process.once('SIGINT', driver.close);
    try {
      await driver.done;
    } finally {
      await close();
    }
  });
