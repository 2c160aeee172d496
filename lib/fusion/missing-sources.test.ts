import { describe, expect, it } from 'vitest';
import { featureSpec, notRecorded, type Outcome, vectorOf } from './fixtures/vectors.ts';
import { findMissing } from './missing.ts';
import { missingSources } from './missing-sources.ts';
import { withoutUnread } from './sources.ts';

const sources = [
  { id: 'ehr', label: 'Health record', features: ['potassium.last'] },
  { id: 'radiograph', label: 'Chest radiograph', features: ['radiograph.consolidation'] },
  {
    id: 'echo',
    label: 'Echocardiogram',
    features: ['echo.ejection-fraction', 'echo.end-diastolic-volume'],
  },
  { id: 'wearables', label: 'Week at home', features: ['wearable.steps'] },
];

const shift = (source: string, given: string[], high: number, day = 0) => ({
  source,
  given,
  day,
  low: -high,
  high,
  patients: 100,
});
const shifts = [
  shift('radiograph', ['ehr'], 0.1),
  shift('radiograph', ['ehr', 'echo'], 0.05),
  shift('radiograph', ['ehr'], 0.2, 1),
  shift('radiograph', ['ehr'], 0.9, 7),
  shift('echo', ['ehr'], 0.4),
  shift('echo', ['ehr', 'radiograph'], 0.3),
  shift('wearables', ['ehr'], 0.6, 1),
];

type Known = { readonly days?: number; readonly film?: Outcome; readonly fraction?: Outcome };

const patientWith = ({ days = 0, film = notRecorded(), fraction = notRecorded() }: Known) =>
  vectorOf([
    [featureSpec('potassium.last'), 4],
    [featureSpec('days-since-discharge'), days],
    [featureSpec('radiograph.consolidation', { modality: 'imaging' }), film],
    [featureSpec('echo.ejection-fraction', { modality: 'imaging' }), fraction],
    [
      featureSpec('echo.end-diastolic-volume', { modality: 'imaging' }),
      notRecorded('The picture is unlike those of training.', { reference: 'ImagingStudy/1', time: null }),
    ],
    [featureSpec('wearable.steps', { modality: 'wearables' }), notRecorded('No device recorded steps.')],
  ]);

const asked = (known: Known, said = { sources, shifts }) => missingSources(patientWith(known), said, 0.3);

describe('missing sources', () => {
  it('are told with why they are missing, widest range first', () => {
    expect(asked({})).toEqual([
      {
        source: 'echo',
        label: 'Echocardiogram',
        detail: 'The picture is unlike those of training.',
        range: {
          level: 0.9,
          low: expect.closeTo(1 - 0.7 ** Math.exp(-0.4), 12),
          high: expect.closeTo(1 - 0.7 ** Math.exp(0.4), 12),
        },
      },
      expect.objectContaining({ source: 'radiograph', detail: 'Nothing on the chart.' }),
    ]);
  });

  it('are judged by what is known beside them: one value of a source is enough', () => {
    const [film] = asked({ fraction: 45 });
    expect(film).toMatchObject({ source: 'radiograph' });
    expect(film?.range.high).toBeCloseTo(1 - 0.7 ** Math.exp(0.05), 12);
    expect(asked({ film: 0.1 }).map(({ source }) => source)).toEqual(['echo']);
    expect(asked({ film: 0.1, fraction: 45 })).toEqual([]);
  });

  it('ask for a week at home at home alone, and by that day', () => {
    const home = asked({ days: 3 });
    expect(home.map(({ source }) => source)).toEqual(['wearables', 'radiograph']);
    expect(home[1]?.range.high).toBeCloseTo(1 - 0.7 ** Math.exp(0.2), 12);
  });

  it('have the range of their own day, or of the nearest', () => {
    const highOn = (days: number) =>
      asked({ days }).find(({ source }) => source === 'radiograph')?.range.high;
    const after = (shift: number) => 1 - 0.7 ** Math.exp(shift);
    expect([highOn(0.4), highOn(1), highOn(6), highOn(7)]).toEqual([0.1, 0.2, 0.9, 0.9].map(after));
  });

  it('are not spoken of by a model that was not trained to lack them', () => {
    expect(asked({}, { sources, shifts: [] })).toEqual([]);
  });
});

describe('missing measures', () => {
  it('are none of a source that is missing whole', () => {
    const measures = (known: Known) =>
      findMissing(patientWith(known), new Set(), sources).map(({ measure }) => measure);
    expect(measures({})).toEqual([]);
    expect(measures({ fraction: 45 })).toEqual(['echo.end-diastolic-volume']);
    expect(findMissing(patientWith({}), new Set(), [])).toHaveLength(4);
  });
});

describe('gaps to close by measuring', () => {
  it('are none of what lies on the chart and was not read', () => {
    const gaps = [{ features: ['potassium.last'] }, { features: ['echo.end-diastolic-volume'] }];
    expect(withoutUnread(gaps, sources, ['echo'])).toEqual([gaps[0]]);
    expect(withoutUnread(gaps, sources, ['radiograph'])).toEqual(gaps);
  });
});
