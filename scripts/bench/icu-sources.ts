// What a simulated ward of 60 beds and the HL7 listener cost, with the time of the processor. Writes docs/generated/icu-sources.json.
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { Hl7Message } from '@medplum/core';
import { Hl7Client } from '@medplum/hl7';
import { monitorMessage } from '#lib/icu/sources/hl7/fixtures/messages.ts';
import { readHl7 } from '#lib/icu/sources/hl7/read-message.ts';
import type { Ingest } from '#lib/server/icu/ingest/open-ingest.ts';
import { listenForHl7 } from '#lib/server/icu/sources/mllp/listener.ts';
import { openWard } from '#lib/simulator/icu-live/live-ward.ts';

const RESULT = 'docs/generated/icu-sources.json';
const BEDS = 60;
const NOON = Date.UTC(2026, 10, 3, 12);
const SECONDS = 64;
const MESSAGES = 2000;

const round = (value: number, decimals = 1): number => Number(value.toFixed(decimals));

/** Milliseconds of the processor that a piece of work takes. */
function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function benchWard() {
  const ward = openWard({ seed: 1, beds: BEDS });
  const opening = cpuMs(() => ward.staysBetween(NOON, NOON + 1));
  let events = 0;
  const live = { vitalSignsEveryMs: 1000, waveforms: true };
  // The first pieces are rendered while the code is still cold.
  ward.eventsBetween(NOON - 16_000, NOON, live);
  const running = cpuMs(() => {
    for (let second = 0; second < SECONDS; second += 1)
      events += ward.eventsBetween(NOON + 1000 * second, NOON + 1000 * (second + 1), live).length;
  });
  let jumped = 0;
  const jumping = cpuMs(() => {
    const detail = { vitalSignsEveryMs: 60_000, waveforms: false };
    jumped = ward.eventsBetween(NOON, NOON + 24 * 3_600_000, detail).length;
  });
  return {
    beds: BEDS,
    openingMs: round(opening),
    perSecondMs: round(running / SECONDS, 2),
    eventsPerSecond: round(events / SECONDS),
    dayMs: round(jumping),
    eventsOfDay: jumped,
  };
}

/** An intake that keeps nothing: what is measured is the listener. */
const sink: Ingest = {
  take: async (sent) => sent.map(() => ({ id: null, status: 'accepted' as const })),
};

async function benchHl7() {
  const bytes = new TextEncoder().encode(monitorMessage());
  const reading = cpuMs(() => {
    for (let n = 0; n < MESSAGES; n += 1) readHl7(bytes);
  });
  const listener = await listenForHl7({ port: 0, ingest: async () => sink });
  const client = new Hl7Client({ host: '127.0.0.1', port: listener.port });
  const times: number[] = [];
  for (let n = 0; n < MESSAGES; n += 1) {
    const started = performance.now();
    await client.sendAndWait(Hl7Message.parse(monitorMessage(`M${n}`)), { timeoutMs: 10_000 });
    times.push(performance.now() - started);
  }
  await client.close();
  await listener.close();
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN, 2);
  return {
    readingMs: round(reading / MESSAGES, 3),
    answerMs: { median: at(0.5), p99: at(0.99) },
    messages: MESSAGES,
  };
}

const result = { load: round(loadavg()[0] ?? 0), ward: benchWard(), hl7: await benchHl7() };
writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(result)}\n`);
