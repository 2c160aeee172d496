import { describe, expect, it } from 'vitest';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { formatDateTime } from '../calendar.ts';
import { WEEK_MINUTES, weekFrom } from './week.ts';

describe('the week', () => {
  const lengths = (text: string) => weekFrom(Date.parse(text)).days.map(({ minutes }) => minutes);

  it('is seven times 24 hours, cut at local midnights', () => {
    const { days, startMs, hours } = weekFrom(Date.parse('2026-09-10T14:23:00-04:00'));
    expect(days.map(({ minutes }) => minutes)).toEqual([577, ...Array(6).fill(1440), 863]);
    expect(days.at(-1)).toMatchObject({ first: WEEK_MINUTES - 863 });
    for (const day of days.slice(1)) expect(formatDateTime(day.startMs)).toContain('T00:00:00-04:00');
    expect(hours[0]).toBeCloseTo(14 + 23 / 60, 4);
    expect(hours[577]).toBe(0);
    expect(startMs + 7 * DAY_MS).toBe(Date.parse('2026-09-17T14:23:00-04:00'));
  });

  it('has a day of 25 hours in autumn and of 23 in spring', () => {
    expect(lengths('2026-10-29T12:00:00-04:00')).toEqual([720, 1440, 1440, 1500, 1440, 1440, 1440, 660]);
    expect(lengths('2026-03-05T12:00:00-05:00')).toEqual([720, 1440, 1440, 1380, 1440, 1440, 1440, 780]);
  });
});
