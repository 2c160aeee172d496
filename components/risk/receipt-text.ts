// The receipt of a score in words and as a file.
import { BACKEND_NAMES } from '#components/scoring/session-text.ts';
import type { Moment } from '#lib/clinical/moment.ts';
import type { SiteMapUse } from '#lib/contract/patient-record.ts';
import type { Provenance, Scored } from '#lib/contract/risk-report.ts';

/** `WASM, 2 threads`. */
export const backendText = ({ backend, threads }: Provenance): string =>
  `${BACKEND_NAMES[backend]}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;

/** Enough of a SHA-256 to compare by eye. */
export const shortHash = (hash: string): string => hash.slice(0, 12);

/** `2026-03-01 07:10:00 UTC` of an ISO 8601 instant in UTC. */
export const instantText = (iso: string): string => `${iso.slice(0, 19).replace('T', ' ')} UTC`;

/** `City hospital; 3 of the resources below were read with it`. */
export function siteMapHint({ name, used }: SiteMapUse): string {
  const count = Object.keys(used).length;
  return `${name}; ${count} of the resources below ${count === 1 ? 'was' : 'were'} read with it`;
}

type InputRow = {
  readonly key: string;
  readonly feature: string;
  readonly label: string;
  /** `null`: missing. */
  readonly value: number | null;
  readonly measure: string;
  readonly unit: string;
  readonly reference: string | null;
  /** What the hospital's mapping said of the resource; `null`: it was read as it is. */
  readonly mapped: string | null;
  /** Who says so, where it makes a difference, e.g. `network echo-findings 1`. */
  readonly by: string | null;
  readonly time: Moment | null;
};

/** One row per feature and resource it was read from; a feature without a resource keeps one row. */
export function inputRows({ attributions, provenance }: Scored): readonly InputRow[] {
  const sources = new Map(provenance.inputs.map(({ feature, from }) => [feature, from]));
  const features = attributions.flatMap((modality) => modality.features);
  return features.flatMap(({ feature, label, value, measure, unit }): readonly InputRow[] => {
    const common = { feature, label, value, measure, unit };
    const from = sources.get(feature) ?? [];
    const none = { reference: null, mapped: null, by: null, time: null };
    if (from.length === 0) return [{ key: feature, ...common, ...none }];
    return from.map(({ reference, time, by = null }, index) => ({
      key: `${feature} ${index}`,
      ...common,
      reference,
      mapped: provenance.siteMap?.used[reference]?.join(', ') ?? null,
      by,
      time,
    }));
  });
}
