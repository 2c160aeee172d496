import { offsetOf, readDateTime, zoneText } from './date-time.ts';
import { groupOf, ownGroupOf } from './functional-groups.ts';
import { decimalsInPlace, doubleOf, longOf, stringOf, tagsOf, wordsOf } from './part10/attribute-values.ts';
import type { DataSet } from './part10/data-set.ts';
import { TAGS } from './tags.ts';

/** Where a frame lies in body, heart beat and time, in words with units; empty where the file does not say. */
export type FrameFacts = readonly string[];

export const readFrameFacts = (set: DataSet, frame: number): FrameFacts =>
  [
    planeText(set, frame),
    cardiacText(set, frame),
    temporalText(set, frame),
    timeText(set, frame),
    ...vectorTexts(set, frame),
  ].filter((text) => text !== '');

/** Names of the three axes of the body and of their two ends (PS3.3 C.7.6.2.1.1): right to left, front to back, feet to head. */
const AXES = [
  { plane: 'Sagittal', below: 'R', above: 'L' },
  { plane: 'Coronal', below: 'A', above: 'P' },
  { plane: 'Axial', below: 'I', above: 'S' },
] as const;
/** A plane is called oblique when it is tilted by more than about ten degrees. */
const STRAIGHT = 0.985;

/** `Axial, S 12.5 mm`: distance of the plane from the origin of the patient's coordinates, along its normal. */
function planeText(set: DataSet, frame: number): string {
  const position = vectorOf(groupOf(set, TAGS.PlanePositionSequence, frame), TAGS.ImagePositionPatient, 3);
  const cosines = vectorOf(
    groupOf(set, TAGS.PlaneOrientationSequence, frame),
    TAGS.ImageOrientationPatient,
    6,
  );
  if (!position || !cosines) return '';
  const normal = cross(cosines);
  const at = normal.reduce((most, x, i) => (Math.abs(x) > Math.abs(normal[most] ?? 0) ? i : most), 0);
  const axis = AXES[at];
  const main = normal[at] ?? 0;
  if (!axis || main === 0) return '';
  const distance = Math.sign(main) * position.reduce((sum, x, i) => sum + x * (normal[i] ?? 0), 0);
  const tilted = Math.abs(main) < STRAIGHT ? `${axis.plane}, oblique` : axis.plane;
  return `${tilted}, ${distance < 0 ? axis.below : axis.above} ${Math.abs(distance).toFixed(1)} mm`;
}

function vectorOf(set: DataSet, tag: number, length: number): number[] | null {
  const values = decimalsInPlace(set, tag).filter((value) => value !== undefined);
  return values.length === length ? values : null;
}

const cross = ([a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: readonly number[]): number[] => [
  b * f - c * e,
  c * d - a * f,
  a * e - b * d,
];

/** PS3.3 C.7.6.16.2.7. */
function cardiacText(set: DataSet, frame: number): string {
  const group = ownGroupOf(set, TAGS.CardiacSynchronizationSequence, frame);
  if (!group) return '';
  const share = doubleOf(group, TAGS.NominalPercentageOfCardiacPhase);
  const delay = doubleOf(group, TAGS.NominalCardiacTriggerDelayTime);
  return [
    share === undefined ? '' : `${short(share)} % of the R-R interval`,
    delay === undefined ? '' : `${short(delay)} ms after the R wave`,
  ]
    .filter((text) => text !== '')
    .join(', ');
}

/** PS3.3 C.7.6.16.2.2 and C.7.6.16.2.17. */
function temporalText(set: DataSet, frame: number): string {
  const content = ownGroupOf(set, TAGS.FrameContentSequence, frame);
  const index = content && longOf(content, TAGS.TemporalPositionIndex);
  const group = ownGroupOf(set, TAGS.TemporalPositionSequence, frame);
  const offset = group && doubleOf(group, TAGS.TemporalPositionTimeOffset);
  return [
    content ? stringOf(content, TAGS.FrameLabel) : '',
    index === undefined ? '' : `Time point ${index}`,
    offset === undefined ? '' : `${short(offset)} s from the start`,
  ]
    .filter((text) => text !== '')
    .join(', ');
}

/** Of the frame itself: the picture's label names the event of the whole object. */
function timeText(set: DataSet, frame: number): string {
  const content = ownGroupOf(set, TAGS.FrameContentSequence, frame);
  const acquired = content && readDateTime(stringOf(content, TAGS.FrameAcquisitionDateTime));
  const reference = content && readDateTime(stringOf(content, TAGS.FrameReferenceDateTime));
  const moment = acquired || reference;
  if (!moment) return '';
  const zone = moment.offset || offsetOf(stringOf(set, TAGS.TimezoneOffsetFromUTC));
  return [acquired ? 'Frame acquired' : 'Frame of', moment.day, moment.time.slice(0, 12), zoneText(zone)]
    .filter((part) => part !== '')
    .join(' ');
}

/** Vectors that Frame Increment Pointer may name, a number for each frame (PS3.3 C.8.4.8, C.8.9.4). */
const VECTORS: readonly (readonly [tag: number, name: string])[] = [
  [TAGS.EnergyWindowVector, 'Energy window'],
  [TAGS.DetectorVector, 'Detector'],
  [TAGS.PhaseVector, 'Phase'],
  [TAGS.RotationVector, 'Rotation'],
  [TAGS.RRIntervalVector, 'R-R interval'],
  [TAGS.TimeSlotVector, 'Time slot'],
  [TAGS.SliceVector, 'Slice'],
  [TAGS.AngularViewVector, 'Angular view'],
  [TAGS.TimeSliceVector, 'Time slice'],
];

function vectorTexts(set: DataSet, frame: number): string[] {
  const pointed = tagsOf(set, TAGS.FrameIncrementPointer);
  const numbers = VECTORS.filter(([tag]) => pointed.includes(tag)).flatMap(([tag, name]) => {
    const value = wordsOf(set, tag)[frame];
    return value === undefined ? [] : [`${name} ${value}`];
  });
  const offset = pointed.includes(TAGS.GridFrameOffsetVector)
    ? decimalsInPlace(set, TAGS.GridFrameOffsetVector)[frame]
    : undefined;
  return offset === undefined ? numbers : [...numbers, `Grid offset ${short(offset)} mm`];
}

const short = (value: number): string => String(Number(value.toFixed(3)));
