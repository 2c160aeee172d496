import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { sentEvent } from '#lib/icu/events/stream-event.ts';
import type { TimedEvent } from '#lib/icu/events/timed-event.ts';
import { RecordingError } from './recording-error.ts';

/** Lines of a log hold when an event was taken in; others are taken to have been known at once. */
const known = z.object({ ingestedAt: z.number().int().min(0).optional() });

function readLine(line: string, file: string, number: number): TimedEvent {
  const refuse = (reason: string) =>
    new RecordingError(`${basename(file)}, line ${number}: ${reason}. The recording is played up to there.`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw refuse('no JSON');
  }
  const event = sentEvent.safeParse(value);
  const time = known.safeParse(value);
  if (event.success && time.success)
    return { knownAt: time.data.ingestedAt ?? event.data.at, event: event.data };
  const [issue] = (event.error ?? time.error)?.issues ?? [];
  throw refuse(`${issue?.path.join('.') || 'event'}: ${issue?.message ?? 'no event'}`);
}

/** The events of a file, an event a line, in its order. Throws `RecordingError`. */
export async function* readEventFile(file: string): AsyncGenerator<TimedEvent> {
  const bytes = createReadStream(file);
  const input = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (line.trim() !== '') yield readLine(line, file, number);
    }
  } finally {
    bytes.destroy();
  }
}
