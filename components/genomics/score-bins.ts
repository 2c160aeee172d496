/** A bar of the distribution: standard deviations from `from` up to `to`. */
type ScoreBin = {
  readonly from: number;
  readonly to: number;
  readonly people: number;
  readonly own: boolean;
};

const WIDTH = 0.5;
const REACH = 3;

/** Counts of standardised scores in bins of half a standard deviation from −3 to 3, wider where the patient lies outside. */
export function binScores(reference: readonly number[], own: number): ScoreBin[] {
  const reach = Math.max(REACH, Math.ceil(Math.abs(own) / WIDTH + 1e-9) * WIDTH);
  const count = Math.round((2 * reach) / WIDTH);
  const indexOf = (value: number) => Math.min(count - 1, Math.max(0, Math.floor((value + reach) / WIDTH)));
  return Array.from({ length: count }, (_, at) => ({
    from: at * WIDTH - reach,
    to: (at + 1) * WIDTH - reach,
    people: reference.filter((value) => indexOf(value) === at).length,
    own: indexOf(own) === at,
  }));
}
