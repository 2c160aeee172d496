import { z } from 'zod';
import type { Send } from './feed.ts';

const answerShape = z.object({ events: z.array(z.object({ status: z.string() })) });
/** An answer that does not come is as good as none: the events are sent again. */
const PATIENCE_MS = 5000;

/** Sends events to a web server, as a gateway does. */
export const postEvents =
  (origin: string): Send =>
  async (lines) => {
    const answer = await fetch(`${origin}/api/icu/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: lines.join('\n'),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { events } = answerShape.parse(await answer.json());
    return events.map(({ status }) => status === 'accepted');
  };
