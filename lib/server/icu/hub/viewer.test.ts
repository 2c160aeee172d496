import { describe, expect, it } from 'vitest';
import { Viewer, type WallTexts } from './viewer.ts';

const texts = (): WallTexts => ({
  whole: () => 'whole',
  clock: () => 'clock',
  tiles: (beds) => [...beds].join('+'),
});

async function opened(missed: readonly string[] | null = []): Promise<Viewer> {
  const viewer = new Viewer(texts(), missed);
  expect(await viewer.next()).toBe(missed === null ? 'whole' : 'clock');
  return viewer;
}

describe('whoever looks at the wall', () => {
  it('is sent everything first, or what they missed', async () => {
    await opened(null);
    const back = await opened(['3', '7']);
    expect(await back.next()).toBe('3+7');
  });

  it('with a slow line is sent the last state of each bed once, before any waveform', async () => {
    const viewer = await opened();
    viewer.tellWaveform('wave');
    viewer.tellTiles(['1', '2']);
    viewer.tellTiles(['1']);
    viewer.tellClock();
    expect([await viewer.next(), await viewer.next(), await viewer.next()]).toEqual(['clock', '1+2', 'wave']);
  });

  it('loses the oldest waveforms of a line that takes none, and no tile', async () => {
    const viewer = await opened();
    const wave = 'x'.repeat(10_000);
    for (let count = 0; count < 1000; count += 1) {
      viewer.tellWaveform(`${count}${wave}`);
      viewer.tellTiles([String(count % 60)]);
    }
    expect((await viewer.next())?.split('+')).toHaveLength(60);
    const waves = await viewer.next();
    expect(waves?.length).toBeLessThanOrEqual(1_000_000);
    expect(waves?.endsWith(`999${wave}`)).toBe(true);
  });

  it('waits for news, and is let go', async () => {
    const viewer = await opened();
    const waiting = viewer.next();
    viewer.tellTiles(['9']);
    expect(await waiting).toBe('9');
    const ended = viewer.next();
    viewer.close();
    expect(await ended).toBeNull();
  });
});
