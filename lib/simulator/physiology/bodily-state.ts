import { DAY_MS } from '#lib/clinical/moment.ts';
import { exp } from '../arithmetic.ts';

/** The part of the state that moves from hour to hour. */
export type BodilyState = {
  /** In standard deviations of the residual at discharge; about +2 on arrival, −0.5 in the stable outpatient. */
  readonly congestion: number;
  /** Stress of the acute illness: 1 on arrival, falling within days; 0 in the stable outpatient. */
  readonly acuteness: number;
  /** Acute-phase response to what brought the patient in (infection, infarction …): 0 … about 3, fading within days. */
  readonly acutePhase: number;
  /** Share of the decongestion that has been done: 0 on arrival, 1 at discharge and between stays. */
  readonly treated: number;
  /** Years before the index discharge: what the chronic decline has not yet taken. */
  readonly yearsBefore: number;
};

/** The course of one contact: `residual` on leaving, `excess` over it on arrival; times in ms. */
type Course = {
  readonly startMs: number;
  readonly endMs: number;
  readonly residual: number;
  readonly excess: number;
  /** Acute-phase response on arrival, ≥ 0. */
  readonly acutePhase: number;
};

/**
 * State at `ms` within a contact. Fluid leaves exponentially, most of it in the first half of the stay; NT-proBNP fell
 * by about 40 % from admission to discharge in Bettencourt P et al., Circulation 2004;110:2168–2174.
 */
export function bodilyState(course: Course, ms: number, indexEndMs: number): BodilyState {
  const stay = Math.max(0.2, (course.endMs - course.startMs) / DAY_MS);
  const elapsed = Math.min(stay, Math.max(0, (ms - course.startMs) / DAY_MS));
  const decay = Math.max(1, stay / 2.2);
  const end = exp(-stay / decay);
  const left = (exp(-elapsed / decay) - end) / (1 - end);
  return {
    congestion: course.residual + course.excess * left,
    acuteness: Math.min(1, course.excess) * exp(-elapsed / 1.5),
    acutePhase: course.acutePhase * exp(-elapsed / 2.5),
    treated: course.excess > 0 ? 1 - left : 1,
    yearsBefore: (indexEndMs - ms) / (365 * DAY_MS),
  };
}
