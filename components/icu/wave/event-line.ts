import { createParser } from 'eventsource-parser';
import type { Link } from './wall-protocol.ts';

/** Nothing at all for so long, not even a comment: the line is dead though nobody closed it. */
const SILENCE_MS = 15_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

export type EventLineOptions = {
  readonly address: string;
  readonly onData: (data: string) => void;
  readonly onLink: (link: Link) => void;
  readonly signal: AbortSignal;
  /** Absent: that of the browser. */
  readonly fetch?: typeof globalThis.fetch;
};

/** Longer with every try in vain, and never the same for all walls of a house, which would come back at once. */
export const waitAfter = (tries: number, chance: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries) * (0.5 + chance / 2);

const sentence = (thrown: unknown): string =>
  thrown instanceof Error && thrown.message !== '' ? thrown.message : 'The line was closed.';

/**
 * Server-sent events for as long as the page stands. Goes on behind the last event it had (`Last-Event-ID`), as `EventSource`
 * does; unlike it, tries again after an answer of 500 and knows a line that fell silent.
 */
export class EventLine {
  readonly #options: EventLineOptions;
  #lastId = '';
  #tries = 0;
  #lostAt: number | null = null;
  #online = true;
  /** Ends the reading that is under way. */
  #current: AbortController | null = null;
  /** Ends the wait for the next try. */
  #wake: (() => void) | null = null;

  constructor(options: EventLineOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { signal, onLink } = this.#options;
    onLink({ state: 'connecting' });
    while (!signal.aborted) {
      const reason = await this.#once().catch(sentence);
      if (signal.aborted) return;
      this.#lostAt ??= Date.now();
      onLink({ state: 'lost', since: this.#lostAt, reason });
      await this.#rest(signal);
      this.#tries += 1;
    }
  }

  /** What the device knows of its network: without one nothing is tried, and with one nothing is waited for. */
  network(online: boolean): void {
    this.#online = online;
    if (online) this.#wake?.();
    else this.#current?.abort(new Error('This device has no network.'));
  }

  #rest(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#wake = null;
        resolve();
      };
      const timer = this.#online ? setTimeout(done, waitAfter(this.#tries, Math.random())) : undefined;
      this.#wake = done;
      signal.addEventListener('abort', done);
    });
  }

  /** Reads until the line ends, and says why it did. */
  async #once(): Promise<string> {
    const ended = new AbortController();
    this.#current = ended;
    const end = () => ended.abort(new Error('The server fell silent.'));
    const { signal } = this.#options;
    signal.addEventListener('abort', end, { once: true });
    let silence = setTimeout(end, SILENCE_MS);
    try {
      await this.#read(ended.signal, () => {
        clearTimeout(silence);
        silence = setTimeout(end, SILENCE_MS);
      });
      return 'The server closed the line.';
    } finally {
      clearTimeout(silence);
      signal.removeEventListener('abort', end);
    }
  }

  async #read(signal: AbortSignal, onSign: () => void): Promise<void> {
    const { address, onData, onLink, fetch = globalThis.fetch } = this.#options;
    const resumed = this.#lastId === '' ? {} : { 'Last-Event-ID': this.#lastId };
    const response = await fetch(address, {
      signal,
      cache: 'no-store',
      headers: { accept: 'text/event-stream', ...resumed },
    });
    if (!response.ok || !response.body) throw new Error(await refusalOf(response));
    this.#tries = 0;
    this.#lostAt = null;
    onLink({ state: 'open' });
    const parser = createParser({
      onEvent: ({ id, data }) => {
        onData(data);
        // After the effect: an event that failed to be read is asked for again.
        if (id !== undefined) this.#lastId = id;
      },
    });
    for await (const text of textOf(response.body)) {
      onSign();
      parser.feed(text);
    }
  }
}

async function* textOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function refusalOf(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  const detail = /"detail":"([^"]+)"/.exec(text)?.[1];
  return detail ?? `The server answered ${response.status}.`;
}
