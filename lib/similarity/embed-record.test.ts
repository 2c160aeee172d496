import { describe, expect, it } from 'vitest';
import { instant } from '#lib/clinical/moment.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import {
  chartOf,
  condition,
  encounter,
  observation,
  quantity,
  type Resource,
} from '#lib/modalities/fixtures/charts.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { candidateViews } from './candidate-views.ts';
import { compareValues } from './compare-values.ts';
import { embedRecord } from './embed-record.ts';
import { KEY, plainView, smallSpace } from './fixtures/small-space.ts';
import { memberOf } from './member.ts';
import { type ProfileHead, profileLine, profileOfLine } from './profile-lines.ts';
import type { ReadEmbedding } from './read-embedding.ts';
import { readLine } from './read-line.ts';
import { nothingToCompare } from './refuse-profile.ts';

const NETWORK = 'radiograph-findings';
const picture = {
  instance: '1.2.3',
  reference: 'ImagingStudy/1',
  time: instant(0),
  passedOver: [],
  stated: [],
};
const readEmbedding: ReadEmbedding = async () => ({
  values: Float32Array.of(0.1, 0.2),
  findings: { 'cardiothoracic-ratio': 0.51 },
  picture,
});
const noPicture: ReadEmbedding = async () => ({ gap: 'No chest radiograph is on the chart up to then.' });

const space = smallSpace({
  views: [
    plainView('chart', ['age', 'crp.last'], { leastPresent: 0.5 }),
    plainView('radiograph', ['', ''], {
      inputs: { kind: 'picture', network: NETWORK, size: 2 },
      distance: 'cosine',
    }),
    plainView('genome', ['polygenic.standardised']),
  ],
});

const person: Resource = { resourceType: 'Patient', id: 'p', gender: 'female', birthDate: '1950-06-01' };
const stay = encounter('stay', '2026-01-01T08:00:00Z', '2026-01-05T08:00:00Z');
const crp = (id: string, value: number, time: string) =>
  observation(id, '1988-5', time, quantity(value, 'mg/L'));
const at: Landmark = { at: instant(Date.parse('2026-01-05T08:00:00Z')), name: 'discharge' };
const recordOf = (...more: Resource[]) => readRecord(chartOf([person, stay, ...more]));
const embed = (record: ReturnType<typeof recordOf>, read = readEmbedding) =>
  embedRecord(record, { space, key: KEY, at, readEmbedding: read });

const before = crp('before', 40, '2026-01-02T08:00:00Z');

describe('a record as an entry of a cohort', () => {
  it('tells the band of an age, and the exact age nowhere', async () => {
    const record = recordOf(before);
    const profile = await embed(record);
    const member = memberOf(record, profile, 'opaque', at);
    expect(profile.views.chart?.values.age).toBe(75);
    expect(member.ageBand).toBe('70–79');
    expect(member.views.chart?.values).toEqual({ 'crp.last': 40 });
    expect(member.views.chart?.place).toEqual(profile.views.chart?.place);
    const [chart] = space.views;
    const own = profile.views.chart;
    const other = member.views.chart;
    if (!chart || !own || !other) throw new TypeError('no chart');
    const { shared, oneSided } = compareValues(chart, { own, other }, 'conventional');
    expect([...shared.map(({ words }) => words), ...oneSided].join()).not.toMatch(/age|75/);
  });
});

describe('a record as a profile', () => {
  it('has a place in each view that the record has, the values behind it, and why a view is absent', async () => {
    const { space: key, views, gaps } = await embed(recordOf(before));
    expect(key).toBe(KEY);
    expect(views.chart).toEqual({ place: Float32Array.of(75, 40), values: { age: 75, 'crp.last': 40 } });
    expect(views.radiograph).toEqual({
      place: Float32Array.of(0.1, 0.2),
      values: { 'cardiothoracic-ratio': 0.51 },
    });
    expect(gaps).toEqual([{ view: 'genome', detail: 'The chart holds nothing of the kind "Genome".' }]);
  });

  it('reads nothing that is dated after the landmark, nor any diagnosis', async () => {
    const later = [
      crp('later', 300, '2026-01-05T09:00:00Z'),
      { ...crp('released', 77, '2026-01-03T08:00:00Z'), issued: '2026-01-06T08:00:00Z' },
      encounter('again', '2026-01-20T08:00:00Z', '2026-01-25T08:00:00Z'),
      condition('diagnosis', '53084003', '2026-01-05'),
    ];
    expect(await embed(recordOf(before, ...later))).toEqual(await embed(recordOf(before)));
  });

  it('says in a sentence that nothing can be compared, where all is missing', async () => {
    const empty = readRecord(chartOf([{ resourceType: 'Patient', id: 'p' }, stay]));
    const profile = await embed(empty, noPicture);
    expect(profile.views).toEqual({});
    expect(profile.gaps.map(({ view }) => view)).toEqual(['chart', 'radiograph', 'genome']);
    expect(nothingToCompare(profile)?.message).toContain('Nothing of this patient can be compared');
    expect(nothingToCompare(await embed(recordOf(before)))).toBeNull();
  });

  it('has no view without a landmark, and says why', async () => {
    const none: Landmark = { at: null, name: 'discharge', because: 'There was no stay.' };
    const { views, gaps } = await embedRecord(recordOf(before), { space, key: KEY, at: none, readEmbedding });
    expect(views).toEqual({});
    expect(new Set(gaps.map(({ detail }) => detail))).toEqual(new Set(['There was no stay.']));
  });

  it('takes an embedding of another length for none', async () => {
    const three: ReadEmbedding = async () => ({ values: new Float32Array(3), findings: {}, picture });
    const { gaps } = await embed(recordOf(before), three);
    expect(gaps).toContainEqual({
      view: 'radiograph',
      detail: 'It has 3 numbers where 2 were learned from.',
    });
  });
});

describe('a line of a file of profiles', () => {
  const head: ProfileHead = {
    kind: 'similarity-profiles',
    networks: {},
    views: candidateViews.map((view) =>
      'features' in view
        ? { id: view.id, inputs: [...view.features] }
        : { id: view.id, inputs: ['0', '1'], network: view.network },
    ),
  };

  it('is placed where the record itself is', async () => {
    const record = recordOf(before);
    const line = profileLine.parse(JSON.parse(JSON.stringify(await readLine(record, { at, readEmbedding }))));
    const { views } = profileOfLine({ space, key: KEY, networks: {} }, head, line);
    expect(views).toEqual((await embed(record)).views);
    expect(line).toMatchObject({ patient: 'p', ageBand: '70–79', sex: 'female' });
  });

  it('holds no name, no identifier of the chart and no birth date', async () => {
    const named = { ...person, name: [{ family: 'Quince' }], identifier: [{ value: 'MRN-4711' }] };
    const record = readRecord(chartOf([named, stay, before]));
    const text = JSON.stringify(await readLine(record, { at, readEmbedding }));
    for (const secret of ['Quince', '4711', '1950']) expect(text).not.toContain(secret);
  });
});
