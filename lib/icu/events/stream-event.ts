import { z } from 'zod';

/** Raised when an event of before would be read in another way; events of other versions go to the dead letters. */
export const EVENT_VERSION = 1;

/** What a bedside monitor counts, with the UCUM unit in which it is kept. */
export const BEDSIDE_SIGNS = {
  'heart-rate': '/min',
  'respiratory-rate': '/min',
  spo2: '%',
  temperature: 'Cel',
  'systolic-pressure': 'mm[Hg]',
  'mean-pressure': 'mm[Hg]',
  'diastolic-pressure': 'mm[Hg]',
  etco2: 'mm[Hg]',
} as const;
export type BedsideSign = keyof typeof BEDSIDE_SIGNS;

/** Waveforms by what is measured, with the UCUM unit of a sample. */
export const WAVEFORMS = { ecg: 'mV', pleth: '1', abp: 'mm[Hg]', resp: '1' } as const;
export type WaveformId = keyof typeof WAVEFORMS;

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  z.enum(Object.keys(table) as [Key, ...Key[]]);

const id = z
  .string()
  .regex(/^[A-Za-z0-9\-._:]{1,128}$/, { error: 'an id of letters, digits and -._: is expected' });
const patient = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/, { error: 'a FHIR logical id is expected' });
/** Milliseconds since the Unix epoch, UTC. */
const time = z.number().int().min(0);
const unit = z.string().min(1).max(32).describe('UCUM code');
const place = z.string().min(1).max(32);

const common = {
  version: z.literal(EVENT_VERSION, { error: `version ${EVENT_VERSION} is expected` }),
  id: id.describe('same for what is sent twice: by it a duplicate is known'),
  patient,
  source: id.describe('device, gateway or system that sends it'),
  at: time.describe('when it was measured, taken or happened, by the clock of its source'),
  corrects: id.optional().describe('id of the event that this one takes the place of'),
  withdrawn: z
    .literal(true)
    .optional()
    .describe('its source took the value back: it is shown and not believed'),
};

const vitalSigns = z.object({
  ...common,
  kind: z.literal('vital-signs'),
  signs: z
    .array(z.object({ sign: keysOf(BEDSIDE_SIGNS), value: z.number(), unit }))
    .min(1)
    .max(32),
});

/** At most ten seconds a chunk: 16-bit little-endian samples in base64; a sample is `offset + gain · integer`; −32768: none. */
const waveform = z.object({
  ...common,
  kind: z.literal('waveform'),
  waveform: keysOf(WAVEFORMS),
  label: z.string().max(32).optional().describe('lead or site, e.g. II'),
  rate: z.number().positive().max(1000).describe('samples a second'),
  unit,
  gain: z.number(),
  offset: z.number(),
  samples: z.base64().max(28_000),
});

const laboratory = z.object({
  ...common,
  kind: z.literal('laboratory'),
  loinc: z.string().regex(/^\d{1,7}-\d$/, { error: 'a LOINC code is expected' }),
  value: z.number(),
  unit,
});

const note = z.object({
  ...common,
  kind: z.literal('note'),
  role: z.enum(['nurse', 'physician', 'therapist', 'system']),
  text: z.string().min(1).max(4000),
});

/** Admission, move and discharge: from `at` on the patient lies in `bed` of `unit`, or with `null` in none. */
const placement = z.object({
  ...common,
  kind: z.literal('placement'),
  bed: place.nullable(),
  ward: place,
  admittedAt: time.describe('start of the stay in intensive care'),
  hospitalAdmittedAt: time.optional(),
  age: z.number().min(0).max(130).optional().describe('years'),
  sex: z.enum(['female', 'male']).optional(),
});

/** An event as a source sends it. */
export const sentEvent = z.discriminatedUnion('kind', [vitalSigns, waveform, laboratory, note, placement]);
export type SentEvent = z.infer<typeof sentEvent>;

/** Why a value is shown and not believed; `of`: the sign, or the LOINC code. */
export type Doubt = { readonly of: string; readonly reason: string };

/**
 * An event as the log holds it: with the time at which it was taken in, by our clock, before which nothing of it was known,
 * its values in the units of this product, and what is doubted of them.
 */
export type StreamEvent = SentEvent & { readonly ingestedAt: number; readonly doubts?: readonly Doubt[] };
export type EventKind = StreamEvent['kind'];
export type EventOf<Kind extends EventKind> = Extract<StreamEvent, { kind: Kind }>;
