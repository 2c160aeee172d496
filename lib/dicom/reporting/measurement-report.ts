import { z } from 'zod';

/** A term of a code system: `scheme` as DICOM names it (LN, SCT, DCM, UCUM, 99…). */
export type CodedTerm = { readonly scheme: string; readonly code: string; readonly meaning: string };

const uid = z
  .string()
  .regex(/^\d+(\.\d+)*$/)
  .max(64);

const measuredImage = z.object({
  studyUid: uid,
  seriesUid: uid,
  instanceUid: uid,
  sopClassUid: uid,
  /** Counted from 1; absent where the picture has one frame. */
  frame: z.number().int().positive().optional(),
});

export const KINDS = [
  'cardiothoracic-ratio',
  'end-diastolic-volume',
  'end-systolic-volume',
  'ejection-fraction',
  'length',
  'angle',
] as const;
export type MeasurementKind = (typeof KINDS)[number];

const reportedMeasurement = z.object({
  kind: z.enum(KINDS),
  /** In the unit of its kind. */
  value: z.number(),
  /** How it was measured, in words, e.g. `Method of discs, 20 discs, one plane`. */
  method: z.string().optional(),
  image: measuredImage,
});

/** Measurements of one study, as JSON carries them; FHIR and DICOM SR hold the same. */
export const measurementReport = z.object({
  format: z.literal('consilium-measurements'),
  version: z.literal(1),
  patient: z.object({
    id: z.string(),
    /** DICOM person name. */
    name: z.string(),
    /** `YYYYMMDD`, or empty. */
    birthDate: z.string(),
    sex: z.string(),
  }),
  /** When the picture was taken, `YYYYMMDD` and `HHMMSS`; empty when the files do not say. */
  studyDate: z.string(),
  studyTime: z.string(),
  /** When it was measured, ISO 8601 with its zone. */
  measured: z.string(),
  measurements: z.array(reportedMeasurement),
});

export type MeasuredImage = z.infer<typeof measuredImage>;
export type ReportedMeasurement = z.infer<typeof reportedMeasurement>;
export type MeasurementReport = z.infer<typeof measurementReport>;

/** What a kind is called and coded as, and its unit in UCUM. */
type KindDescription = {
  readonly name: string;
  readonly concept: CodedTerm;
  readonly unit: string;
  readonly method?: CodedTerm;
};

const DISCS: CodedTerm = { scheme: 'DCM', code: '125208', meaning: 'Method of Disks, Single Plane' };
const loinc = (code: string, meaning: string): CodedTerm => ({ scheme: 'LN', code, meaning });

/** Codes of PS3.16 where it has one (CID 12203, 7470); the ratio has none there, so its code is our own. */
export const KIND_DESCRIPTIONS: Readonly<Record<MeasurementKind, KindDescription>> = {
  'cardiothoracic-ratio': {
    name: 'Cardiothoracic ratio',
    concept: { scheme: '99CONSILIUM', code: 'CTR', meaning: 'Cardiothoracic ratio' },
    unit: '1',
  },
  'end-diastolic-volume': {
    name: 'Left ventricular end-diastolic volume',
    concept: loinc('18026-5', 'Left Ventricular End Diastolic Volume'),
    unit: 'mL',
    method: DISCS,
  },
  'end-systolic-volume': {
    name: 'Left ventricular end-systolic volume',
    concept: loinc('18148-7', 'Left Ventricular End Systolic Volume'),
    unit: 'mL',
    method: DISCS,
  },
  'ejection-fraction': {
    name: 'Left ventricular ejection fraction',
    concept: loinc('10230-1', 'Left ventricular Ejection fraction'),
    unit: '%',
    method: DISCS,
  },
  length: { name: 'Length', concept: { scheme: 'SCT', code: '410668003', meaning: 'Length' }, unit: 'mm' },
  angle: { name: 'Angle', concept: { scheme: 'SCT', code: '1483009', meaning: 'Angle' }, unit: 'deg' },
};

/** Whole digits beyond which a hand's measurement says nothing. */
export const roundedValue = ({ kind, value }: ReportedMeasurement): number =>
  Number(value.toFixed(kind === 'cardiothoracic-ratio' ? 3 : 1));

/** A report from JSON of any origin, or why it is none. */
export function parseMeasurementReport(text: string): MeasurementReport | { readonly refusal: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { refusal: 'it is no JSON' };
  }
  const parsed = measurementReport.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return {
    refusal: `it is no measurement report: ${issue?.path.join('.') || 'the top level'} is missing or wrong`,
  };
}
