import { describe, expect, it } from 'vitest';
import { createQueue } from './queue.ts';

describe('createQueue', () => {
  it('runs one task at a time, in order', async () => {
    const enqueue = createQueue();
    const events: string[] = [];
    const task = (name: string) => async () => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      events.push(`${name} ends`);
    };
    await Promise.all([enqueue(task('a')), enqueue(task('b'))]);
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('lets later tasks run after one that rejected and one that threw', async () => {
    const enqueue = createQueue();
    const rejected = enqueue(() => Promise.reject(new Error('first')));
    const thrown = enqueue(() => {
      throw new Error('second');
    });
    await expect(rejected).rejects.toThrow('first');
    await expect(thrown).rejects.toThrow('second');
    await expect(enqueue(async () => 3)).resolves.toBe(3);
  });

  it('never begins a task that was aborted while it waited', async () => {
    const enqueue = createQueue();
    const controller = new AbortController();
    let began = false;
    const first = enqueue(() => new Promise((resolve) => setTimeout(resolve, 5)));
    const second = enqueue(async () => {
      began = true;
    }, controller.signal);
    controller.abort();
    await first;
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    expect(began).toBe(false);
    await expect(enqueue(async () => 'next')).resolves.toBe('next');
  });
});
