import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventFolder, RecordingError } from './event-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'events-'));
});
afterEach(() => rm(folder, { recursive: true }));

const line = (at: number, patient: string, more: object = {}) =>
  `${JSON.stringify({ version: 1, id: `${patient}.${at}`, patient, source: 'm', at, kind: 'vital-signs', signs: [{ sign: 'spo2', value: 97, unit: '%' }], ...more })}\n`;

const ALL = { vitalSignsEveryMs: 1000, waveforms: true };

describe('a folder of events', () => {
  it('merges its files by the time at which an event was known, and ends when they do', async () => {
    await writeFile(join(folder, 'a.ndjson'), line(1000, 'a') + line(2000, 'a', { ingestedAt: 9000 }));
    await writeFile(join(folder, 'b.ndjson.gz'), gzipSync(line(1500, 'b') + line(6000, 'b')));
    await writeFile(join(folder, 'truth.ndjson'), '{"simulated":true}\n');
    const source = await eventFolder(folder);
    const first = await source.eventsBetween(source.from, 5000, ALL);
    expect(first.map(({ event }) => event.id)).toEqual(['a.1000', 'b.1500']);
    expect(source.to).toBe(Number.POSITIVE_INFINITY);
    const rest = await source.eventsBetween(5000, 20_000, ALL);
    expect(rest.map(({ event }) => event.id)).toEqual(['b.6000', 'a.2000']);
    expect(source.to).toBe(20_000);
  });

  it('thins the readings of each monitor, and nothing else', async () => {
    const seconds = Array.from({ length: 100 }, (_, k) => line(1000 * k, 'a') + line(1000 * k, 'b'));
    const note = { kind: 'note', role: 'nurse', text: 'turned', signs: undefined };
    await writeFile(join(folder, 'a.ndjson'), seconds.join('') + line(99_001, 'a', note));
    const source = await eventFolder(folder);
    const events = await source.eventsBetween(source.from, 200_000, { ...ALL, vitalSignsEveryMs: 10_000 });
    expect(events.length).toBe(21);
  });

  it('names the file, the line and the reason of what is no event', async () => {
    await writeFile(join(folder, 'a.ndjson'), line(1000, 'a') + line(2000, 'a', { version: 2 }));
    const source = await eventFolder(folder);
    const reading = source.eventsBetween(source.from, 5000, ALL);
    await expect(reading).rejects.toThrow(RecordingError);
    await expect(reading).rejects.toThrow('a.ndjson, line 2: version: version 1 is expected.');
    await rm(join(folder, 'a.ndjson'));
    await expect(eventFolder(folder)).rejects.toThrow('holds no file of events');
  });
});
