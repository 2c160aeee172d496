import { describe, expect, it, vi } from 'vitest';
import { streamBody } from './stream-body.ts';
import { Viewer } from './viewer.ts';

const texts = {
  whole: () => 'whole;',
  clock: () => 'clock;',
  tiles: (beds: ReadonlySet<string>) => `${[...beds]};`,
};

function opened() {
  const viewer = new Viewer(texts, null);
  const end = vi.fn();
  const reader = streamBody(viewer, end).getReader();
  const next = async () => {
    const { value, done } = await reader.read();
    return done ? null : new TextDecoder().decode(value);
  };
  return { viewer, end, reader, next };
}

describe('the body of the stream', () => {
  it('says when to come back, then the whole wall, then what changes', async () => {
    const { viewer, next } = opened();
    expect(await next()).toBe('retry: 2000\n\n');
    expect(await next()).toBe('whole;');
    viewer.tellTiles(['7']);
    expect(await next()).toBe('7;');
  });

  it('asks for nothing while nobody takes what it has: a slow line is told the last state', async () => {
    const { viewer, next } = opened();
    await next();
    await vi.waitFor(() => expect(next()).resolves.toBe('whole;'));
    // One message waits in the line; what changes from then on is told as it is when the line is free again.
    viewer.tellTiles(['1']);
    await new Promise((resolve) => setTimeout(resolve, 5));
    for (const bed of ['2', '3', '2', '4']) viewer.tellTiles([bed]);
    expect(await next()).toBe('1;');
    expect(await next()).toBe('2,3,4;');
  });

  it('ends from either side, and says so once', async () => {
    const here = opened();
    await here.next();
    await here.next();
    here.viewer.close();
    expect(await here.next()).toBeNull();
    expect(here.end).toHaveBeenCalledTimes(1);
    const there = opened();
    await there.next();
    await there.reader.cancel();
    expect(there.end).toHaveBeenCalledTimes(1);
  });
});
