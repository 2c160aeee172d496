// Who measured a value, where that makes a difference: a person, a report, or a network.
import type { Evidence } from '#lib/contract/feature.ts';
import type { Scored } from '#lib/contract/risk-report.ts';

type Said = Pick<Scored, 'attributions' | 'provenance'>;

const isNetwork = (by: string): boolean => by.startsWith('network');

/** `read by a network; simulated training`, `measured: Simpson`; `null`: the chart's usual sources, of which nobody asks. */
export function byText({ by }: Evidence, simulatedTraining: boolean): string | null {
  if (by === undefined) return null;
  if (!isNetwork(by)) return by;
  return `read by a network${simulatedTraining ? '; simulated training' : ''}`;
}

/** Who measured a measure of a report; of several voices the first. */
export function saidBy({ attributions, provenance }: Said, modality: string, measure: string): string | null {
  const features = attributions
    .filter((one) => one.modality === modality)
    .flatMap((one) => one.features)
    .filter((one) => one.measure === measure)
    .map(({ feature }) => feature);
  const voices = provenance.inputs
    .filter(({ feature }) => features.includes(feature))
    .flatMap(({ from }) => from)
    .map((evidence) => byText(evidence, provenance.simulatedTraining));
  return voices.find((voice) => voice !== null) ?? null;
}
