import { describe, expect, it } from 'vitest';
import { madeUpAlert, madeUpScore, madeUpTile } from './fixtures/made-up-tile.ts';
import { keptOrder, listedAlerts, sortedBeds } from './wall-order.ts';

const alerted = (bed: string, probability: number, state: 'raised' | 'acknowledged' = 'raised') =>
  madeUpTile({ bed, alerts: [madeUpAlert({ id: bed, probability, state })] });

const tiles = [
  madeUpTile({ bed: '10' }),
  alerted('2', 0.3),
  madeUpTile({ bed: '1', patient: null }),
  alerted('3', 0.8),
  alerted('4', 0.9, 'acknowledged'),
];

describe('beds', () => {
  it('by number are counted, not spelt', () => {
    expect(sortedBeds(tiles, 'bed')).toEqual(['1', '2', '3', '4', '10']);
  });

  it('by urgency: unanswered alerts, answered ones, the others, empty ones', () => {
    expect(sortedBeds(tiles, 'urgency')).toEqual(['3', '2', '4', '10', '1']);
  });

  it('stay where they are, whatever happens to them', () => {
    const order = sortedBeds(tiles, 'urgency');
    const later = new Map(
      [...tiles, alerted('10', 0.99), alerted('11', 0.9)].map((tile) => [tile.bed, tile]),
    );
    expect(keptOrder(later, order, null)).toEqual([...order, '11']);
    expect(keptOrder(later, order, 'B')).toEqual([]);
  });
});

describe('the list of alerts', () => {
  it('has the most urgent first, and none that ended or was dismissed', () => {
    const over = madeUpTile({
      bed: '5',
      alerts: [madeUpAlert({ id: '5', state: 'ended' }), madeUpAlert({ id: '6', state: 'dismissed' })],
    });
    const silent = [...tiles, over].map((tile) => ({ ...tile, scores: [] }));
    expect(listedAlerts(silent).map(({ bed }) => bed)).toEqual(['3', '2', '4']);
  });

  it('follows what the score says by now, in steps that a tremble does not take', () => {
    const risen = (bed: string, began: number, now: number) =>
      madeUpTile({
        bed,
        scores: [madeUpScore({ probability: now })],
        alerts: [madeUpAlert({ id: bed, probability: began, at: Number(bed) })],
      });
    const order = (second: number) =>
      listedAlerts([risen('1', 0.5, 0.5), risen('2', 0.3, second)]).map(({ bed }) => bed);
    expect(order(0.8)).toEqual(['2', '1']);
    expect(order(0.52)).toEqual(['1', '2']);
  });
});
