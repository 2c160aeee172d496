import { DAY_MS, HOUR_MS } from '#lib/clinical/moment.ts';
import { clamp, exp } from '../arithmetic.ts';
import { AS_OF_MS, atLocalTime } from '../calendar.ts';
import type { LatentState } from '../physiology/latent-state.ts';
import { openStream, type Stream } from '../stream.ts';

/** A contact with the hospital. Times in ms since the epoch, UTC. */
export type Visit = {
  readonly kind: 'index' | 'inpatient' | 'emergency' | 'ambulatory';
  readonly startMs: number;
  readonly endMs: number;
  /** Residual congestion on leaving and the excess over it on arrival, in standard deviations of the residual. */
  readonly residual: number;
  readonly excess: number;
  /** Acute-phase response on arrival, ≥ 0: infection is the trigger of some admissions and not of others. */
  readonly acutePhase: number;
};

/** How far back the chart goes. */
const HISTORY_DAYS = 730;

/** Nights in hospital, 2 … 20, median 4 to 5: Adams KF et al., ADHERE, Am Heart J 2005;149:209–216 (median 4.3 days). */
function drawNights(stream: Stream, { admissionCongestion, inflammation, frailty }: LatentState): number {
  const burden = 0.12 * admissionCongestion + 0.1 * inflammation + 0.1 * frailty;
  return clamp(Math.round(4.7 * exp(burden + stream.normal(0, 0.42))), 2, 20);
}

/** A trigger with inflammation in under half of admissions: Fonarow GC et al., OPTIMIZE-HF, Arch Intern Med 2008;168:847–854. */
const drawAcutePhase = (stream: Stream): number => (stream.chance(0.4) ? Math.abs(stream.normal()) : 0);

function drawIndex(stream: Stream, state: LatentState): Visit {
  const endMs = atLocalTime(AS_OF_MS - stream.integer(1, 30) * DAY_MS, stream.integer(600, 1079));
  const nights = drawNights(stream, state);
  // Arrivals peak from late morning to evening.
  const arrival = clamp(Math.round(stream.normal(870, 270)), 5, 1430);
  const startMs = atLocalTime(endMs - nights * DAY_MS, arrival);
  const excess = Math.max(0.4, 1.8 + 0.6 * state.admissionCongestion);
  return {
    kind: 'index',
    startMs,
    endMs,
    residual: state.congestion,
    excess,
    acutePhase: drawAcutePhase(stream),
  };
}

/** One earlier contact; before each admission fluid gathers for a fortnight (Chaudhry SI et al., Circulation 2007;116:1549–1554). */
function drawEarlier(stream: Stream, kind: Visit['kind'], state: LatentState, indexStartMs: number): Visit {
  const daysBefore = 21 + (HISTORY_DAYS - 21) * stream.uniform();
  const residual = 0.55 * state.congestion - 0.4 + stream.normal(0, 0.45);
  const day = indexStartMs - daysBefore * DAY_MS;
  const acutePhase = kind === 'ambulatory' ? 0 : drawAcutePhase(stream);
  if (kind === 'inpatient') {
    const startMs = atLocalTime(day, stream.integer(480, 1320));
    const endMs = atLocalTime(startMs + stream.integer(2, 7) * DAY_MS, stream.integer(600, 1079));
    return { kind, startMs, endMs, residual, excess: Math.max(0.5, stream.normal(1.6, 0.5)), acutePhase };
  }
  if (kind === 'emergency') {
    const startMs = atLocalTime(day, stream.integer(30, 1400));
    const endMs = startMs + stream.integer(3, 9) * HOUR_MS + stream.integer(0, 59) * 60_000;
    return { kind, startMs, endMs, residual, excess: Math.max(0.1, stream.normal(0.8, 0.4)), acutePhase };
  }
  const startMs = atLocalTime(day, stream.integer(16, 32) * 30);
  return { kind, startMs, endMs: startMs + 30 * 60_000, residual, excess: 0, acutePhase };
}

/** Admissions breed admissions: Setoguchi S et al., Repeated hospitalizations predict mortality, Am Heart J 2007;154:260–266. */
function expectedAdmissions({ frailty, congestion, kidney, ventricle, inflammation }: LatentState): number {
  return 1.1 * exp(0.3 * frailty + 0.3 * congestion - 0.2 * kidney - 0.2 * ventricle + 0.15 * inflammation);
}

/** Leaves out what would overlap or follow within three days. */
function withoutOverlap(visits: readonly Visit[]): Visit[] {
  const kept: Visit[] = [];
  for (const visit of visits) {
    const last = kept.at(-1);
    if (last === undefined || visit.startMs > last.endMs + 3 * DAY_MS) kept.push(visit);
  }
  return kept;
}

/** All contacts, oldest first; the last is the index admission, whose end is at or before the as-of instant. */
export function drawVisits(seed: number, patient: number, state: LatentState): [...Visit[], Visit] {
  const index = drawIndex(openStream(seed, patient, 'index-stay'), state);
  const stream = openStream(seed, patient, 'earlier-visits');
  const counts = {
    inpatient: Math.min(4, stream.count(expectedAdmissions(state))),
    emergency: Math.min(3, stream.count(0.6 * exp(0.25 * state.frailty))),
    ambulatory: stream.integer(2, 5),
  };
  const earlier = (['inpatient', 'emergency', 'ambulatory'] as const).flatMap((kind) =>
    Array.from({ length: counts[kind] }, () => drawEarlier(stream, kind, state, index.startMs)),
  );
  earlier.sort((a, b) => a.startMs - b.startMs);
  return [...withoutOverlap(earlier), index];
}
