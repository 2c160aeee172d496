import { describe, expect, it } from 'vitest';
import { madeUpAlert, madeUpTile } from './fixtures/made-up-tile.ts';
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
    expect(listedAlerts([...tiles, over]).map(({ bed }) => bed)).toEqual(['3', '2', '4']);
  });
});
