import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Delivery, type EventLog, type LoggedEvent, partitionOf } from '#lib/icu/events/event-log.ts';
import { heartRate, pleth } from '#lib/icu/events/fixtures/events.ts';
import type { StreamEvent } from '#lib/icu/events/stream-event.ts';
import { type TestEngine, testEngines } from './fixtures/engines.ts';

const PATIENTS = Array.from({ length: 24 }, (_, k) => `p${k}`);

/** Reads on in the background; `seen` and `assigned` are what has come so far. */
function member(
  log: EventLog,
  group: string,
  effect: (delivery: Delivery) => Promise<void> | void = () => {},
) {
  const ended = new AbortController();
  const seen: LoggedEvent[] = [];
  const state = { assigned: [] as readonly number[] };
  const done = (async () => {
    for await (const delivery of log.consume(group, ended.signal)) {
      if (delivery.kind === 'assigned') state.assigned = delivery.partitions;
      else seen.push(...delivery.events);
      await effect(delivery);
    }
  })();
  return {
    seen,
    ids: () => seen.map(({ event }) => event.id),
    assigned: () => state.assigned,
    async end() {
      ended.abort();
      await done;
    },
  };
}

const until = (condition: () => boolean) =>
  expect.poll(condition, { timeout: 30_000, interval: 20 }).toBe(true);

const committing = (log: EventLog, group: string) => async (delivery: Delivery) => {
  const last = delivery.kind === 'events' ? delivery.events.at(-1) : undefined;
  if (last) await log.commit(group, last.partition, last.offset);
};

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const readings = (from: number, to: number, patients = PATIENTS): StreamEvent[] =>
  Array.from({ length: to - from }, (_, k) => patients.map((patient) => heartRate(patient, from + k))).flat();

const sorted = (ids: Iterable<string>): string[] => [...ids].sort();
const idsOf = (events: readonly StreamEvent[]): string[] => sorted(events.map(({ id }) => id));

