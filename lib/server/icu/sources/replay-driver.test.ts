import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SentEvent } from '#lib/icu/events/stream-event.ts';
import type { TimedEvent } from '#lib/icu/events/timed-event.ts';
import type { ReplaySource } from '#lib/icu/replay/replay-source.ts';
import { shiftSource } from '#lib/icu/replay/shift-source.ts';
import { startReplay } from './replay-driver.ts';
import { simulatedSource } from './simulated-source.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 3, 12);

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

const reading = (at: number): TimedEvent => ({
  knownAt: at,
  event: {
    version: 1,
    id: `r${at}`,
    patient: 'one',
    source: 'test',
    at,
    kind: 'vital-signs',
    signs: [{ sign: 'heart-rate', value: 80, unit: '/min' }],
  },
});

/** A recording of a reading a minute over two hours. */
const recording: ReplaySource = {
  title: 'A recording',
  simulated: false,
  from: 0,
  to: 2 * HOUR,
  placementsAt: async () => [],
  eventsBetween: async (from, to) =>
    Array.from({ length: 121 }, (_, k) => reading(k * 60_000)).filter(
      (one) => one.knownAt > from && one.knownAt <= to,
    ),
};

function replay(source: ReplaySource, options: { pastHours?: number; speed?: number } = {}) {
  const taken: { readonly event: SentEvent; readonly at: number }[] = [];
  const driver = startReplay(
    source,
    async (events, at) => {
      taken.push(...events.map((event) => ({ event, at })));
    },
    { startAt: NOON, pastHours: 0, speed: 1, ...options },
  );
  return { driver, taken, ids: () => taken.map(({ event }) => event.id) };
}

describe('a replay', () => {
  it('feeds the past at once and then each event in its time, once, and never before it is known', async () => {
    const { driver, taken } = replay(simulatedSource({ seed: 3, beds: 3 }), { pastHours: 6 });
    await vi.advanceTimersByTimeAsync(400);
    const past = taken.length;
    // A reading every five minutes.
    expect(past).toBeGreaterThan(3 * 6 * 11);
    await vi.advanceTimersByTimeAsync(30_000);
    driver.close();
    expect(taken.every(({ event, at }) => event.at <= at)).toBe(true);
    expect(new Set(taken.map(({ event }) => event.id)).size).toBe(taken.length);
    const live = taken.slice(past).map(({ event }) => event);
    expect(live.filter(({ kind }) => kind === 'waveform').length).toBeGreaterThan(100);
    const seconds = live.filter(
      ({ kind, source }) => kind === 'vital-signs' && source === 'simulated-monitor',
    );
    expect(seconds.length).toBeGreaterThan(60);
    expect(driver.clock()).toMatchObject({ speed: 1, replay: { simulated: true } });
    expect(driver.clock().now - NOON).toBeLessThan(32_000);
  });

  it('goes faster, stands, and ends with a recording', async () => {
    const { driver, ids } = replay(shiftSource(recording, NOON), { speed: 60 });
    await vi.advanceTimersByTimeAsync(10_400);
    expect(ids().length).toBe(10);
    driver.setSpeed(0);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(ids().length).toBe(10);
    driver.setSpeed(600);
    await vi.advanceTimersByTimeAsync(12_000);
    await driver.done;
    expect(ids()).toEqual(
      Array.from({ length: 120 }, (_, k) => `r${(k + 1) * 60_000}.r${NOON.toString(36)}`),
    );
    expect(driver.clock().now).toBe(NOON + 2 * HOUR);
  });

  it('jumps ahead through everything in order, stops where it is told, and does not go back', async () => {
    const { driver, taken, ids } = replay(shiftSource(recording, NOON));
    await vi.advanceTimersByTimeAsync(100);
    await driver.seek(NOON + HOUR, () => taken.length >= 20);
    expect(ids().length).toBe(20);
    expect(driver.clock().now).toBe(NOON + 20 * 60_000);
    await driver.seek(NOON + HOUR);
    expect(ids().length).toBe(60);
    expect(ids()).toEqual(
      [...ids()].sort((a, b) => Number.parseInt(a.slice(1), 10) - Number.parseInt(b.slice(1), 10)),
    );
    expect(() => driver.seek(NOON)).toThrow(RangeError);
    driver.close();
  });

  it('waits when the intake is slow instead of leaving something out', async () => {
    const taken: SentEvent[] = [];
    const slow = startReplay(
      shiftSource(recording, NOON),
      async (events) => {
        await new Promise((resolve) => setTimeout(resolve, 5000));
        taken.push(...events);
      },
      { startAt: NOON, pastHours: 0, speed: 600 },
    );
    await vi.advanceTimersByTimeAsync(30_000);
    slow.close();
    // Six deliveries of at most a tick and a half of 600-fold time each, where the clock alone would be at its end.
    expect(slow.clock().now).toBeLessThan(NOON + 2 * HOUR);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(taken.map(({ id }) => id)).toEqual(
      taken.map((_, k) => `r${(k + 1) * 60_000}.r${NOON.toString(36)}`),
    );
    expect(taken.length).toBeGreaterThan(2);
  });

  it('says through `done` what broke', async () => {
    const broken = startReplay(
      shiftSource(recording, NOON),
      () => Promise.reject(new Error('the log is away')),
      { startAt: NOON, pastHours: 0, speed: 600 },
    );
    const outcome = expect(broken.done).rejects.toThrow('the log is away');
    await vi.advanceTimersByTimeAsync(2000);
    await outcome;
  });
});
