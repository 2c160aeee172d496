import { hasComorbidity } from '../ehr/history.ts';
import type { ChartContent } from '../patient.ts';
import type { LatentState } from '../physiology/latent-state.ts';
import { drawTraits, type Traits } from '../physiology/traits.ts';

/** Everything about a patient that a wearable recording follows from. The outcome is not among it. */
export type Wearer = {
  readonly id: string;
  readonly seed: number;
  readonly index: number;
  readonly state: LatentState;
  /** Standard normal draw per vital sign, the same that the chart's vital signs follow. */
  readonly setPoint: Traits['setPoint'];
  readonly atrialFibrillation: boolean;
  readonly copd: boolean;
  readonly betaBlocker: boolean;
  readonly dischargeMs: number;
};

export function wearerOf({ id, seed, index, state, history, treatments, visits }: ChartContent): Wearer {
  return {
    id,
    seed,
    index,
    state,
    setPoint: drawTraits(seed, index, state.kidney).setPoint,
    atrialFibrillation: hasComorbidity(history, 'atrial-fibrillation'),
    copd: hasComorbidity(history, 'copd'),
    betaBlocker: treatments.some((one) => one.drugClass === 'beta-blocker' && one.atDischarge),
    dischargeMs: visits.at(-1)?.endMs ?? 0,
  };
}

/** Breathing frequency at rest, Hz, as the chart's vital signs have it (`physiology/vital-values.ts`). */
export const breathsPerSecond = ({ state, setPoint, copd }: Wearer): number =>
  (17.3 +
    0.5 * state.congestion +
    0.4 * state.autonomicTone +
    0.3 * state.respiratory +
    (copd ? 0.7 : 0) +
    setPoint('respiratory-rate')) /
  60;
