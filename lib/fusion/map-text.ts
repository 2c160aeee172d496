// What a map says, in words and digits.
import { lowerFirst, numberText } from '#lib/clinical/quantity-text.ts';
import type { Finding } from '#lib/contract/findings-report.ts';
import type { MapsDescription } from '#lib/contract/manifest.ts';
import { completenessError, type FindingMap } from './finding-map.ts';
import { findingText } from './finding-text.ts';

const NBSP = '\u00a0';

type Described = Pick<Finding, 'type' | 'unit' | 'decimals'>;

/** One digit more than the finding has: a cell is a small part of it. Of a presence in points of probability. */
const scaled = ({ type, decimals }: Described, value: number): readonly [number: number, decimals: number] =>
  type === 'presence' ? [100 * value, 0] : [value, decimals + 1];

/** `+4.2`, `−0.012`; without a unit. */
export function effectNumber(described: Described, value: number): string {
  const text = numberText(...scaled(described, value));
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** The unit of effects: `points` of a per cent or a probability, `mL`; empty for a ratio. */
export function effectUnit({ type, unit }: Described): string {
  if (type === 'presence' || unit === '%') return 'points';
  return unit === '1' ? '' : unit;
}

/** `+4.2 points`. */
export function effectText(described: Described, value: number): string {
  const unit = effectUnit(described);
  const number = effectNumber(described, value);
  return unit === '' ? number : `${number}${NBSP}${unit}`;
}

/** Whether some cell moved a finding by half a step of what is shown of it: else there is nothing to draw. */
export function movesAnything(described: Described, { effects }: FindingMap): boolean {
  const step = described.type === 'presence' ? 0.01 : 10 ** -described.decimals;
  return effects.some((effect) => Math.abs(effect) >= step / 2);
}

/** Why a finding that was read gets no map, as a sentence; `null`: it gets one. */
export function whyNoMap(
  { id, inUse }: Pick<Finding, 'id' | 'inUse'>,
  maps: MapsDescription | undefined,
): string | null {
  if (inUse === 'measured') return 'No map: the value in use is one that a person measured.';
  const measured = maps?.findings.find((one) => one.id === id);
  if (!measured) return 'No map: maps of this finding were never measured.';
  return measured.because === null ? null : `No map, because ${measured.because}.`;
}

/** What the map is of: the reading, the reading without, and how far the cells explain what lies between. */
export function mapSentences(
  finding: Described & Pick<Finding, 'label'>,
  map: FindingMap,
): readonly string[] {
  const { here, without, error } = map;
  const gap = completenessError(map);
  const read =
    `${finding.label} ${findingText(finding, here)} in this picture, ${findingText(finding, without)} with every cell ` +
    `replaced by an ordinary one: ${effectText(finding, here - without)}.`;
  const adds =
    gap === null
      ? 'There is no difference for the cells to explain.'
      : `The cells explain ${explainedText(gap)} of the difference.`;
  const known =
    error === null
      ? []
      : [`One cell is known to ±${effectText(finding, error).replace('+', '')} (standard error).`];
  return [read, adds, ...known];
}

const explainedText = (gap: number): string =>
  `${numberText(100 * Math.max(0, 1 - gap), gap < 5e-4 ? 0 : 1)}${NBSP}%`;

/** `where the ejection fraction was read`, as the name of a control. */
export const whereText = (label: string): string => `Where: ${lowerFirst(label)}`;
