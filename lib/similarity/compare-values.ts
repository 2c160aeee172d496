import type { UnitSystem } from '#lib/clinical/quantity-text.ts';
import { describedFeature, pairText, valueText } from './pair-text.ts';
import { EXACT_AGE, type View } from './profile.ts';
import type { SpaceView } from './space.ts';
import { splitDistance } from './split-distance.ts';

/** A value that two patients have, or one of them alone. */
export type Compared = {
  readonly words: string;
  /** How far apart, in robust spreads of the value, or in tenths of its range where no spread is known. */
  readonly apart: number;
  /** How much it brings them together, beyond what two patients at random have in common. */
  readonly nearer: number;
  /** How much it sets them apart. */
  readonly further: number;
};

export type Comparison = {
  readonly shared: readonly Compared[];
  /** Of one patient alone: `procalcitonin 1.0 ng/mL; not known of the neighbour`. */
  readonly oneSided: readonly string[];
};

type Pair = { readonly own: View; readonly other: View };
type Weighed = Omit<Compared, 'words'> & { readonly id: string };

/**
 * What makes two values alike: at random they would lie ½(a² + b²) + 1 apart, squared and in spreads, since that is what one of
 * them lies from a draw of the cohort. So it tells more that both are far from usual than that both are usual.
 */
const nearness = (a: number, b: number): number => (a * a + b * b) / 2 + 1 - (a - b) ** 2;

function weighInputs(view: SpaceView, ids: readonly string[], { own, other }: Pair): Weighed[] {
  const rawOf = ({ values }: View) => ids.map((id) => values[id] ?? null);
  return splitDistance(view, rawOf(own), rawOf(other)).map(({ scaled: [a, b], part, weight }, input) => ({
    id: ids[input] ?? '',
    apart: Math.abs(a - b),
    nearer: weight * nearness(a, b),
    further: part,
  }));
}

/** Findings have no spread in the space: a tenth of their range stands for one. */
function weighFindings(prefix: string, { own, other }: Pair): Weighed[] {
  return Object.keys({ ...own.values, ...other.values }).flatMap((finding): Weighed[] => {
    const id = `${prefix}.${finding}`;
    const range = describedFeature(id)?.plausible;
    if (!range) return [];
    const tenth = (range[1] - range[0]) / 10;
    const [a, b] = [own.values[finding] ?? 0, other.values[finding] ?? 0];
    const apart = Math.abs(a - b) / tenth;
    return [{ id, apart, nearer: nearness((a - range[0]) / tenth, (b - range[0]) / tenth), further: apart }];
  });
}

/** Axes of genotypes have no name that a clinician knows: they are one thing. */
const AXIS = /^genotype\.axis-/;

function joinAxes(weighed: readonly Weighed[]): Compared[] {
  const axes = weighed.filter(({ id }) => AXIS.test(id));
  if (axes.length === 0) return [];
  const apart = Math.sqrt(axes.reduce((sum, one) => sum + one.apart ** 2, 0) / axes.length);
  const words =
    apart < 1 ? 'common variants alike, within ancestry' : 'common variants unlike, within ancestry';
  const sum = (pick: (one: Weighed) => number) => axes.reduce((all, one) => all + pick(one), 0);
  return [{ words, apart, nearer: sum(({ nearer }) => nearer), further: sum(({ further }) => further) }];
}

const NOT_KNOWN = { own: 'not known of this patient', other: 'not known of the neighbour' };

/** Of a panel of genes only those are told in which somebody has a variant. */
const isSilent = (id: string, own: number | undefined, other: number | undefined): boolean =>
  id.startsWith('variant.gene-') && (own ?? 0) === 0 && (other ?? 0) === 0;

type Sides = { readonly own: number | undefined; readonly other: number | undefined };

/** A value that both have, a sentence of one that one has alone, or nothing to tell. */
function tell(
  { id, ...weighed }: Weighed,
  { own, other }: Sides,
  units: UnitSystem,
): Compared | string | null {
  const feature = describedFeature(id);
  if (!feature || AXIS.test(id) || id === EXACT_AGE || isSilent(id, own, other)) return null;
  if (own !== undefined && other !== undefined)
    return { ...weighed, words: pairText(feature, own, other, units) };
  if (own !== undefined) return `${valueText(feature, own, units)}; ${NOT_KNOWN.other}`;
  return other === undefined ? null : `${valueText(feature, other, units)}; ${NOT_KNOWN.own}`;
}

const namesOf = ({ inputs }: SpaceView): string[] =>
  inputs.kind === 'features' ? inputs.features.map(({ id }) => id) : [];

/** The values of a view of two patients, side by side. */
export function compareValues(view: SpaceView, pair: Pair, units: UnitSystem): Comparison {
  const isPicture = view.inputs.kind === 'picture';
  const weighed = isPicture ? weighFindings(view.id, pair) : weighInputs(view, namesOf(view), pair);
  // Findings stand in a profile without the name of their picture, which their features have.
  const keyOf = (id: string): string => (isPicture ? id.slice(view.id.length + 1) : id);
  const told = weighed.map((one) => {
    const key = keyOf(one.id);
    return tell(one, { own: pair.own.values[key], other: pair.other.values[key] }, units);
  });
  return {
    shared: [...joinAxes(weighed), ...told.filter((one) => one !== null && typeof one !== 'string')],
    oneSided: told.filter((one) => typeof one === 'string'),
  };
}
