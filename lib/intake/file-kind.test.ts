import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { kindOf } from './file-kind.ts';

const CASES = join(import.meta.dirname, '../../../shared/cases/fhir');
const line = (resource: object) => JSON.stringify(resource, null, 1).replaceAll('\n', '');
const measured = {
  resourceType: 'Observation',
  id: 'hr',
  effectiveDateTime: '2026-03-08T07:00:00Z',
  date: '2026-03-08',
  time: '07:00',
  'heart rate': 72,
  spo2: 97,
};
const lines = [{ resourceType: 'Patient', id: 'p1', birthDate: '1950-05-05' }, measured].map(line).join('\n');

describe('a chart', () => {
  it.each([
    ['lines of it', lines],
    ['a document', JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: measured }] })],
    ['with a byte-order mark', `\uFEFF${lines}`],
    ['as a list', `[${line(measured)}]`],
  ])('is no table of a device, whatever it measures: %s', async (_, text) => {
    for (const name of ['export', 'export.ndjson', 'heart rate.csv'])
      expect(await kindOf(new Blob([text]), name)).toEqual({ kind: 'fhir' });
    expect(await kindOf(new Blob([new Uint8Array(gzipSync(text))]), 'export.gz')).toEqual({ kind: 'fhir' });
  });

  it.skipIf(!existsSync(CASES))('of any kind is one (skipped where ../shared/cases is absent)', async () => {
    for (const name of readdirSync(CASES).filter((one) => /json(\.gz)?$/.test(one))) {
      const file = new Blob([new Uint8Array(readFileSync(join(CASES, name)))]);
      expect([name, await kindOf(file, name)]).toEqual([name, { kind: 'fhir' }]);
    }
  });
});
