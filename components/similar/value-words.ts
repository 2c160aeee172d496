// Values of a profile in a clinician's words: features by their descriptions, findings by the manifest of their network.
import { featureText, type UnitSystem, upperFirst } from '#lib/clinical/quantity-text.ts';
import { modelManifest } from '#lib/contract/manifest.ts';
import { findingText } from '#lib/fusion/finding-text.ts';
import { modalityIds, specsOf } from '#lib/modalities/index.ts';
import type { SimilaritySpace } from '#lib/similarity/space.ts';

export type ValueWord = {
  /** As at the beginning of a line: `C-reactive protein`. */
  readonly label: string;
  /** With its unit. */
  readonly text: (value: number, units: UnitSystem) => string;
};

/** Of a value by its id; `null`: the program has no words for it, and it is not shown. */
export type ValueWords = (id: string) => ValueWord | null;

const specs = new Map(specsOf(modalityIds).map((spec) => [spec.id, spec]));

function featureWord(id: string): ValueWord | null {
  const spec = specs.get(id);
  if (!spec) return null;
  const { measure, unit } = spec;
  return {
    label: upperFirst(spec.label),
    text: (value, units) => featureText({ feature: id, measure, unit }, value, units),
  };
}

async function findingWords(network: string): Promise<readonly (readonly [id: string, word: ValueWord])[]> {
  const response = await fetch(`/models/${network}/1/manifest.json`);
  const manifest = modelManifest.parse(await response.json());
  if (manifest.kind !== 'findings') return [];
  return manifest.findings.map((finding) => [
    finding.id,
    { label: finding.label, text: (value) => findingText(finding, value) },
  ]);
}

/** Words of all that the views of a space may hold. A network whose manifest cannot be had has none. */
export async function loadValueWords({ views }: SimilaritySpace): Promise<ValueWords> {
  const networks = views.flatMap(({ inputs }) => (inputs.kind === 'picture' ? [inputs.network] : []));
  const read = await Promise.all(networks.map((network) => findingWords(network).catch(() => [])));
  const findings = new Map(read.flat());
  return (id) => findings.get(id) ?? featureWord(id);
}
