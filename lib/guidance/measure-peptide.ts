import { analyteById } from '#lib/clinical/analytes.ts';
import { isAfter } from '#lib/clinical/moment.ts';
import { wasKnown } from '#lib/modalities/ehr/known-results.ts';
import { indexStay } from '#lib/modalities/ehr/stays.ts';
import type { Outcome } from './card.ts';
import type { ChartAt } from './chart-at.ts';
import { citations } from './guidelines.ts';

const PEPTIDES = ['nt-probnp', 'bnp'] as const;

/** NT-proBNP or BNP in the stay that the time is of. `null`: no stay had begun. */
export function measurePeptide({ slice, at }: ChartAt): Outcome | null {
  const stay = indexStay(slice.stays, at);
  if (!stay || (stay.end !== null && isAfter(at, stay.end))) return null;
  const measured = PEPTIDES.flatMap((id) =>
    (slice.series[id] ?? [])
      .filter((entry) => wasKnown(entry, at) && !isAfter(stay.start, entry.time))
      .map(({ reference, time, recorded }) => ({
        reference,
        time,
        words: `${analyteById[id].label} ${recorded}`,
      })),
  );
  const [first] = measured;
  if (first) return { status: 'settled', words: `${first.words} in this stay`, facts: measured };
  return {
    status: 'step',
    indicator: 'info',
    summary: 'Neither NT-proBNP nor BNP was measured in this stay.',
    detail:
      'At admission for heart failure it tells the prognosis; before discharge (class 2a) the course after it. With an ARNI measure NT-proBNP, since BNP rises under it.',
    suggestions: ['Measure NT-proBNP'],
    facts: [{ reference: stay.reference, time: stay.start, words: 'this stay' }],
    citations: [citations.peptide],
  };
}
