import { exp, log, power, quantise } from './arithmetic.ts';
import { openStream } from './stream.ts';

/** What happened after discharge. Follow-up ends at readmission, death or day 90, whichever comes first. */
export type Outcome = {
  /** Days from discharge, > 0. */
  readonly timeDays: number;
  /** 1: readmitted at `timeDays`; 0: not observed beyond it. */
  readonly event: 0 | 1;
  readonly end: 'readmission' | 'death' | 'end-of-follow-up';
  /** Day of the readmission that the hazard gave, whether or not anything came before it. */
  readonly latentDays: number;
};

const FOLLOW_UP_DAYS = 90;

/**
 * Weibull hazards: cumulative hazard (t / `scale`)^`shape` · e^η, t in days. Shape below 1: the risk is highest just after
 * discharge and falls for weeks (Dharmarajan K et al., BMJ 2015;350:h411). Scales give 22 % readmitted within 30 days
 * (Dharmarajan K et al., JAMA 2013;309:355–363: 24.8 % of Medicare patients) and about 8 % dead within 90 days
 * (Fonarow GC et al., OPTIMIZE-HF, J Am Coll Cardiol 2007;50:768–777: 9 to 10 % within 60 to 90 days).
 */
const READMISSION = { shape: 0.85, scale: 192 };
const DEATH = { shape: 0.9, scale: 1500, perLogHazard: 0.8 };

/** Time at which the cumulative hazard of a Weibull law reaches an exponential draw. */
const weibullTime = (
  uniform: number,
  logHazard: number,
  { shape, scale }: { shape: number; scale: number },
) => scale * power(-log(uniform) / exp(logHazard), 1 / shape);

/** Death competes and censors; given the log-hazard it is independent of readmission. */
export function drawOutcome(seed: number, patient: number, logHazard: number): Outcome {
  const stream = openStream(seed, patient, 'outcome');
  const readmission = weibullTime(stream.uniform(), logHazard, READMISSION);
  const death = weibullTime(stream.uniform(), DEATH.perLogHazard * logHazard, DEATH);
  const first = Math.min(readmission, death, FOLLOW_UP_DAYS);
  const days = (time: number) => Math.max(0.0001, quantise(time, 4));
  const [timeDays, latentDays] = [days(first), days(readmission)];
  if (readmission === first) return { timeDays, event: 1, end: 'readmission', latentDays };
  return { timeDays, event: 0, end: death === first ? 'death' : 'end-of-follow-up', latentDays };
}
