import { isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { Evidence, Feature, Gap, Reading } from '#lib/contract/feature.ts';
import type { ImagingSlice } from './slice.ts';

/** Id of a finding, and of the kind of measurement that is the same quantity. */
type FindingId = string;

type Described = Pick<Feature<ImagingSlice>, 'label' | 'unit' | 'plausible' | 'phrase' | 'short'> & {
  readonly id: FindingId;
};

/** A value with the one who read it. */
type Known = {
  readonly value: number;
  readonly time: Moment;
  readonly method: string | null;
  readonly evidence: Evidence;
  readonly spread?: number;
};

const newestOf = (known: readonly Known[], at: Moment): Known | undefined =>
  known
    .filter(({ time }) => !isAfter(time, at))
    .reduce<Known | undefined>((best, one) => (best && best.time.ms >= one.time.ms ? best : one), undefined);

/** By hand, in this viewer or in another that sent it. */
const inPictures = ({ measurements }: ImagingSlice, id: FindingId): Known[] =>
  measurements.flatMap(({ kind, value, time, method, reference }) =>
    kind !== id || time === null
      ? []
      : [
          {
            value,
            time,
            method,
            evidence: { reference, time, by: method === null ? 'measured' : `measured: ${method}` },
          },
        ],
  );

/**
 * Of reports, by any method; what both lists hold is one Observation, of which the first knows the method. One that cannot be
 * read hides older ones, as it does among laboratory results.
 */
function inReports({ ejectionFractions }: ImagingSlice, id: FindingId, at: Moment): Known[] {
  if (id !== 'ejection-fraction') return [];
  const newest = ejectionFractions.findLast(
    ({ time, released }) => !isAfter(time, at) && !(released && isAfter(released, at)),
  );
  if (!newest || newest.value === null) return [];
  const { value, time, reference } = newest;
  return [{ value, time, method: null, evidence: { reference, time, by: 'report' } }];
}

/** The newest that somebody measured and that was known at `at`; `undefined`: nobody did. */
export const measuredAt = (slice: ImagingSlice, id: FindingId, at: Moment): Known | undefined =>
  newestOf(inPictures({ ...slice, measurements: slice.measurements.filter(({ live }) => live) }, id), at) ??
  newestOf([...inPictures(slice, id), ...inReports(slice, id, at)], at);

const readByNetworks = ({ findings = [] }: ImagingSlice, id: FindingId, unit: string): Known[] =>
  findings.flatMap((finding) =>
    finding.id !== id || finding.unit !== unit
      ? []
      : [
          {
            value: finding.value,
            time: finding.time,
            method: null,
            evidence: { reference: finding.reference, time: finding.time, by: finding.network },
            ...(finding.spread === null ? {} : { spread: finding.spread }),
          },
        ],
  );

/** Why there is no value: what the network said against the picture, or that there was nothing to read. */
function gapOf({ unreadPictures = [] }: ImagingSlice, id: FindingId, what: string): Gap {
  const refused = unreadPictures.find(({ findings }) => findings.includes(id));
  return refused
    ? {
        missing: refused.last === null ? 'never-recorded' : 'unreadable',
        detail: refused.detail,
        last: refused.last,
      }
    : {
        missing: 'never-recorded',
        detail: `No ${what} with this value up to the time of prediction.`,
        last: null,
      };
}

/** A finding as a feature: who measured it wins over a network, whatever the picture. */
function feature(prefix: string, group: string, what: string, described: Described): Feature<ImagingSlice> {
  const { id, ...spec } = described;
  return {
    ...spec,
    id: `${prefix}.${id}`,
    measure: `${prefix}.${id}`,
    group,
    source:
      'Measured or reported, else read from the newest picture by a network (lib/models, kind findings); a heart rate: DICOM HeartRate (0018,1088)',
    read: (slice, at): Reading | Gap => {
      const known = measuredAt(slice, id, at) ?? newestOf(readByNetworks(slice, id, spec.unit), at);
      if (!known) return gapOf(slice, id, what);
      const { value, evidence, spread } = known;
      return { value, from: [evidence], ...(spread === undefined ? {} : { spread }) };
    },
  };
}

const whole = (value: number): number => Math.round(value);
const share = (id: FindingId, label: string, name: string, brief: string): Described => ({
  id,
  label,
  unit: '%',
  plausible: [0, 100],
  phrase: (value) => `${name}, extent ${whole(value)} %`,
  short: (value) => `${brief}, extent ${whole(value)} %`,
});
const presence = (id: FindingId, label: string, name: string, brief = name): Described => ({
  id,
  label,
  unit: '1',
  plausible: [0, 1],
  phrase: (value) => `${name} ${whole(100 * value)} % likely`,
  short: (value) => `${brief} ${whole(100 * value)} % likely`,
});

const ofFilm = (described: Described) =>
  feature('radiograph', 'Chest radiograph', 'chest radiograph', described);
const ofEcho = (described: Described) => feature('echo', 'Echocardiogram', 'echocardiogram', described);

/** What pictures say in numbers with names. */
export const findingFeatures: readonly Feature<ImagingSlice>[] = [
  ofFilm({
    id: 'cardiothoracic-ratio',
    label: 'Cardiothoracic ratio',
    unit: '1',
    plausible: [0.2, 1],
    phrase: (value) => `heart ${whole(100 * value)} % of the width of the chest`,
    short: (value) => `cardiothoracic ratio ${value.toFixed(2)}`,
  }),
  ofFilm(share('pulmonary-oedema-extent', 'Pulmonary oedema, extent', 'pulmonary oedema', 'oedema')),
  ofFilm(
    share(
      'pleural-effusion-right-extent',
      'Pleural effusion on the right, extent',
      'effusion on the right',
      'right effusion',
    ),
  ),
  ofFilm(
    share(
      'pleural-effusion-left-extent',
      'Pleural effusion on the left, extent',
      'effusion on the left',
      'left effusion',
    ),
  ),
  ofFilm(presence('consolidation', 'Consolidation, probability', 'consolidation')),
  ofFilm(presence('hyperinflation', 'Hyperinflation, probability', 'hyperinflation')),
  ofEcho({
    id: 'ejection-fraction',
    label: 'Ejection fraction',
    unit: '%',
    plausible: [1, 95],
    phrase: (value) => `EF ${whole(value)} %`,
  }),
  ofEcho({
    id: 'end-diastolic-volume',
    label: 'End-diastolic volume',
    unit: 'mL',
    plausible: [20, 600],
    phrase: (value) => `end-diastolic volume ${whole(value)} mL`,
  }),
  ofEcho({
    id: 'heart-rate',
    label: 'Heart rate during the echocardiogram',
    unit: '/min',
    plausible: [25, 250],
    phrase: (value) => `heart rate ${whole(value)}/min during the echocardiogram`,
    short: (value) => `echo heart rate ${whole(value)}/min`,
  }),
  ofEcho(
    presence(
      'regional-wall-motion-abnormality',
      'Regional wall motion abnormality, probability',
      'abnormal wall motion',
      'abnormal motion',
    ),
  ),
];
