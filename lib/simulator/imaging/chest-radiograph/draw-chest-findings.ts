import { clamp, logistic } from '../../arithmetic.ts';
import type { LatentState } from '../../physiology/latent-state.ts';
import { openStream } from '../../stream.ts';
import type { ChestFindings, Lobe } from './findings.ts';

const LOBES = ['RLL', 'LLL', 'RML', 'RUL', 'LUL'] as const satisfies readonly Lobe[];

/**
 * The admission film of a patient with heart failure. Ratio: mean 0.56, larger with a worse ventricle (r ≈ −0.4:
 * Philbin EF et al., J Am Coll Cardiol 1998;31:1300). Oedema and effusion follow the overload on arrival; about half
 * have fluid, more often on the right (Porcel JM, Semin Respir Crit Care Med 2010;31:689).
 */
export function drawChestFindings(
  seed: number,
  index: number,
  state: LatentState,
  { copd }: { readonly copd: boolean },
): ChestFindings {
  const stream = openStream(seed, index, 'chest-findings');
  const overload = state.admissionCongestion;
  const hyperinflation = copd ? clamp(0.31 + 0.16 * state.respiratory + 0.15 * stream.normal(), 0.05, 1) : 0;
  const ratio = 0.56 - 0.03 * state.ventricle + 0.012 * overload + 0.05 * stream.normal();
  const fluid = stream.chance(logistic(0.9 * overload)) ? clamp(0.2 + 0.1 * stream.normal(), 0.04, 0.8) : 0;
  const bilateral = stream.chance(0.6);
  const infected = stream.chance(logistic(-3 + 0.9 * state.inflammation));
  const lobe = stream.pick(LOBES);
  const extent = clamp(0.6 + 0.2 * stream.normal(), 0.2, 1);
  return {
    cardiothoracicRatio: clamp(ratio - 0.07 * hyperinflation, 0.36, 0.72),
    oedema: clamp(0.38 + 0.24 * overload + 0.08 * stream.normal(), 0, 1),
    effusion: { right: fluid, left: bilateral ? 0.6 * fluid : 0 },
    consolidation: infected ? { lobe, extent } : null,
    hyperinflation,
  };
}
