import { describe, expect, it } from 'vitest';
import { problemDetails } from '#lib/contract/risk-schema.ts';
import { EventLogError } from '#lib/icu/events/event-log.ts';
import type { SentText } from '#lib/icu/events/sent-lines.ts';
import type { Ingest } from '#lib/server/icu/ingest/open-ingest.ts';
import { answerEvents, type EventHospital } from './answer-events.ts';

const HOST = '127.0.0.1:3000';
const LINES = 'application/x-ndjson';

const take: Ingest['take'] = async (sent) =>
  sent.map((one) => ({ id: null, status: 'refused' in one ? 'refused' : 'accepted' }));
const hospital: EventHospital = {
  origin: `http://${HOST}`,
  mayAsk: async () => true,
  ingest: async () => ({ take }),
};

const ask = (body: string, type = LINES, headers = {}, asked = hospital) =>
  answerEvents(
    new Request(`http://${HOST}/api/icu/events`, {
      method: 'POST',
      headers: { host: HOST, 'content-type': type, ...headers },
      body,
    }),
    asked,
  );

async function refused(response: Response) {
  const { status, detail } = problemDetails.parse(await response.json());
  expect(response.status).toBe(status);
  return { status, detail };
}

describe('answerEvents', () => {
  it('takes lines and arrays, and says of each what became of it', async () => {
    const response = await ask('{"a":1}\n\n{"a":\n{"b":2}\r\n');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      accepted: 2,
      refused: 1,
      later: 0,
      events: ['accepted', 'refused', 'accepted'].map((status) => ({ id: null, status })),
    });
    const array = await ask('[{"a":1},{"b":2}]', 'application/json; charset=utf-8');
    expect(await array.json()).toMatchObject({ accepted: 2 });
  });

  it('gives each event its own text', async () => {
    const texts: string[] = [];
    const keeping: Ingest['take'] = async (sent: readonly SentText[]) => {
      texts.push(...sent.map(({ text }) => text));
      return [];
    };
    await ask(
      '[{"a": 1}, 2]',
      'application/json',
      {},
      { ...hospital, ingest: async () => ({ take: keeping }) },
    );
    expect(texts).toEqual(['{"a":1}', '2']);
  });

  it.each<[string, string, string, object, number]>([
    ['a form', 'a=1', 'application/x-www-form-urlencoded', {}, 415],
    ['a type of an object', '{}', 'constructor', {}, 415],
    ['an object for an array', '{}', 'application/json', {}, 400],
    ['JSON that is none', '[', 'application/json', {}, 400],
    ['too many', '1\n'.repeat(10_001), LINES, {}, 413],
    ['another site', '{}', LINES, { 'sec-fetch-site': 'cross-site' }, 403],
    ['another name', '{}', LINES, { host: 'rebound.example' }, 421],
  ])('refuses %s', async (_, body, type, headers, status) => {
    expect(await refused(await ask(body, type, headers))).toMatchObject({ status });
  });

  it('asks for sign-in, and says when the log is away', async () => {
    expect(
      await refused(await ask('{}', LINES, {}, { ...hospital, mayAsk: async () => false })),
    ).toMatchObject({
      status: 401,
    });
    const away = () => Promise.reject(new EventLogError('The log is away.'));
    expect(await refused(await ask('{}', LINES, {}, { ...hospital, ingest: away }))).toEqual({
      status: 503,
      detail: 'The log is away.',
    });
  });
});
