import { DAY_MS } from '#lib/clinical/moment.ts';
import { logistic } from '../arithmetic.ts';
import { atLocalTime } from '../calendar.ts';
import type { SimulatedAnalyte } from '../physiology/simulated-analytes.ts';
import type { Subject } from '../physiology/subject.ts';
import type { Stream } from '../stream.ts';
import type { Visit } from './visits.ts';

/** `peptide` and `troponin` stand for whichever assay the laboratory runs. */
export type Order = SimulatedAnalyte | 'peptide' | 'troponin';

/** What is measured together at one time. */
export type Draw = { readonly atMs: number; readonly visit: Visit; readonly orders: readonly Order[] };

const METABOLIC: readonly Order[] = ['sodium', 'potassium', 'creatinine', 'urea-nitrogen', 'glucose'];
const BLOOD_COUNT: readonly Order[] = ['haemoglobin', 'leukocytes'];
export const VITALS = [
  'systolic-pressure',
  'heart-rate',
  'respiratory-rate',
  'oxygen-saturation',
  'temperature',
  'weight',
] as const satisfies readonly SimulatedAnalyte[];

/** Log-odds by which sickness draws attention: the sicker, the more is measured. Missing is informative. */
const concern = ({ state }: Subject): number =>
  0.3 * state.congestion + 0.3 * state.inflammation - 0.25 * state.kidney + 0.2 * state.frailty;

/** Days of a stay on which the ward looks: daily at first, then thinner, always the last. */
function wardDays(nights: number): number[] {
  const step = nights > 12 ? 3 : 2;
  const days: number[] = [];
  for (let day = 1; day < nights; day += day < 4 ? 1 : step) days.push(day);
  return days;
}

/** What is taken on arrival; each hospital habit by its own chance. */
function arrivalPanel(stream: Stream, subject: Subject, visit: Visit, usesPeptide: boolean): Order[] {
  const worry = concern(subject);
  const inflamed = visit.acutePhase + subject.state.inflammation;
  const panel = [...METABOLIC, ...BLOOD_COUNT];
  if (usesPeptide && stream.chance(0.95)) panel.push('peptide');
  if (stream.chance(logistic(1.4 + worry))) panel.push('troponin');
  if (stream.chance(logistic(0.2 + 0.7 * inflamed))) panel.push('crp');
  if (stream.chance(logistic(0.6 + worry))) panel.push('albumin');
  return panel;
}

function morningPanel(stream: Stream, subject: Subject, acutePhase: number, last: boolean): Order[] {
  const worry = concern(subject);
  const panel: Order[] = [];
  if (stream.chance(logistic((last ? 1.9 : 1.6) + worry))) panel.push(...METABOLIC);
  if (stream.chance(logistic(-0.4 + worry))) panel.push(...BLOOD_COUNT);
  if (stream.chance(logistic(-1.7 + 0.6 * (acutePhase + subject.state.inflammation)))) panel.push('crp');
  if (stream.chance(logistic(-2.4 + worry))) panel.push('albumin');
  if (stream.chance(logistic(-3.2 + worry))) panel.push('troponin');
  return panel;
}

function withoutSome(stream: Stream, orders: readonly Order[], missed: number): Order[] {
  return orders.filter(() => !stream.chance(missed));
}

/** Arrival, mornings, the day of discharge. */
export function stayDraws(stream: Stream, subject: Subject, visit: Visit, usesPeptide: boolean): Draw[] {
  const nights = Math.round((atLocalTime(visit.endMs, 0) - atLocalTime(visit.startMs, 0)) / DAY_MS);
  const arrival = visit.startMs + stream.integer(8, 55) * 60_000;
  const draws: Draw[] = [
    {
      atMs: visit.startMs + stream.integer(2, 12) * 60_000,
      visit,
      orders: withoutSome(stream, VITALS, 0.03),
    },
    { atMs: arrival, visit, orders: arrivalPanel(stream, subject, visit, usesPeptide) },
  ];
  const days = visit.kind === 'index' ? wardDays(nights) : [];
  for (const day of days) draws.push(...morning(stream, subject, visit, visit.startMs + day * DAY_MS, false));
  const farewell = morning(stream, subject, visit, visit.endMs, true);
  const beforeDischarge = usesPeptide && stream.chance(logistic(0.25 + 0.3 * subject.state.congestion));
  if (beforeDischarge) farewell.push({ atMs: farewell[0]?.atMs ?? visit.endMs, visit, orders: ['peptide'] });
  return [...draws, ...farewell];
}

function morning(stream: Stream, subject: Subject, visit: Visit, dayMs: number, last: boolean): Draw[] {
  const blood = atLocalTime(dayMs, stream.integer(330, 430));
  const round = atLocalTime(dayMs, stream.integer(445, 580));
  return [
    { atMs: blood, visit, orders: morningPanel(stream, subject, visit.acutePhase, last) },
    { atMs: round, visit, orders: withoutSome(stream, VITALS, last ? 0.04 : 0.06) },
  ];
}

type ContactHabit = {
  /** Log-odds. */
  readonly metabolic: number;
  readonly count: number;
  readonly peptide: number;
  readonly signs: readonly Order[];
};

/** Chance of each part of a contact's blood work. */
const CONTACT: Readonly<Record<'emergency' | 'ambulatory', ContactHabit>> = {
  emergency: { metabolic: 1.7, count: 0.6, peptide: 0.5, signs: VITALS.slice(0, 4) },
  ambulatory: {
    metabolic: 0.3,
    count: 0.25,
    peptide: 0.25,
    signs: ['systolic-pressure', 'heart-rate', 'weight'],
  },
};

/** A clinic or an emergency department: vital signs always, blood often. */
export function contactDraws(stream: Stream, subject: Subject, visit: Visit, usesPeptide: boolean): Draw[] {
  const habit = visit.kind === 'emergency' ? CONTACT.emergency : CONTACT.ambulatory;
  const atMs = visit.startMs + stream.integer(5, 20) * 60_000;
  const panel: Order[] = [];
  if (stream.chance(logistic(habit.metabolic + concern(subject)))) panel.push(...METABOLIC.slice(0, 4));
  if (stream.chance(habit.count)) panel.push('haemoglobin');
  if (usesPeptide && stream.chance(habit.peptide)) panel.push('peptide');
  return [
    { atMs, visit, orders: habit.signs },
    { atMs: atMs + 5 * 60_000, visit, orders: panel },
  ];
}
