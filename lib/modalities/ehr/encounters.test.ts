import { describe, expect, it } from 'vitest';
import { chartOf, encounter, patient, potassium, type Resource } from '../fixtures/charts.ts';
import { ehr } from './modality.ts';

function stays(...resources: Resource[]) {
  const { slice, issues } = ehr.parse(
    chartOf([patient, potassium('k', '2026-03-20T00:00:00Z', 4), ...resources]),
  );
  return {
    stays: slice?.stays.map(({ reference, start, end }) => [
      reference,
      start.recorded,
      end?.recorded ?? null,
    ]),
    messages: issues.map(({ message }) => message),
  };
}

describe('readStays', () => {
  it('joins transfers within a day and keeps other stays apart', () => {
    const read = stays(
      encounter('c', '2026-03-10T00:00:00Z', '2026-03-12T00:00:00Z'),
      encounter('b', '2026-02-03T20:00:00Z', '2026-02-06T00:00:00Z', { class: { code: 'ACUTE' } }),
      encounter('a', '2026-02-01T00:00:00Z', '2026-02-03T00:00:00Z'),
    );
    expect(read.stays).toEqual([
      ['Encounter/a', '2026-02-01T00:00:00Z', '2026-02-06T00:00:00Z'],
      ['Encounter/c', '2026-03-10T00:00:00Z', '2026-03-12T00:00:00Z'],
    ]);
  });

  it('takes no emergency visit, no cancelled stay, and nothing without a start', () => {
    const read = stays(
      encounter('a', '2026-02-01T00:00:00Z', '2026-02-02T00:00:00Z', { class: { code: 'EMER' } }),
      encounter('b', '2026-02-01T00:00:00Z', '2026-02-02T00:00:00Z', { status: 'cancelled' }),
      encounter('c', '2026', '2026-02-02T00:00:00Z'),
      encounter('d', '2026-02-04T00:00:00Z', '2026-02-02T00:00:00Z'),
      encounter('e', '2026-02-04T00:00:00Z', null, { status: 'finished' }),
    );
    expect(read.stays).toEqual([]);
    expect(read.messages).toEqual([
      'Hospital stay: 1 left out, because it ends before it starts.',
      'Hospital stay: 1 left out, because it was planned or cancelled, or entered in error.',
      'Hospital stay: 1 left out, because no date is recorded.',
      'Hospital stay: 1 left out, because the date names only a year or a month.',
    ]);
  });

  it('keeps a stay that goes on open, but not one that was never closed before the next', () => {
    expect(stays(encounter('a', '2026-03-19T00:00:00Z', null)).stays).toEqual([
      ['Encounter/a', '2026-03-19T00:00:00Z', null],
    ]);
    expect(
      stays(
        encounter('a', '2026-02-01T00:00:00Z', null),
        encounter('b', '2026-02-01T12:00:00Z', '2026-02-03'),
      ).stays,
    ).toEqual([['Encounter/a', '2026-02-01T00:00:00Z', '2026-02-03']]);
  });
});
