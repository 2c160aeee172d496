import type { LaboratoryId } from '#lib/clinical/analytes.ts';
import { clamp, exp, log } from '../arithmetic.ts';
import type { BodilyState } from './bodily-state.ts';
import { creatinineFor, filtrationRate } from './kidney.ts';
import { flag, type Subject } from './subject.ts';

/** True concentration, before assay noise, in the analyte's canonical unit (`lib/clinical/laboratory.ts`). */
export type TrueValue = (subject: Subject, body: BodilyState) => number;

/** Current filtration, mL/min/1.73 m²: congestion and diuresis each take some, years give some back. */
function filtration({ state, traits }: Subject, { congestion, treated, yearsBefore }: BodilyState): number {
  const chronic = filtrationRate(state.kidney + 0.12 * yearsBefore);
  const venous = 0.035 * Math.max(0, congestion);
  const drained = yearsBefore < 0.1 ? traits.renalDip * treated : 0;
  return Math.max(6, chronic * (1 - venous - drained));
}

/**
 * ln NT-proBNP. Median about 4,600 pg/mL on arrival (Januzzi JL et al., ICON, Eur Heart J 2006;27:330–337); higher with
 * a weak ventricle, with kidney disease (Anwaruddin S et al., PRIDE, J Am Coll Cardiol 2006;47:91–97) and with age,
 * lower with obesity (Wang TJ et al., Circulation 2004;109:594–600).
 */
function logNtProBnp(subject: Subject, body: BodilyState): number {
  const { state, traits, atrialFibrillation } = subject;
  const { ageScore, bodyMassIndex } = state.person;
  return (
    7.65 +
    0.42 * body.congestion -
    0.3 * state.ventricle +
    0.55 * log(60 / filtration(subject, body)) +
    0.15 * ageScore -
    0.9 * log(bodyMassIndex / 28.6) +
    0.2 * flag(atrialFibrillation) +
    0.4 * traits.setPoint('nt-probnp')
  );
}

/** High-sensitivity troponin T: above the 99th percentile in most (Peacock WF et al., N Engl J Med 2008;358:2117–2126). */
function logTroponinT(subject: Subject, body: BodilyState): number {
  const { state, traits } = subject;
  return (
    3.1 +
    0.15 * body.congestion +
    0.25 * body.acuteness -
    0.15 * state.ventricle +
    0.55 * log(60 / filtration(subject, body)) +
    0.12 * state.person.ageScore +
    0.5 * traits.setPoint('troponin-t')
  );
}

/** Baselines: admission means of OPTIMIZE-HF and ADHERE as cited, then moved by the latents. */
export const laboratoryValues = {
  'nt-probnp': (subject, body) => exp(logNtProBnp(subject, body)),
  // The two peptides of one prohormone; NT-proBNP depends more on renal clearance.
  bnp: (subject, body) =>
    exp(0.8 * logNtProBnp(subject, body) - 0.1 - 0.15 * log(60 / filtration(subject, body))),
  'troponin-t': (subject, body) => exp(logTroponinT(subject, body)),
  'troponin-i': (subject, body) => exp(1.15 * logTroponinT(subject, body) - 0.4),
  // Below 135 in one of five: Gheorghiade M et al., OPTIMIZE-HF, Eur Heart J 2007;28:980–988.
  sodium: ({ state, traits }, body) =>
    138.6 -
    0.7 * body.congestion -
    0.5 * state.autonomicTone -
    0.4 * state.frailty +
    2.6 * traits.setPoint('sodium'),
  potassium: (subject, body) =>
    4.15 +
    0.004 * (60 - filtration(subject, body)) -
    0.22 * flag(subject.loopDiuretic) * (body.treated - 0.5) +
    0.12 * flag(subject.mra) +
    0.1 * flag(subject.rasInhibitor) +
    0.22 * subject.traits.setPoint('potassium'),
  creatinine: (subject, body) => {
    const { age, sex } = subject.state.person;
    return creatinineFor(filtration(subject, body), age - body.yearsBefore, sex);
  },
  // Urea also rises with neurohormones and diuretics: the strongest sign of ADHERE (Fonarow GC et al., JAMA 2005;293:572–580).
  'urea-nitrogen': (subject, body) =>
    exp(
      2.98 +
        0.75 * log(60 / filtration(subject, body)) +
        0.07 * body.congestion +
        0.08 * subject.state.autonomicTone +
        0.1 * body.treated * flag(subject.loopDiuretic) +
        0.2 * subject.traits.setPoint('urea-nitrogen'),
    ),
  // About 12 g/dL (Young JB et al., OPTIMIZE-HF, Am J Cardiol 2008;101:223–230); diuresis concentrates it.
  haemoglobin: ({ state, traits }, body) =>
    clamp(
      (state.person.sex === 'female' ? 11.9 : 12.8) +
        0.45 * state.kidney -
        0.35 * state.inflammation -
        0.35 * state.frailty -
        0.15 * body.congestion +
        0.3 * body.yearsBefore +
        1.2 * traits.setPoint('haemoglobin'),
      6,
      18.5,
    ),
  // Chronic level by the latent (Anand IS et al., Circulation 2005;112:1428–1434), acute phase on top.
  crp: ({ state, traits }, body) =>
    Math.min(
      420,
      exp(
        1.75 +
          0.8 * state.inflammation +
          1.15 * body.acutePhase +
          0.4 * body.acuteness +
          0.45 * traits.setPoint('crp'),
      ),
    ),
  leukocytes: ({ state, traits }, body) =>
    exp(
      1.97 +
        0.1 * state.inflammation +
        0.08 * body.acuteness +
        0.2 * body.acutePhase +
        0.2 * traits.setPoint('leukocytes'),
    ),
  // Negative acute-phase protein, diluted by fluid: Uthamalingam S et al., Am Heart J 2010;160:1149–1155.
  albumin: ({ state, traits }, body) =>
    clamp(
      3.6 -
        0.14 * state.inflammation -
        0.14 * state.frailty -
        0.07 * body.congestion -
        0.12 * body.acuteness +
        0.26 * traits.setPoint('albumin'),
      1.5,
      5,
    ),
  glucose: ({ diabetes, traits }, body) =>
    exp(
      (diabetes ? 4.98 : 4.63) + 0.1 * body.acuteness + (diabetes ? 0.24 : 0.1) * traits.setPoint('glucose'),
    ),
} satisfies Readonly<Partial<Record<LaboratoryId, TrueValue>>>;
