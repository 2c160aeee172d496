import type { Moment } from '#lib/clinical/moment.ts';
import { defineModality } from '#lib/contract/modality.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import {
  asObjects,
  asText,
  codings,
  conceptText,
  element,
  isIssue,
  readMoment,
  referenceTo,
} from '#lib/fhir/elements.ts';
import { IssueTally } from '#lib/fhir/issue-tally.ts';
import { dateComplaint, leftOut } from '../complaints.ts';
import { readTimeline } from '../timeline.ts';
import { completeStudies } from './complete-studies.ts';
import { readEjectionFractions } from './ejection-fractions.ts';
import { keptAt } from './endpoints.ts';
import { imagingDescription } from './features.ts';
import { readMeasurements } from './measurements.ts';
import type { ImagedInstance, ImagedSeries, ImagedStudy, ImagingSlice } from './slice.ts';

/** R4 names the first; older systems send an OID as a URI (RFC 3986). */
const UID_SYSTEMS = ['urn:dicom:uid', 'urn:ietf:rfc:3986'];
const STUDY = 'Imaging study';
/** FHIR R4 ImagingStudy.status: no pictures of this patient, or a mistake. */
const NOT_A_STUDY = new Set(['cancelled', 'entered-in-error']);

/** PS3.5 section 9.1; with or without the URN that FHIR puts before it. */
function uidOf(text: unknown): string | undefined {
  const uid = asText(text)?.replace(/^urn:oid:/, '');
  return uid !== undefined && uid.length <= 64 && /^\d+(\.\d+)+$/.test(uid) ? uid : undefined;
}

const studyUid = (study: unknown): string | undefined =>
  UID_SYSTEMS.flatMap((system) =>
    asObjects(element(study, 'identifier'))
      .filter((identifier) => element(identifier, 'system') === system)
      .map((identifier) => uidOf(element(identifier, 'value'))),
  ).find((uid) => uid !== undefined);

function readInstance(instance: unknown): ImagedInstance | undefined {
  const uid = uidOf(element(instance, 'uid'));
  const sopClass = uidOf(asText(element(element(instance, 'sopClass'), 'code')));
  return uid === undefined
    ? undefined
    : { uid, sopClass: sopClass ?? null, title: asText(element(instance, 'title')) ?? null };
}

/** What is readable of a list; what is not is counted. */
function readList<T>(
  items: readonly unknown[],
  read: (item: unknown) => T | undefined,
  onUnreadable: () => void,
): T[] {
  return items.flatMap((item) => {
    const value = read(item);
    if (value === undefined) onUnreadable();
    return value ?? [];
  });
}

function readSeries(series: unknown, reference: string, tally: IssueTally): ImagedSeries | undefined {
  const uid = uidOf(element(series, 'uid'));
  if (uid === undefined) return undefined;
  const unreadable = leftOut('structure', 'Image of a study', 'it has no DICOM UID', `${reference}.series`);
  const instances = readList(asObjects(element(series, 'instance')), readInstance, () =>
    tally.add(unreadable),
  );
  return {
    uid,
    dicomModality: codings(element(series, 'modality'))[0]?.code ?? 'OT',
    description: asText(element(series, 'description')) ?? null,
    instances,
  };
}

function startedAt(study: unknown, reference: string, tally: IssueTally): Moment | null {
  const complain = (issue: Parameters<typeof dateComplaint>[1]) => tally.add(dateComplaint(STUDY, issue));
  const moment = readMoment(element(study, 'started'), `${reference}.started`, complain);
  if (!isIssue(moment)) return moment;
  const because = 'no date tells when; it is listed last';
  tally.add({
    code: moment.code,
    severity: 'warning',
    path: `${reference}.started`,
    sentence: (count) => `${STUDY}: ${count} undated, because ${because}.`,
  });
  return null;
}

const dicomModalitiesOf = (study: unknown, series: readonly ImagedSeries[]): string[] => {
  const listed = codings({ coding: element(study, 'modality') }).map(({ code }) => code);
  const found = series.map(({ dicomModality }) => dicomModality);
  return [...new Set(found.length > 0 ? found : listed)];
};

function readStudy(study: unknown, chart: Chart, tally: IssueTally): ImagedStudy | undefined {
  const reference = referenceTo(study);
  if (NOT_A_STUDY.has(asText(element(study, 'status')) ?? '')) {
    const because = 'it was cancelled or entered in error';
    tally.add(leftOut('status-excluded', STUDY, because, `${reference}.status`, 'information'));
    return undefined;
  }
  const uid = studyUid(study);
  if (uid === undefined) {
    tally.add(leftOut('structure', STUDY, 'it has no Study Instance UID', `${reference}.identifier`));
    return undefined;
  }
  const unreadable = leftOut('structure', 'Series of a study', 'it has no DICOM UID', `${reference}.series`);
  const series = readList(
    asObjects(element(study, 'series')),
    (one) => readSeries(one, reference, tally),
    () => tally.add(unreadable),
  );
  return {
    reference,
    uid,
    started: startedAt(study, reference, tally),
    description: asText(element(study, 'description')) ?? conceptText(element(study, 'reasonCode')) ?? null,
    dicomModalities: dicomModalitiesOf(study, series),
    series,
    kept: keptAt(study, chart),
  };
}

/** One entry per Study Instance UID: two resources of one UID would show one study twice. */
function withoutRepeats(studies: readonly ImagedStudy[], tally: IssueTally): ImagedStudy[] {
  const seen = new Set<string>();
  return studies.filter(({ uid, reference }) => {
    if (!seen.has(uid)) return seen.add(uid);
    tally.add(leftOut('duplicate-id', STUDY, 'another has the same Study Instance UID', reference));
    return false;
  });
}

const newestFirst = (a: ImagedStudy, b: ImagedStudy): number =>
  (b.started?.ms ?? Number.NEGATIVE_INFINITY) - (a.started?.ms ?? Number.NEGATIVE_INFINITY) ||
  (a.reference < b.reference ? -1 : 1);

/** Imaging studies of a chart (FHIR R4 ImagingStudy, Endpoint): where the pictures are. */
export const imaging = defineModality<Chart, ImagingSlice>({
  ...imagingDescription,
  parse: (chart) => {
    const tally = new IssueTally();
    const read = chart.all('ImagingStudy').flatMap((study) => readStudy(study, chart, tally) ?? []);
    const studies = withoutRepeats(read, tally).toSorted(newestFirst);
    const measurements = readMeasurements(chart, tally);
    const ejectionFractions = readEjectionFractions(chart, readTimeline(chart));
    const isEmpty = studies.length + measurements.length + ejectionFractions.length === 0;
    const slice = isEmpty ? undefined : { studies, measurements, ejectionFractions };
    return { slice, issues: tally.issues() };
  },
  complete: completeStudies,
});
