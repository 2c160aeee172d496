import { z } from 'zod';
import { staticEmbedding } from '../batch/static-embedding.ts';
import { channels } from '../hourly/channels.ts';
import { emptyStay, type HourlyStay } from '../hourly/stay.ts';
import { stageOneSide } from './report.ts';
import type { StageTwoPatient } from './window.ts';

const numbers = z.array(z.number().nullable());

/** What stage two is told of a patient, as the server sends it to a page: missing is null, and JSON has no NaN. */
export const sentPatient = z.strictObject({
  patient: z.string(),
  /** Of the newest reading, ms since the epoch. */
  at: z.int(),
  stay: z.strictObject({
    hours: z.int().positive(),
    firstHour: z.int(),
    age: z.number().nullable(),
    sex: z.enum(['female', 'male']).nullable(),
    hoursBeforeUnit: z.number().nullable(),
    series: z.record(z.string(), numbers),
  }),
  waveforms: z.array(numbers.nullable()),
  known: staticEmbedding.nullable(),
  /** What the model that decides said of each question. */
  stageOne: z.partialRecord(z.enum(['sepsis', 'deterioration']), stageOneSide),
  simulated: z.boolean(),
});
export type SentPatient = z.infer<typeof sentPatient>;

/** Two days, the hours over which it is told when each began, and what a value stood for before. */
const SENT_HOURS = 120;

const toNumbers = (values: Float32Array): (number | null)[] =>
  Array.from(values, (one) => (Number.isNaN(one) ? null : one));
const fromNumbers = (values: readonly (number | null)[]): Float32Array =>
  Float32Array.from(values, (one) => one ?? Number.NaN);

/** The last hours of a stay, which are all that is read. */
export function toSent({
  stay,
  waveforms,
  known,
}: StageTwoPatient): Pick<SentPatient, 'stay' | 'waveforms' | 'known'> {
  const from = Math.max(0, stay.hours - SENT_HOURS);
  const series = channels.flatMap(({ id }) => {
    const values = stay.series[id].subarray(from);
    return values.every(Number.isNaN) ? [] : [[id, toNumbers(values)] as const];
  });
  const { age, sex, hoursBeforeUnit } = stay;
  return {
    stay: {
      hours: stay.hours - from,
      firstHour: stay.firstHour + from,
      ...{ age, sex, hoursBeforeUnit },
      series: Object.fromEntries(series),
    },
    waveforms: waveforms.slice(from).map((one) => one && toNumbers(one)),
    known,
  };
}

function stayOf({ series, ...facts }: SentPatient['stay']): HourlyStay {
  const stay = emptyStay(facts);
  for (const { id } of channels) stay.series[id].set(fromNumbers((series[id] ?? []).slice(0, facts.hours)));
  return stay;
}

export const fromSent = ({
  stay,
  waveforms,
  known,
}: Pick<SentPatient, 'stay' | 'waveforms' | 'known'>): StageTwoPatient => ({
  stay: stayOf(stay),
  waveforms: waveforms.map((one) => one && fromNumbers(one)),
  known,
});
