import { describe, expect, it } from 'vitest';
import { madeUpScore, madeUpTile, NOW } from './fixtures/made-up-tile.ts';
import { bedStatus, shownScore, shownSign } from './tile-facts.ts';

const LIVE = { kind: 'live' } as const;
const OPEN = { state: 'open' } as const;
const later = (minutes: number, speed = 1) => ({ now: NOW + minutes * 60_000, speed });

describe('a bed', () => {
  it('is empty without a patient, whatever was measured before', () => {
    expect(bedStatus(madeUpTile({ patient: null }), later(0))).toEqual({ kind: 'empty' });
  });

  it('has no data once its stream stopped, and tells since when', () => {
    expect(bedStatus(madeUpTile(), later(1))).toEqual(LIVE);
    expect(bedStatus(madeUpTile(), later(3))).toEqual({ kind: 'no-data', since: NOW });
  });

  it('of a replay at 600× is not said to be silent between two messages', () => {
    expect(bedStatus(madeUpTile(), later(20, 600))).toEqual(LIVE);
    expect(bedStatus(madeUpTile(), later(120, 600)).kind).toBe('no-data');
  });
});

describe('a vital sign', () => {
  const spo2 = (minutesOld: number) =>
    madeUpTile({ signs: { spo2: { value: 91, unit: '%', at: NOW - minutesOld * 60_000 } } });

  it('tells its age when it is late', () => {
    expect(shownSign(spo2(0), 'spo2', later(0))).toMatchObject({ value: 91, age: null, late: false });
    expect(shownSign(spo2(4), 'spo2', later(0))).toMatchObject({ value: 91, age: 240_000, late: true });
  });

  it('of a cuff is not late after ten minutes, though its age is told', () => {
    const cuff = madeUpTile({ signs: { 'mean-pressure': { value: 70, unit: 'mm[Hg]', at: NOW - 600_000 } } });
    expect(shownSign(cuff, 'mean-pressure', later(0))).toMatchObject({ age: 600_000, late: false });
  });

  it('is not shown of a bed whose stream stopped', () => {
    expect(shownSign(spo2(0), 'spo2', later(5)).value).toBeNull();
  });

  it('keeps its doubt', () => {
    const tile = madeUpTile({ signs: { spo2: { value: 97, unit: '%', at: NOW, doubt: 'sent as 0.97 %' } } });
    expect(shownSign(tile, 'spo2', later(0)).doubt).toBe('sent as 0.97 %');
  });
});

describe('a score', () => {
  it('stands with its direction', () => {
    const score = madeUpScore({ probability: 0.31, changeInHour: 0.05 });
    expect(shownScore(score, LIVE, OPEN)).toEqual({
      kind: 'score',
      probability: 0.31,
      above: true,
      trend: 'rising',
    });
  });

  it.each([
    ['its stream stopped', { kind: 'no-data', since: NOW } as const, OPEN],
    ['the line is lost', LIVE, { state: 'lost', since: NOW, reason: '' } as const],
  ])('is never shown when %s', (_, status, link) => {
    expect(shownScore(madeUpScore({ probability: 0.9 }), status, link).kind).toBe('none');
  });

  it('that could not be made says why', () => {
    const score = madeUpScore({ probability: null, gap: 'no vital signs for 6 h' });
    expect(shownScore(score, LIVE, OPEN)).toEqual({
      kind: 'none',
      reason: 'no score: no vital signs for 6 h',
    });
  });
});
