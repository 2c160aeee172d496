import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TimedEvent } from '#lib/icu/events/timed-event.ts';
import { isRefusal, readPsv } from '#lib/icu/hourly/read-psv.ts';
import { openReel, type Reel, reelSource } from '#lib/icu/replay/reel.ts';
import type { ReplaySource } from '#lib/icu/replay/replay-source.ts';
import { stayEvents } from '#lib/icu/sources/recorded-stay.ts';
import { recordEvents } from '#lib/icu/sources/wfdb/record-events.ts';
import { readRecordedWaves } from '#lib/icu/sources/wfdb/recorded-waves.ts';
import { bedName } from '#lib/simulator/icu-live/ward.ts';
import { readEventFile } from './event-file.ts';
import { RecordingError } from './recording-error.ts';

const EVENT_FILE = /\.ndjson(\.gz)?$/;
/** What `consilium simulate` writes beside the events. */
const NO_EVENTS = /^(truth|bundles)[.-]/;
/** When recordings begin on their own clock: long ago, and after every admission to a hospital. */
const START = Date.UTC(2000, 0, 1);
const HOUR_MS = 3_600_000;

/** An id of a patient from the name of a file. */
const patientOf = (file: string): string => `rec-${file.replace(/[^A-Za-z0-9\-.]/g, '-').slice(0, 40)}`;

/** Stays one after the other in a bed, an hour apart; a file that is refused is left out. */
async function* bedOfStays(
  folder: string,
  files: readonly string[],
  bed: string,
): AsyncGenerator<TimedEvent> {
  let start = START;
  for (const file of files) {
    const read = readPsv(await readFile(join(folder, file), 'utf8'), file);
    if (isRefusal(read)) continue;
    yield* stayEvents(read.stay, patientOf(basename(file, '.psv')), bed, start);
    start += (read.stay.hours + 1) * HOUR_MS;
  }
}

const everyNth = <T>(list: readonly T[], n: number, first: number): T[] =>
  list.filter((_, k) => k % n === first);

const stayReels = (folder: string, files: readonly string[], beds: number): Promise<Reel[]> =>
  Promise.all(
    Array.from({ length: Math.min(beds, files.length) }, (_, bed) =>
      openReel(bedOfStays(folder, everyNth(files, beds, bed), bedName(bed))),
    ),
  );

/** Bytes of a file of the folder: names come from headers, and the reader lets none lead out of it. */
const opener = (folder: string) => (name: string) =>
  readFile(join(folder, name)).then(
    (bytes): Uint8Array => bytes,
    () => null,
  );

async function recordReels(folder: string, files: readonly string[], beds: number): Promise<Reel[]> {
  const reels: Reel[] = [];
  for (const file of files) {
    if (reels.length === beds) break;
    const name = basename(file, '.hea');
    const waves = await readRecordedWaves(name, opener(folder));
    if (waves.length > 0)
      reels.push(await openReel(recordEvents(waves, patientOf(name), bedName(reels.length), START)));
  }
  return reels;
}

/**
 * A folder as a source, by what lies in it: files of events, stays of the PhysioNet/CinC Challenge 2019 (`.psv`), or WFDB
 * records with an ECG (`.hea`). Throws `RecordingError` when there is nothing to play.
 *
 * @param beds that the stays or records are put into; files of events have their own
 */
export async function recordedFolder(folder: string, beds: number): Promise<ReplaySource> {
  const names = (await readdir(folder)).sort();
  const ending = (end: string) => names.filter((name) => name.endsWith(end));
  const events = names.filter((name) => EVENT_FILE.test(name) && !NO_EVENTS.test(name));
  const title = `Recording in ${basename(folder)}`;
  if (events.length > 0) {
    const reels = await Promise.all(events.map((name) => openReel(readEventFile(join(folder, name)))));
    const source = reelSource(title, reels);
    if (source) return source;
  }
  const [stays, records] = [ending('.psv'), ending('.hea')];
  const source =
    stays.length > 0
      ? reelSource(
          `Stays of the CinC Challenge 2019 in ${basename(folder)}`,
          await stayReels(folder, stays, beds),
        )
      : reelSource(`WFDB records in ${basename(folder)}`, await recordReels(folder, records, beds));
  if (source) return source;
  throw new RecordingError(
    `${folder} holds no events (.ndjson), stays (.psv) or records with an ECG (.hea).`,
  );
}
