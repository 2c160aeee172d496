import { daysBetween, isAfter, type Moment } from '#lib/clinical/moment.ts';
import type { Stay } from '#lib/modalities/ehr/slice.ts';
import { indexStay } from '#lib/modalities/ehr/stays.ts';
import type { Outcome } from './card.ts';
import type { ChartAt } from './chart-at.ts';
import { citations } from './guidelines.ts';

/** The 2021 ESC guideline's one to two weeks. */
const WITHIN_DAYS = 14;
/** After these nobody books a visit at the clinic. */
const NO_VISIT = new Set(['died', 'transferred', 'hospice']);

/** The stay whose follow-up is the question, and its discharge; `null`: none, or one that ended without a way home. */
function dischargeAt({ slice, at }: ChartAt): { readonly stay: Stay; readonly end: Moment | null } | null {
  const stay = indexStay(slice.stays, at);
  if (!stay || stay.endUnknown !== null || NO_VISIT.has(stay.disposition ?? '')) return null;
  const end = stay.end === null || isAfter(stay.end, at) ? null : stay.end;
  return end && daysBetween(end, at) > WITHIN_DAYS ? null : { stay, end };
}

/**
 * A visit within 14 days of the discharge, or at any time after `at` where the stay goes on: appointments and outpatient
 * encounters of the whole chart count, planned or kept. `null`: there is no discharge to follow up.
 */
export function bookFollowUp(chart: ChartAt): Outcome | null {
  const found = dischargeAt(chart);
  if (!found) return null;
  const { stay, end } = found;
  const from = end ?? chart.at;
  const booked = chart.slice.visits.find(
    ({ start }) => isAfter(start, from) && (end === null || daysBetween(from, start) <= WITHIN_DAYS),
  );
  if (booked) {
    const { reference, start, label } = booked;
    const facts = [{ reference, time: start, words: label }];
    return { status: 'settled', words: 'Follow-up visit: on the chart', facts };
  }
  return {
    status: 'step',
    indicator: 'warning',
    summary: end
      ? 'No follow-up visit within 14 days of discharge is on the chart.'
      : 'No follow-up visit is booked for the time after discharge.',
    detail:
      'Within 7 to 14 days: signs of congestion, how the drugs are borne, doses to raise. Counted: appointments that are booked or kept, and outpatient encounters.',
    suggestions: ['Book a visit within 14 days of discharge'],
    facts: [{ reference: stay.reference, time: end ?? stay.start, words: end ? 'discharge' : 'this stay' }],
    citations: [citations.followUpEsc, citations.followUpAha],
  };
}
