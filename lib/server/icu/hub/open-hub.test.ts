import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import type { WallClock, WallMessage } from '#lib/icu/wall/wall-message.ts';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { type TestDatabase, testDatabases } from '#lib/server/database/fixtures/databases.ts';
import { answerAlert } from '../alerts/answer-alert.ts';
import { recordScores } from '../alerts/record-scores.ts';
import { memoryLog } from '../fixtures/memory-log.ts';
import { scoredAt } from '../fixtures/scored.ts';
import { openHub } from './open-hub.ts';
import type { Viewer } from './viewer.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 29, 12);

let test: TestDatabase;
let opened: OpenedDatabase;
beforeAll(async () => {
  const [, make] = testDatabases[0] ?? [];
  if (!make) throw new Error('no database to test with');
  test = await make();
  opened = await test.open();
});
afterAll(async () => {
  await opened.close();
  await test.remove();
});

const head = (patient: string, at: number, id: string) =>
  ({ version: 1, id, patient, source: 'simulated-monitor', at, ingestedAt: Date.now() }) as const;
const lies = (patient: string, bed: string | null, at: number): StreamEvent => ({
  ...head(patient, at, `${patient}-${bed}-${at}`),
  kind: 'placement',
  bed,
  ward: 'ICU',
  admittedAt: at,
});
const rate = (patient: string, value: number, at: number): StreamEvent => ({
  ...head(patient, at, `${patient}-${at}`),
  kind: 'vital-signs',
  signs: [{ sign: 'heart-rate', value, unit: '/min' }],
});
const wave = (patient: string, at: number): StreamEvent => ({
  ...head(patient, at, `${patient}-w-${at}`),
  kind: 'waveform',
  waveform: 'ecg',
  rate: 250,
  unit: 'mV',
  gain: 1,
  offset: 0,
  samples: 'AAAA',
});

type Told = { readonly id: string | null; readonly message: WallMessage };

/** Messages of a chunk of the stream. */
const read = (text: string): Told[] =>
  text
    .split('\n\n')
    .filter((block) => block.includes('data: '))
    .map((block) => ({
      id: /^id: (.*)$/m.exec(block)?.[1] ?? null,
      message: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? ''),
    }));

/** Reads on until a message is there that fits; what was read on the way comes along. */
async function until(viewer: Viewer, fits: (message: WallMessage) => boolean): Promise<Told[]> {
  const all: Told[] = [];
  for (;;) {
    const text = await viewer.next();
    if (text === null) throw new Error('the line ended');
    all.push(...read(text));
    if (all.some(({ message }) => fits(message))) return all;
  }
}

const isTile =
  (bed: string, fits: (tile: Extract<WallMessage, { kind: 'tile' }>['tile']) => boolean = () => true) =>
  (message: WallMessage) =>
    message.kind === 'tile' && message.tile.bed === bed && fits(message.tile);

