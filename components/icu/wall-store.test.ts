import { describe, expect, it } from 'vitest';
import { madeUpAlert, madeUpTile, NOW } from './fixtures/made-up-tile.ts';
import { createWall } from './wall-store.ts';

const INTAKE = { refused: 2, flooding: [] };
const CLOCK = { now: NOW, speed: 1, replay: null };

describe('the wall', () => {
  it('takes messages in their order', () => {
    const { store, take } = createWall();
    take({
      kind: 'messages',
      messages: [
        {
          kind: 'wall',
          tiles: [madeUpTile(), madeUpTile({ bed: '2', patient: 'p2' })],
          clock: CLOCK,
          intake: INTAKE,
        },
        { kind: 'tile', tile: madeUpTile({ patient: 'p2' }) },
        { kind: 'tile', tile: madeUpTile({ bed: '2', patient: null, signs: {} }) },
      ],
    });
    const { tiles } = store.getState();
    expect(tiles?.get('1')?.patient).toBe('p2');
    expect(tiles?.get('2')).toMatchObject({ patient: null, signs: {} });
  });

  it('forgets beds that a whole wall does not have', () => {
    const { store, take } = createWall();
    const told = (beds: readonly string[]) => ({
      kind: 'wall' as const,
      tiles: beds.map((bed) => madeUpTile({ bed })),
      clock: CLOCK,
      intake: INTAKE,
    });
    take({ kind: 'messages', messages: [told(['1', '2'])] });
    take({ kind: 'messages', messages: [told(['2'])] });
    expect([...(store.getState().tiles?.keys() ?? [])]).toEqual(['2']);
  });

  it('runs its clock at the pace of the replay, and stands with it', () => {
    const { store, take, tick } = createWall();
    const from = performance.now();
    take({ kind: 'messages', messages: [{ kind: 'clock', clock: { ...CLOCK, speed: 60 }, intake: INTAKE }] });
    tick(from + 10_000);
    expect(store.getState().now - NOW).toBeGreaterThanOrEqual(590_000);
    take({ kind: 'messages', messages: [{ kind: 'clock', clock: { ...CLOCK, speed: 0 }, intake: INTAKE }] });
    tick(from + 99_000);
    expect(store.getState().now).toBe(NOW);
  });

  it('shows an answer that the server gave back before the stream tells it', () => {
    const { store, take, keep } = createWall();
    const tile = madeUpTile({ alerts: [madeUpAlert()] });
    take({ kind: 'messages', messages: [{ kind: 'wall', tiles: [tile], clock: CLOCK, intake: INTAKE }] });
    keep('1', madeUpAlert({ state: 'acknowledged' }));
    expect(store.getState().tiles?.get('1')?.alerts[0]?.state).toBe('acknowledged');
  });
});
