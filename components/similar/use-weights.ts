import { useMemo, useState } from 'react';
import type { SimilaritySpace } from '#lib/similarity/space.ts';
import { equalWeights, learnedWeights, readWeights, type Weights } from '#lib/similarity/weights.ts';

export const WEIGHINGS = [
  { value: 'learned', label: 'Learned' },
  { value: 'equal', label: 'Equal' },
  { value: 'hand', label: 'By hand' },
  { value: 'fusion', label: 'Fusion' },
] as const;
export type Weighing = (typeof WEIGHINGS)[number]['value'];

export type WeightChoice = {
  readonly weighing: Weighing;
  /** What ranking uses: the latest that can be ranked by. */
  readonly weights: Weights;
  /** Of each slider, 0 to 100. */
  readonly sliders: Readonly<Record<string, number>>;
  /** Why the sliders cannot be ranked by; `null`: they can. */
  readonly complaint: string | null;
  readonly choose: (weighing: Weighing) => void;
  readonly move: (view: string, value: number) => void;
};

const slidersOf = (weights: Weights): Record<string, number> =>
  Object.fromEntries(Object.entries(weights).map(([id, weight]) => [id, Math.round(weight * 100)]));

/** How much each view counts; network fusion knows no weights. Learned weights come first; whoever moves a slider goes on by hand from there. */
export function useWeights(space: SimilaritySpace): WeightChoice {
  const [weighing, choose] = useState<Weighing>('learned');
  const [moved, setMoved] = useState<Readonly<Record<string, number>> | null>(null);
  const [latest, setLatest] = useState<Weights | null>(null);
  const start = useMemo(
    () => (weighing === 'equal' ? equalWeights(space) : learnedWeights(space)),
    [space, weighing],
  );
  const byHand = weighing === 'hand';
  const sliders = byHand && moved ? moved : slidersOf(start);
  const read = byHand && moved ? readWeights(moved, space) : { ok: true as const, weights: start };
  return {
    weighing,
    weights: read.ok ? read.weights : (latest ?? start),
    sliders,
    complaint: read.ok ? null : read.issue.message,
    choose: (next) => {
      if (next === 'hand' && moved === null) setMoved(sliders);
      choose(next);
    },
    move: (view, value) => {
      const next = { ...sliders, [view]: value };
      const ranked = readWeights(next, space);
      if (ranked.ok) setLatest(ranked.weights);
      setMoved(next);
      choose('hand');
    },
  };
}
