import { analyteOf, unitText } from '#lib/clinical/quantity-text.ts';
import { channels } from '#lib/icu/hourly/channels.ts';
import type { WallValue } from '#lib/icu/wall/wall-message.ts';

export type LabRow = {
  readonly id: string;
  readonly label: string;
  /** With its unit. */
  readonly text: string;
  readonly at: number;
  readonly doubt: string | null;
};

/** Digits where no table knows the analyte. */
const UNKNOWN_DECIMALS = 2;

/** A quantity of the record, or one that only intensive care measures. */
const described = (id: string) => analyteOf(id) ?? channels.find((channel) => channel.id === id);

export const labLabel = (id: string): string => described(id)?.label ?? id;

/** A share of one is no number without a unit. */
export const labUnit = (id: string, ucum: string): string =>
  id === 'fio2' && ucum === '1' ? 'of 1' : unitText(ucum);

export const labDecimals = (id: string): number => described(id)?.decimals ?? UNKNOWN_DECIMALS;

/** Latest results with their units as they came, by name. */
export const labRows = (laboratory: Readonly<Record<string, WallValue>>): readonly LabRow[] =>
  Object.entries(laboratory)
    .map(([id, { value, unit, at, doubt }]) => ({
      id,
      label: labLabel(id),
      text: `${value.toFixed(labDecimals(id))}\u00a0${labUnit(id, unit)}`.trimEnd(),
      at,
      doubt: doubt ?? null,
    }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
