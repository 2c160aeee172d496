import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFiles } from './read-files.ts';
import { bundle, patient, potassium } from './sample-files.ts';
import { scanNesting } from './scan-nesting.ts';

const SYNTHEA = join(import.meta.dirname, '../../../shared/data/fhir/synthea-r4');
const US_CORE = join(import.meta.dirname, '../../../shared/data/fhir/us-core-examples');

const sample = (): string => {
  if (!existsSync(SYNTHEA)) return JSON.stringify(bundle([patient, potassium('o1'), potassium('o2')]));
  const [name = ''] = readdirSync(SYNTHEA).filter((one) => one.endsWith('.json.gz'));
  return gunzipSync(readFileSync(join(SYNTHEA, name)))
    .toString()
    .slice(0, 200_000);
};

const readText = (text: string) => readFiles([{ name: 'x.json', bytes: new TextEncoder().encode(text) }]);

describe('hostile files', () => {
  it('gives a result for any cut and any change of a real bundle, and quotes none of it', async () => {
    const text = sample();
    const change = fc.record({
      at: fc.nat(text.length),
      drop: fc.nat(2000),
      insert: fc.oneof(
        fc.string(),
        fc.json(),
        fc.constantFrom('\n', '"', '{', '[', ']', '\u0000', '__proto__'),
      ),
      end: fc.option(fc.nat(text.length)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 4 }), async (changes) => {
        const changed = changes.reduce(
          (current, { at, drop, insert, end }) =>
            (current.slice(0, at) + insert + current.slice(at + drop)).slice(0, end ?? undefined),
          text,
        );
        const { charts, issues } = await readText(changed);
        expect(charts.length + issues.length).toBeGreaterThan(0);
        for (const { message } of issues) expect(message.length).toBeLessThan(300);
      }),
      { numRuns: 150 },
    );
  });

  it('gives a result for any JSON in the place of any resource', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue({ maxDepth: 6 })), async (resources) => {
        const { charts } = await readText(JSON.stringify(bundle([patient, ...resources])));
        expect(charts[0]?.patient.id).toBe('p1');
      }),
    );
  });

  it('measures nesting as the parser would', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat(6), (value, limit) => {
        const { open, tooDeepAt } = scanNesting(JSON.stringify(value), limit);
        expect(tooDeepAt !== undefined).toBe(depthOf(value) > limit);
        expect(open).toBe(depthOf(value) > limit);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), fc.integer({ min: 1 }), (value, cut) => {
        const text = JSON.stringify(value);
        const { open } = scanNesting(text.slice(0, -(1 + (cut % (text.length - 1)))), 1000);
        expect(open).toBe(true);
      }),
    );
  });
});

describe.skipIf(!existsSync(SYNTHEA))('real files (skipped where ../shared/data is absent)', () => {
  const filesIn = (folder: string) =>
    readdirSync(folder)
      .filter((name) => /\.json(\.gz)?$/.test(name))
      .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));

  it('reads each Synthea bundle whole', async () => {
    for (const source of filesIn(SYNTHEA)) {
      const text = gunzipSync(source.bytes).toString();
      const { entry } = JSON.parse(text) as { entry: { resource: { resourceType: string } }[] };
      const { charts, issues } = await readFiles([source]);
      const patients = entry.filter(({ resource }) => resource.resourceType === 'Patient').length;
      expect(charts).toHaveLength(patients);
      expect(issues.map(({ code }) => code)).toEqual(patients === 0 ? ['no-patient'] : []);
      for (const type of ['Observation', 'Encounter', 'Condition', 'MedicationRequest'] as const) {
        const sent = entry.filter(({ resource }) => resource.resourceType === type).length;
        expect(charts.reduce((sum, chart) => sum + chart.all(type).length, 0)).toBe(sent);
      }
    }
  });

  it('reads all of them together: one chart per patient, nothing clinical lost', async () => {
    const { charts, issues } = await readFiles(filesIn(SYNTHEA));
    expect(charts).toHaveLength(54);
    expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('reads the US Core examples', async () => {
    const { charts, issues } = await readFiles(filesIn(US_CORE));
    expect(charts.map(({ patient: { id } }) => id)).toContain('example');
    expect(issues.filter(({ code }) => code === 'wrong-version')).toEqual([]);
  });
});
