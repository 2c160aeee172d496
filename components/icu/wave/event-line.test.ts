import { describe, expect, it } from 'vitest';
import { EventLine, waitAfter } from './event-line.ts';
import type { Link } from './wall-protocol.ts';

const events = (text: string): Response =>
  new Response(text, { headers: { 'content-type': 'text/event-stream' } });

/** Runs a line through answers, one after the other, and ends it after the last. */
async function through(answers: readonly (() => Response)[]) {
  const ended = new AbortController();
  const asked: (string | null)[] = [];
  const [data, links]: [string[], Link[]] = [[], []];
  const fetch = (_: unknown, init?: RequestInit): Promise<Response> => {
    asked.push(new Headers(init?.headers).get('last-event-id'));
    const answer = answers[asked.length - 1];
    if (answer) return Promise.resolve(answer());
    ended.abort();
    return Promise.reject(new Error('ended'));
  };
  const line = new EventLine({
    address: '/api/icu/stream',
    signal: ended.signal,
    onData: (text) => data.push(text),
    onLink: (link) => links.push(link),
    fetch,
  });
  await line.run();
  return { asked, data, links };
}

describe('a line of events', () => {
  it('goes on behind the last event that it had, in order', async () => {
    const { asked, data } = await through([
      () => events('id: 1\ndata: one\n\nid: 2\ndata: two\n\n: a sign of life\n\n'),
      () => events('id: 3\ndata: three\n\n'),
    ]);
    expect(asked).toEqual([null, '2', '3']);
    expect(data).toEqual(['one', 'two', 'three']);
  });

  it('tries again after a refusal, says why, and keeps since when it is lost until it stands again', async () => {
    const { links } = await through([
      () => Response.json({ detail: 'The ward is being opened.' }, { status: 503 }),
      () => new Response(null, { status: 500 }),
      () => events('data: one\n\n'),
    ]);
    const lost = links.filter((link) => link.state === 'lost');
    expect(lost[0]?.reason).toBe('The ward is being opened.');
    expect(lost[1]?.reason).toBe('The server answered 500.');
    expect(lost[1]?.since).toBe(lost[0]?.since);
    expect(links.map(({ state }) => state)).toEqual(['connecting', 'lost', 'lost', 'open', 'lost']);
  });

  it('tries nothing without a network, and at once when it is back', async () => {
    const ended = new AbortController();
    let asked = 0;
    const links: Link[] = [];
    const line = new EventLine({
      address: '/api/icu/stream',
      signal: ended.signal,
      onData: () => undefined,
      onLink: (link) => links.push(link),
      fetch: (_, init) => {
        asked += 1;
        return new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        });
      },
    });
    const running = line.run();
    line.network(false);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(asked).toBe(1);
    expect(links.at(-1)).toMatchObject({ state: 'lost', reason: 'This device has no network.' });
    line.network(true);
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked).toBe(2);
    ended.abort();
    await running;
  });

  it('waits longer with each try, never beyond a quarter of a minute, and never as long as another wall', () => {
    expect(waitAfter(1, 0.5)).toBeGreaterThan(waitAfter(0, 0.5));
    expect(waitAfter(30, 1)).toBe(15_000);
    expect(waitAfter(3, 0)).toBeLessThan(waitAfter(3, 1));
  });
});
