import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDicomwebPath } from './dicomweb-path.ts';

const read = (path: string, method = 'GET') => readDicomwebPath(method, path.split('/'))?.service ?? null;

describe('readDicomwebPath', () => {
  it.each([
    ['studies', 'search'],
    ['series', 'search'],
    ['instances', 'search'],
    ['studies/1.2', 'retrieve'],
    ['studies/1.2/series', 'search'],
    ['studies/1.2/instances', 'search'],
    ['studies/1.2/metadata', 'metadata'],
    ['studies/1.2/rendered', 'rendered'],
    ['studies/1.2/series/1.3/instances', 'search'],
    ['studies/1.2/series/1.3/instances/1.4', 'retrieve'],
    ['studies/1.2/series/1.3/instances/1.4/metadata', 'metadata'],
    ['studies/1.2/series/1.3/instances/1.4/frames/1,2', 'frames'],
    ['studies/1.2/series/1.3/instances/1.4/thumbnail', 'thumbnail'],
    ['studies/1.2/series/1.3/instances/1.4/bulk/7fe00010', 'bulkdata'],
  ])('takes %s', (path, service) => expect(read(path)).toBe(service));

  it.each([
    '',
    'system',
    'studies/..',
    'studies/1.2/../../system',
    'studies/1.2/studies',
    'studies/1.2a',
    'studies/1..2',
    `studies/${'1.'.repeat(40)}1`,
    'studies/1.2/series/1.3/series',
    'studies/1.2/series/1.3/instances/1.4/frames/0',
    'studies/1.2/series/1.3/instances/1.4/frames/1/2',
    'studies/1.2/series/1.3/instances/1.4/bulk',
    'studies/1.2/series/1.3/instances/1.4/bulk/..',
    'studies/1.2/series/1.3/instances/1.4/frames',
    'metadata',
    'studies/1.2/archive',
    'servers',
    'studies/',
  ])('has no %j', (path) => expect(read(path)).toBeNull());

  it('stores studies, changes nothing else and deletes nothing', () => {
    expect(read('studies', 'POST')).toBe('store');
    expect(read('studies/1.2', 'POST')).toBe('store');
    for (const path of ['studies/1.2/series', 'studies/1.2/series/1.3', 'series', ''])
      expect(read(path, 'POST')).toBeNull();
    for (const method of ['PUT', 'DELETE', 'PATCH']) expect(read('studies/1.2', method)).toBeNull();
  });

  it('takes no segment that could lead elsewhere', () => {
    const segment = fc.oneof(
      fc.string(),
      fc.constantFrom('studies', 'series', 'instances', '1.2', '..', '%2e'),
    );
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 9 }), (segments) => {
        if (readDicomwebPath('GET', segments) === null) return;
        for (const one of segments) expect(one).toMatch(/^[0-9A-Za-z.,]+$/);
        expect(segments).not.toContain('..');
      }),
      { numRuns: 2000 },
    );
  });
});
