/** A quantity as it is known now; `null`: not measured, or too long ago. */
export type Known = number | null;

/** What a bedside score needs. Units: /min, %, mmHg, °C, 10³/µL, mg/dL; inspired oxygen as a fraction. */
export type Readings = {
  readonly heartRate: Known;
  readonly respiratoryRate: Known;
  readonly spo2: Known;
  readonly temperature: Known;
  readonly systolic: Known;
  readonly mean: Known;
  readonly fio2: Known;
  readonly paco2: Known;
  readonly leukocytes: Known;
  readonly platelets: Known;
  readonly bilirubin: Known;
  readonly creatinine: Known;
  /** Alert and not confused; `null`: nobody said. */
  readonly alert: boolean | null;
};

/** A part of a score with its points; `null`: what it needs is not known, and it counted as none. */
export type Part = { readonly label: string; readonly points: number | null };

/** A score at the bedside: the least that it can be, since what is missing counts as normal. */
export type RuleScore = {
  readonly id: 'news2' | 'qsofa' | 'sirs' | 'shock-index' | 'partial-sofa';
  readonly label: string;
  /** `null`: nothing that it needs is known. */
  readonly value: number | null;
  readonly parts: readonly Part[];
  /** Labels of the parts that nobody measured. */
  readonly missing: readonly string[];
  readonly source: string;
};

export type Rule = (readings: Readings) => RuleScore;

/** Points by the first limit that a value does not exceed; the last are those beyond every limit. */
export function pointsUpTo(value: Known, limits: readonly (readonly [number, number])[], beyond: number) {
  if (value === null) return null;
  return limits.find(([limit]) => value <= limit)?.[1] ?? beyond;
}

/** A score that is the sum of its parts. */
export function sumOf(head: Pick<RuleScore, 'id' | 'label' | 'source'>, parts: readonly Part[]): RuleScore {
  const known = parts.flatMap(({ points }) => (points === null ? [] : [points]));
  return {
    ...head,
    parts,
    value: known.length === 0 ? null : known.reduce((sum, points) => sum + points, 0),
    missing: parts.flatMap(({ label, points }) => (points === null ? [label] : [])),
  };
}
