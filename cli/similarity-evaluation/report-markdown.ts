import type { Interval } from '#lib/evaluation/bootstrap.ts';
import type { AncestryReport } from './ancestry.ts';
import { type LevelReport, measureNames, type PairReport, type SimilarityReport } from './evaluate-cohort.ts';
import type { ShortcutReport } from './shortcut.ts';

export type WholeReport = SimilarityReport & { readonly shortcut: ShortcutReport | null };

const shown = ({ estimate, low, high }: Interval): string =>
  `${estimate.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const percents = ({ estimate, low, high }: Interval): string =>
  `${percent(estimate)} (${percent(low)} to ${percent(high)})`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function levelParts({ missing, have, arms, comparison }: LevelReport): string[] {
  const { bestView, lessBestView, lessEqualWeights, lessNetworkFusion, lessEarly, shareOfCeiling } =
    comparison;
  return [
    missing === 0 ? '## Everything there' : `## ${percent(missing)} of the modalities taken away`,
    `Patients who have each: ${Object.entries(have)
      .filter(([, count]) => count > 0)
      .map(([id, count]) => `${id} ${count}`)
      .join(', ')}.`,
    table(
      ['', ...measureNames.map(([, name]) => name)],
      arms.map(({ label, measures }) => [label, ...measureNames.map(([id]) => shown(measures[id]))]),
    ),
    `P@10 of the fused search with learned weights, less that of the best single view (${bestView}): ` +
      `${shown(lessBestView)}; less equal weights ${shown(lessEqualWeights)}; less Similarity Network Fusion ` +
      `${shown(lessNetworkFusion)}; less early concatenation ${shown(lessEarly)}. Share of the ceiling: ` +
      `${percents(shareOfCeiling)}.`,
  ];
}

function pairParts(pairs: readonly PairReport[], labels: ReadonlyMap<string, string>): string[] {
  const [first] = pairs;
  if (!first) return [];
  return [
    '## Diagnoses that are easily confused',
    'How often somebody of the patient’s own diagnosis is nearer than somebody of the other; 50 % is chance.',
    table(
      ['', ...pairs.map(({ pair, by }) => `${pair.join(' or ')}: told by the ${by}`)],
      first.shares.map(({ arm }) => [
        labels.get(arm) ?? arm,
        ...pairs.map(({ shares }) => {
          const own = shares.find((one) => one.arm === arm);
          return own ? percents(own.share) : '–';
        }),
      ]),
    ),
  ];
}

const ancestryParts = (report: AncestryReport | null): string[] =>
  report === null
    ? []
    : [
        '## Ancestry',
        'With the genome as the only view, share of the 10 nearest of the same main ancestry: ' +
          `${percents(report.same)}; by lot ${percents(report.chance)}; difference ${percents(report.lessChance)}.`,
      ];

const shortcutParts = (report: ShortcutReport | null): string[] =>
  report === null
    ? []
    : [
        '## Films whose look gives a diagnosis away',
        `${report.patients} patients, strength ${report.strength}: what P@10 gains by it. Radiograph ` +
          `${shown(report.radiograph)}, of those whom the look gives away ${shown(report.given)}; fused ` +
          `${shown(report.fused)}.`,
      ];

/** What was found, as Markdown. */
export function similarityMarkdown(report: WholeReport): string {
  const { patients, seed, space, training, resamples, levels, pairs, ancestry, shortcut } = report;
  const [whole] = levels;
  const labels = new Map(whole?.arms.map(({ id, label }) => [id, label]));
  return `${[
    '# Similar patients',
    `${patients} simulated patients, seed ${seed}; space ${space.split(' ')[0]}, learned on ${training.patients} patients, ` +
      `${training.data}. A search is right where it finds the patient’s own diagnosis; diagnoses are judged by and never ` +
      'read. P@k: share of the k nearest with the same diagnosis. MAP: mean average precision. Balanced accuracy: of the vote ' +
      'of the 10 nearest. NMI: of as many spectral clusters as there are diagnoses, in the graph of 20 nearest. Ceiling: the ' +
      'order of whoever knows the true probability of each diagnosis from the same modalities. Intervals: 95 %, ' +
      `${resamples} bootstrap resamples of the patients, the same for all.`,
    ...levels.flatMap(levelParts),
    ...pairParts(pairs, labels),
    ...ancestryParts(ancestry),
    ...shortcutParts(shortcut),
  ].join('\n\n')}\n`;
}
