import { exp } from '../arithmetic.ts';
import { bodilyState } from '../physiology/bodily-state.ts';
import { laboratoryValues, type TrueValue } from '../physiology/laboratory-values.ts';
import type { SimulatedAnalyte } from '../physiology/simulated-analytes.ts';
import type { Subject } from '../physiology/subject.ts';
import { vitalValues } from '../physiology/vital-values.ts';
import { openStream, type Stream } from '../stream.ts';
import assayNoise from './assay-noise.json' with { type: 'json' };
import { type ReportingSite, reportingSites } from './laboratory-sites.ts';
import { contactDraws, type Draw, type Order, stayDraws } from './schedule.ts';
import type { Visit } from './visits.ts';

/** One result as measured, before it is written in the site's unit. */
export type Measurement = {
  readonly analyte: SimulatedAnalyte;
  /** Canonical unit, noise included, not rounded. */
  readonly value: number;
  readonly atMs: number;
  readonly visit: Visit;
  readonly site: ReportingSite;
  /** Recorded for the wrong patient or from a spoilt sample, then withdrawn. */
  readonly enteredInError: boolean;
};

/** Relative (coefficient of variation) or absolute, canonical unit. */
type Noise = { readonly relative: number } | { readonly absolute: number };

/** Noise of one measurement, analytical and within-subject together. */
const NOISE: Readonly<Record<SimulatedAnalyte, Noise>> = assayNoise.noise;

/** Share of results withdrawn afterwards. */
const IN_ERROR = 0.002;

const truths: Readonly<Record<SimulatedAnalyte, TrueValue>> = { ...laboratoryValues, ...vitalValues };

function chosenAssay(order: Order, site: ReportingSite): SimulatedAnalyte {
  if (order === 'peptide') return site.natriureticPeptide;
  return order === 'troponin' ? site.troponin : order;
}

/** One value of one analyte: the truth at that hour, with the noise of assay and body. */
export function measure(
  stream: Stream,
  subject: Subject,
  draw: Pick<Draw, 'atMs' | 'visit'>,
  analyte: SimulatedAnalyte,
  site: ReportingSite,
  indexEndMs: number,
): Measurement {
  const truth = truths[analyte](subject, bodilyState(draw.visit, draw.atMs, indexEndMs));
  const noise = NOISE[analyte];
  const z = stream.normal();
  const value = 'relative' in noise ? truth * exp(noise.relative * z) : truth + noise.absolute * z;
  return { analyte, value, atMs: draw.atMs, visit: draw.visit, site, enteredInError: false };
}

/** A withdrawn twin of a result: another patient's, or a haemolysed sample's, value. */
function spoilt(stream: Stream, measurement: Measurement): Measurement {
  const factor = stream.chance(0.5) ? 1.7 : 0.55;
  return { ...measurement, value: measurement.value * factor, enteredInError: true };
}

/** One hospital in eight never draws a natriuretic peptide; outpatient blood goes to a laboratory of its own. */
export function drawMeasurements(
  seed: number,
  patient: number,
  subject: Subject,
  visits: readonly Visit[],
): Measurement[] {
  const habits = openStream(seed, patient, 'reporting');
  const hospital = habits.pick(reportingSites);
  const clinic = habits.chance(0.7) ? hospital : habits.pick(reportingSites);
  const usesPeptide = habits.chance(0.88);
  const stream = openStream(seed, patient, 'measurements');
  const indexEndMs = visits.at(-1)?.endMs ?? 0;
  return visits.flatMap((visit) => {
    const site = visit.kind === 'ambulatory' ? clinic : hospital;
    const inHospital = visit.kind === 'index' || visit.kind === 'inpatient';
    const draws = (inHospital ? stayDraws : contactDraws)(stream, subject, visit, usesPeptide);
    return draws
      .filter(({ atMs }) => atMs >= visit.startMs && atMs <= visit.endMs)
      .flatMap((draw) => resultsOf(stream, subject, draw, site, indexEndMs));
  });
}

function resultsOf(
  stream: Stream,
  subject: Subject,
  draw: Draw,
  site: ReportingSite,
  indexEndMs: number,
): Measurement[] {
  return draw.orders.flatMap((id) => {
    const result = measure(stream, subject, draw, chosenAssay(id, site), site, indexEndMs);
    if (id === 'systolic-pressure') {
      return [result, measure(stream, subject, draw, 'diastolic-pressure', site, indexEndMs)];
    }
    return id in laboratoryValues && stream.chance(IN_ERROR) ? [spoilt(stream, result), result] : [result];
  });
}
