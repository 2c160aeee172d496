import { describe, expect, it } from 'vitest';
import { heartRate, pleth } from './fixtures/events.ts';
import { readEvent } from './read-event.ts';

const { ingestedAt, ...sent } = heartRate('p', 0);
const clocks = { now: sent.at + 1000, ingestedAt };
const read = (value: unknown) => readEvent(value, clocks);
const { ingestedAt: _, ...chunk } = pleth('p', 0);
const MINUTE = 60_000;

describe('readEvent', () => {
  it('gives an event with the time at which it was taken in', () => {
    expect(read(sent)).toEqual({ event: { ...sent, ingestedAt } });
    const doubted = read({ ...sent, signs: [{ sign: 'spo2', value: 0.9, unit: '%' }] });
    expect(doubted).toMatchObject({ event: { doubts: [{ of: 'spo2' }] } });
  });

  it.each<[string, unknown, string]>([
    ['nothing', null, 'event: '],
    ['another version', { ...sent, version: 2, signs: 'other' }, 'version: 1 is expected.'],
    ['a kind that is none', { ...sent, kind: 'gossip' }, 'kind: '],
    ['a sign that is none', { ...sent, signs: [{ sign: 'mood', value: 1, unit: '1' }] }, 'signs[0].sign: '],
    [
      'a value that is no number',
      { ...sent, signs: [{ sign: 'spo2', value: '97', unit: '%' }] },
      'signs[0].value: ',
    ],
    ['a patient that is none', { ...sent, patient: '../p' }, 'patient: a FHIR logical id is expected'],
    ['a correction of itself', { ...sent, corrects: sent.id }, 'corrects: '],
    [
      'the future',
      { ...sent, at: clocks.now + 10 * MINUTE },
      'at: measured 10 min from now; the clock of monitor-p is ahead.',
    ],
    ['half a sample', { ...chunk, samples: 'AAAA' }, 'samples: 3 bytes'],
    [
      'a chunk of a minute',
      { ...chunk, rate: 1, samples: Buffer.alloc(120).toString('base64') },
      'samples: a chunk of 60 s',
    ],
  ])('refuses %s, and says which field', (_, value, reason) => {
    expect(read(value)).toMatchObject({ refused: expect.stringContaining(reason) });
  });

  it('names the id of what it refuses, where there is one, and a few of many faults', () => {
    const faults = Array.from({ length: 9 }, () => ({ sign: 'mood', value: 1, unit: '1' }));
    expect(read({ ...sent, signs: faults })).toMatchObject({
      id: 'p.0',
      refused: expect.stringMatching(/; and 6 more\.$/),
    });
  });
});
