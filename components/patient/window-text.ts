// How much of the days that a score speaks about is left.
import { DAY_MS } from '#lib/clinical/moment.ts';
import type { Scored } from '#lib/contract/risk-report.ts';

type Spoken = Pick<Scored, 'at' | 'atName' | 'horizonDays'> & {
  readonly provenance: Pick<Scored['provenance'], 'computedAt'>;
};

/** `18 of 30 days left`, counted from the discharge to the moment of computing; `null` before a discharge. */
export function windowText({ at, atName, horizonDays, provenance }: Spoken): string | null {
  if (atName !== 'discharge') return null;
  const past = Math.floor((Date.parse(provenance.computedAt) - at.ms) / DAY_MS);
  if (past < 0) return null;
  return past >= horizonDays
    ? `${horizonDays}-day window closed`
    : `${horizonDays - past} of ${horizonDays} days left`;
}