describe.each(testEngines)('an event log on %s', (_, make) => {
  let engine: TestEngine;
  let opened: EventLog[] = [];
  let turn = 0;
  const open = async () => {
    const log = await engine.open();
    opened.push(log);
    return log;
  };
  /** A group of this test alone, which has committed everything of the tests before. */
  const newGroup = async (log: EventLog): Promise<string> => {
    const group = `group-${++turn}`;
    const old = (
      await Promise.all(
        Array.from({ length: log.partitions }, (_, p) => all(log.replay(p, 0, new AbortController().signal))),
      )
    ).flat();
    const ids = new Set(old.map(({ event }) => event.id));
    const first = member(log, group, committing(log, group));
    await until(() => first.assigned().length === log.partitions);
    await until(() => [...ids].every((id) => first.ids().includes(id)));
    await first.end();
    return group;
  };
  /** Events that no other test has. */
  const fresh = (events: readonly StreamEvent[]): StreamEvent[] =>
    events.map((event) => ({ ...event, id: `${turn}.${event.id}` }));

  beforeAll(async () => {
    engine = await make();
  });
  afterEach(async () => {
    await Promise.all(opened.map((log) => log.close()));
    opened = [];
  });
  afterAll(() => engine.remove());

  it('gives each event back as it was, in the partition of its patient and in the order of the writer', async () => {
    const log = await open();
    const group = await newGroup(log);
    const sent = fresh(readings(0, 5));
    await log.append(sent);
    const one = member(log, group);
    await until(() => one.seen.length >= sent.length);
    await one.end();
    expect(one.seen.map(({ event }) => event).toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(
      sent.toSorted((a, b) => a.id.localeCompare(b.id)),
    );
    for (const patient of PATIENTS) {
      const own = one.seen.filter(({ event }) => event.patient === patient);
      expect(own.map(({ event }) => event.at)).toEqual(
        own.map(({ event }) => event.at).toSorted((a, b) => a - b),
      );
      for (const [k, { partition, offset }] of own.entries()) {
        expect(partition).toBe(partitionOf(patient, log.partitions));
        expect(offset > (own[k - 1]?.offset ?? -1n)).toBe(true);
      }
    }
  });

  it('goes on from what a group has committed, and gives again what it has not', async () => {
    const log = await open();
    const group = await newGroup(log);
    const [first, second] = [fresh(readings(0, 2)), fresh(readings(2, 4))];
    await log.append(first);
    const one = member(log, group, committing(log, group));
    await until(() => one.seen.length >= first.length);
    await one.end();
    await log.append(second);
    const two = member(await open(), group);
    await until(() => two.seen.length >= second.length);
    await two.end();
    expect(sorted(two.ids())).toEqual(idsOf(second));
    const three = member(await open(), group);
    await until(() => three.seen.length >= second.length);
    await three.end();
    expect(sorted(three.ids())).toEqual(idsOf(second));
  });

  it('shares its partitions among the members of a group, and gives those of one that leaves to the others', async () => {
    const [log, other] = [await open(), await open()];
    const group = await newGroup(log);
    const one = member(log, group, committing(log, group));
    const two = member(other, group, committing(other, group));
    const half = log.partitions / 2;
    await until(() => one.assigned().length === half && two.assigned().length === half);
    expect(sorted([...one.assigned(), ...two.assigned()].map(String))).toEqual(
      sorted(Array.from({ length: log.partitions }, (_, p) => String(p))),
    );
    const [before, after] = [fresh(readings(0, 2)), fresh(readings(2, 4))];
    await log.append(before);
    await until(() => one.seen.length + two.seen.length >= before.length);
    await two.end();
    await log.append(after);
    await until(() => one.assigned().length === log.partitions);
    await until(() => new Set([...one.ids(), ...two.ids()]).size >= before.length + after.length);
    await one.end();
    expect(sorted(new Set([...one.ids(), ...two.ids()]))).toEqual(idsOf([...before, ...after]));
  });

  it('changes nothing by the late commit of a member that has lost its partitions', async () => {
    const [log, other] = [await open(), await open()];
    const group = await newGroup(log);
    const sent = fresh(readings(0, 2));
    const one = member(log, group);
    await log.append(sent);
    await until(() => one.seen.length >= sent.length);
    await one.end();
    const last = one.seen.at(-1);
    await log.commit(group, last?.partition ?? 0, last?.offset ?? 0n).catch(() => undefined);
    const two = member(other, group);
    await until(() => two.seen.length >= sent.length);
    await two.end();
    expect(sorted(two.ids())).toEqual(idsOf(sent));
  });

  it('loses nothing of several writers at once, whoever commits first', async () => {
    const logs = await Promise.all([open(), open(), open(), open()]);
    const [log] = logs;
    if (!log) throw new Error('no log');
    const group = await newGroup(log);
    const ended = new AbortController();
    const followed: string[] = [];
    const following = (async () => {
      for await (const events of log.follow(ended.signal))
        followed.push(...events.map(({ event }) => event.id));
    })();
    const one = member(log, group);
    await until(() => one.assigned().length === log.partitions);
    const sent = logs.map((_, k) =>
      fresh(
        readings(
          0,
          30,
          PATIENTS.map((patient) => `${patient}-${k}`),
        ),
      ),
    );
    await Promise.all(
      logs.map(async (writer, k) => {
        const own = sent[k] ?? [];
        for (let from = 0; from < own.length; from += 48) await writer.append(own.slice(from, from + 48));
      }),
    );
    await until(() => one.seen.length >= sent.flat().length && followed.length >= sent.flat().length);
    await one.end();
    ended.abort();
    await following;
    expect(sorted(new Set(one.ids()))).toEqual(idsOf(sent.flat()));
    expect(sorted(new Set(followed))).toEqual(idsOf(sent.flat()));
    // Each writer's events of one patient came in its order.
    for (const { id } of sent.flatMap((own) => own.slice(0, 1)))
      expect(one.ids().indexOf(id)).toBeLessThan(one.ids().indexOf(id.replace(/\.0$/, '.29')));
  });

  it('replays readings from a time on, and tells a follower of new waveforms and readings alone', async () => {
    const log = await open();
    await newGroup(log);
    const patient = 'replayed';
    const partition = partitionOf(patient, log.partitions);
    // After all that other tests have sent, and no time to come: Kafka refuses that.
    const base = Date.now() - 10_000;
    const at = (n: number): StreamEvent[] =>
      fresh([heartRate(patient, n), pleth(patient, n)]).map((event) => ({
        ...event,
        ingestedAt: base + n * 1000,
      }));
    await log.append([0, 1, 2, 3].flatMap(at));
    const { signal } = new AbortController();
    const replayed = await all(log.replay(partition, base + 2000, signal));
    expect(replayed.map(({ event }) => event.id)).toEqual([2, 3].map((n) => `${turn}.${patient}.${n}`));

    const ended = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const events of log.follow(ended.signal)) seen.push(...events.map(({ event }) => event.id));
    })();
    // Following begins some moments after it was asked for.
    for (let n = 4; n < 400 && seen.length < 4; n += 1) {
      await log.append(at(n));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    ended.abort();
    await following;
    expect(seen.some((id) => id.includes('pleth'))).toBe(true);
    expect(seen.some((id) => !id.includes('pleth'))).toBe(true);
    expect(seen.filter((id) => [0, 1, 2, 3].some((n) => id.endsWith(`.${n}`)))).toEqual([]);
  });
});
