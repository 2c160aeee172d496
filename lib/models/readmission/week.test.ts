import { afterAll, describe, expect, it } from 'vitest';
import { DAY_MS, instant, type Moment } from '#lib/clinical/moment.ts';
import type { RiskDay } from '#lib/contract/risk-report.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import { followWeek } from '#lib/fusion/follow-week.ts';
import { modelFolder } from '#lib/inference/fixtures/committed-model.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { EVERYTHING } from '#lib/simulator/member.ts';
import { memberRecord } from './fixtures/members.ts';
import { readmission } from './model.ts';

const opened = await openNodeSession(modelFolder, ownInputs());
afterAll(() => opened.close());

/** Rows of each run so far. */
const runs: number[] = [];
const session: ModelSession = {
  ...opened,
  run: (graph, inputs, signal) => {
    runs.push(inputs.values?.shape[0] ?? 0);
    return opened.run(graph, inputs, signal);
  },
};

/** Wears a device for the week after the discharge. */
const record = memberRecord(simulateMember({ cohort: 'hf', seed: 1 }, 0, EVERYTHING));
const discharge = record.admission?.end ?? instant(0);
const atDay = (days: number): Moment => instant(discharge.ms + days * DAY_MS);
const weekTo = (at: Moment, one = record) => followWeek(readmission, one, session, { at, name: 'a test' });
const largest = ({ moved }: RiskDay) => moved.map(({ points }) => Math.abs(points));

describe('followWeek', () => {
  it('tells of the discharge and of every whole day up to the landmark', async () => {
    const week = await weekTo(atDay(3.5));
    expect(week.map(({ day, at }) => [day, at.ms])).toEqual([0, 1, 2, 3].map((day) => [day, atDay(day).ms]));
    expect(await weekTo(discharge)).toHaveLength(1);
  });

  it('asks the model once', async () => {
    const before = runs.length;
    await weekTo(atDay(2));
    expect(runs.length - before).toBe(1);
  });

  it('tells of each day what the report at that landmark tells', async () => {
    const week = await weekTo(atDay(7));
    expect(week).toHaveLength(8);
    for (const day of [0, 4, 7]) {
      const report = await readmission.assess(record, session, {
        landmark: { at: atDay(day), name: 'a test' },
        weekLater: true,
      });
      if (report.status === 'unscored') throw new Error('no score');
      expect(week[day]?.risk).toBeCloseTo(report.risk, 6);
      expect(week[day]?.interval.low).toBeCloseTo(report.interval.low, 6);
      expect(report.week).toEqual([]);
    }
  });

  it('names what moved the risk since the day before, largest first', async () => {
    const [first, ...rest] = await weekTo(atDay(4));
    expect(first?.moved).toEqual([]);
    for (const day of rest) {
      expect(day.moved).toHaveLength(3);
      expect(largest(day)).toEqual(largest(day).toSorted((a, b) => b - a));
    }
    const recorded = rest
      .flatMap(({ moved }) => moved)
      .filter(({ feature }) => feature.startsWith('wearable.'));
    expect(recorded.some(({ from, to }) => from === null && to !== null)).toBe(true);
  });

  it('is part of the report unless it is wanted later', async () => {
    const landmark = { at: atDay(2), name: 'a test' };
    const report = await readmission.assess(record, session, { landmark });
    expect(report).toMatchObject({ status: 'scored', week: await weekTo(atDay(2)) });
  });

  it('is empty within a stay', async () => {
    expect(await weekTo(instant(discharge.ms - DAY_MS))).toEqual([]);
  });

  it('stops when aborted', async () => {
    const asked = followWeek(
      readmission,
      record,
      session,
      { at: atDay(3), name: 'a test' },
      AbortSignal.abort(),
    );
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});
