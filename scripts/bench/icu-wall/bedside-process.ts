import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { bedsideSettings, type Sent } from './bedside-settings.ts';
import { patientOf, sentAt, stateOf } from './wall-beds.ts';

const SECOND_MS = 1000;

// The monitors of a ward: each bed posts what it measured at its own moment of each second, and nothing waits for anything else.
const { origin, seconds, ...course } = bedsideSettings.parse(JSON.parse(process.argv[2] ?? ''));

/** A monitor keeps its line: each is used in its turn. */
const agent = new Agent({ keepAlive: true, maxSockets: course.beds, scheduling: 'fifo' });
/** A line that broke is tried again, as every source does; what came twice is stored once. */
const TRIES = 3;

const answerTo = (body: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const asked = request(`${origin}/api/icu/events`, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', 'content-length': Buffer.byteLength(body) },
    });
    asked.on('response', (response) => text(response).then(resolve, reject));
    asked.on('error', reject);
    asked.end(body);
  });

async function answerAtLast(body: string): Promise<string> {
  for (let tried = 1; ; tried += 1) {
    const answer = await answerTo(body).catch((cause: unknown) => {
      if (tried === TRIES) throw cause;
      return null;
    });
    if (answer !== null) return answer;
  }
}

async function post(bed: number, second: number): Promise<void> {
  const at = Date.now();
  const body = sentAt(bed, second, at, course)
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('');
  const answer = await answerAtLast(body);
  if (!answer.includes('"refused":0,"later":0'))
    throw new Error(`Bed ${bed}, second ${second}: ${answer.slice(0, 500)}`);
  const { stay, state } = stateOf(bed, second, course);
  const sent: Sent = { bed, patient: patientOf(bed, stay), second, state, at, answeredMs: Date.now() - at };
  process.send?.(sent);
}

const start = Date.now();
const posting: Promise<void>[] = [];
for (let second = 0; second < seconds; second += 1)
  for (let bed = 0; bed < course.beds; bed += 1) {
    await wait(Math.max(0, start + SECOND_MS * second + (SECOND_MS * bed) / course.beds - Date.now()));
    posting.push(post(bed, second));
  }
await Promise.all(posting);
process.disconnect?.();