describe('a hub', () => {
  const clock: { now: number; speed: number } = { now: NOW, speed: 1 };
  const wallClock = (): WallClock => ({ ...clock, replay: null });
  const setUp = () => {
    const log = memoryLog();
    return { log, ...openHub({ database: opened.database, log, clock: wallClock }) };
  };

  it('shows what was taken in before it was opened, readings as they come, and waveforms', async () => {
    const { log, hub, close } = setUp();
    await log.append([lies('early', '1', NOW), rate('early', 71, NOW)]);
    const viewer = hub.join(null);
    const [first] = await until(viewer, ({ kind }) => kind === 'wall');
    expect(first?.message).toMatchObject({ kind: 'wall', clock: { now: NOW, speed: 1 } });
    await until(
      viewer,
      isTile('1', ({ signs }) => signs['heart-rate']?.value === 71),
    );
    await log.append([rate('early', 72, NOW + 1000), wave('early', NOW)]);
    const told = await until(viewer, ({ kind }) => kind === 'waveform');
    expect(told.map(({ message }) => message.kind)).toEqual(['tile', 'waveform']);
    expect(told[1]?.message).toMatchObject({ bed: '1', patient: 'early', chunk: { samples: 'AAAA' } });
    close();
    expect(await viewer.next()).toBeNull();
  });

  it('shows scores and alerts that another process writes, and answers to them', async () => {
    const { log, hub, close } = setUp();
    const viewer = hub.join(null);
    await log.append([lies('ill', '2', NOW), rate('ill', 120, NOW + MINUTE)]);
    await recordScores(opened.database, [scoredAt('ill', NOW, 0.1), scoredAt('ill', NOW + MINUTE, 0.6)]);
    await until(
      viewer,
      isTile('2', ({ alerts, scores }) => alerts.length === 1 && scores[0]?.probability === 0.6),
    );
    const id = `sepsis-ill-${NOW + MINUTE}`;
    const given = { by: 'Ann', at: NOW, reason: 'treated' } as const;
    await answerAlert(opened.database, id, { ...given, kind: 'snooze', minutes: 5 });
    await until(
      viewer,
      isTile('2', ({ alerts }) => alerts[0]?.state === 'snoozed'),
    );
    clock.now = NOW + 6 * MINUTE;
    await until(
      viewer,
      isTile('2', ({ alerts }) => alerts[0]?.state === 'raised'),
    );
    clock.now = NOW;
    close();
  });

  it('goes on after the last message that somebody had: the tiles that changed since, as they are', async () => {
    const { log, hub, close } = setUp();
    await log.append([lies('a', '3', NOW), lies('b', '4', NOW), rate('a', 60, NOW), rate('b', 60, NOW)]);
    const first = hub.join(null);
    const told = await until(
      first,
      isTile('4', ({ signs }) => signs['heart-rate'] !== undefined),
    );
    const id = told.findLast((one) => one.id !== null)?.id ?? null;
    hub.leave(first);
    for (const value of [61, 62, 63]) await log.append([rate('a', value, NOW + value * 1000)]);
    await expect.poll(() => hub.wall.tile('3', wallClock()).signs['heart-rate']?.value).toBe(63);
    const back = hub.join(id);
    const missed = await until(
      back,
      isTile('3', ({ signs }) => signs['heart-rate']?.value === 63),
    );
    const beds = missed.flatMap(({ message }) => (message.kind === 'tile' ? [message.tile.bed] : []));
    expect(beds.filter((bed) => bed === '3')).toHaveLength(1);
    expect(missed.every(({ message }) => message.kind !== 'wall')).toBe(true);
    const stranger = hub.join('anotherlife-3');
    expect(read((await stranger.next()) ?? '')[0]?.message.kind).toBe('wall');
    close();
  });

  it('shows nobody a wall before it is whole', async () => {
    const { log, hub, fresh, close } = setUp();
    await log.append([lies('whole', '7', NOW), rate('whole', 70, NOW)]);
    expect(fresh.trouble).not.toBeNull();
    expect(await fresh.whenFresh(MINUTE, new AbortController().signal)).toBeNull();
    const [first] = read((await hub.join(null).next()) ?? '');
    const tiles = first?.message.kind === 'wall' ? first.message.tiles : [];
    expect(tiles.find(({ bed }) => bed === '7')?.signs['heart-rate']?.value).toBe(70);
    close();
  });

  it('ends all lines when the log is away, and takes up again what came meanwhile when it is back', async () => {
    const { log, hub, fresh, close } = setUp();
    const { signal } = new AbortController();
    await fresh.whenFresh(MINUTE, signal);
    const viewer = hub.join(null);
    log.stand(false);
    expect(await viewer.next()).toBeNull();
    expect(await fresh.whenFresh(1, signal)).toBe('a log of a test does not answer.');
    await log.append([lies('meanwhile', '8', NOW), rate('meanwhile', 88, NOW)]);
    log.stand(true);
    expect(await fresh.whenFresh(MINUTE, signal)).toBeNull();
    await until(hub.join(null), (message) => JSON.stringify(message).includes('"value":88'));
    close();
  });

  it('catches up with ten minutes of somebody who was away: each bed once, as it is now', async () => {
    const { log, hub, fresh, close } = setUp();
    await log.append([lies('p', '9', NOW), lies('q', '10', NOW), rate('p', 60, NOW), rate('q', 60, NOW)]);
    await fresh.whenFresh(MINUTE, new AbortController().signal);
    const first = hub.join(null);
    await until(first, ({ kind }) => kind === 'wall');
    await log.append([rate('q', 61, NOW + 500)]);
    const told = await until(
      first,
      isTile('10', ({ signs }) => signs['heart-rate']?.value === 61),
    );
    const id = told.findLast((one) => one.id !== null)?.id ?? null;
    hub.leave(first);
    for (let second = 1; second <= 600; second += 1)
      await log.append([rate('p', 60 + (second % 40), NOW + second * 1000)]);
    await expect.poll(() => hub.wall.tile('9', wallClock()).newest).toBe(NOW + 600_000);
    const missed = await until(hub.join(id), isTile('9'));
    const tiles = missed.flatMap(({ message }) => (message.kind === 'tile' ? [message.tile] : []));
    expect(tiles.filter(({ bed }) => bed === '9').map(({ newest }) => newest)).toEqual([NOW + 600_000]);
    expect(tiles.filter(({ bed }) => bed === '10')).toEqual([]);
    close();
  });

  it('says "no data" by itself when a stream stops', async () => {
    const { log, hub, close } = setUp();
    const viewer = hub.join(null);
    await log.append([lies('quiet', '5', NOW), rate('quiet', 80, NOW)]);
    await recordScores(opened.database, [scoredAt('quiet', NOW, 0.1)]);
    await until(
      viewer,
      isTile('5', ({ scores }) => scores[0]?.probability === 0.1),
    );
    clock.now = NOW + 10 * MINUTE;
    await until(
      viewer,
      isTile('5', ({ scores }) => scores[0]?.gap === 'No data for 10 min.'),
    );
    clock.now = NOW;
    close();
  });

  it('tells at once that the clock jumped or stands still', async () => {
    const { hub, close } = setUp();
    const viewer = hub.join(null);
    await until(viewer, ({ kind }) => kind === 'wall');
    clock.speed = 0;
    await until(viewer, (message) => message.kind === 'clock' && message.clock.speed === 0);
    clock.speed = 1;
    close();
  });

  it('knows after a restart who lies where, though the log has forgotten', async () => {
    const first = setUp();
    await first.log.append([lies('long', '6', NOW), rate('long', 66, NOW)]);
    await expect.poll(() => first.hub.wall.tile('6', wallClock()).patient).toBe('long');
    first.close();
    const { hub, close } = setUp();
    await expect.poll(() => hub.wall.tile('6', wallClock()).patient).toBe('long');
    close();
  });
});
