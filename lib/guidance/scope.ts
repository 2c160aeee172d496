import type { Fact, Finding, Settled } from './card.ts';
import { type ChartAt, conditionAt, yearsAt } from './chart-at.ts';

/** The guidelines that are cited are those for adults. */
const ADULT_FROM = 18;

/** Whom the rules may speak of. `palliative`: rules are told, and recommend nothing. `none`: no rule is told, and why. */
export type Scope =
  | { readonly aim: 'all' }
  | { readonly aim: 'palliative' | 'none'; readonly because: Settled };

const settled = (words: string, facts: readonly Fact[]): Settled => ({ status: 'settled', words, facts });

/** Hospice care by a diagnosis, or by how a stay ended that was over by then. */
function hospiceAt(chart: ChartAt): readonly Fact[] {
  const { slice, at } = chart;
  const found = conditionAt(chart, 'hospice-care');
  const left = slice.stays.filter(
    ({ end, disposition }) => disposition === 'hospice' && end !== null && end.ms <= at.ms,
  );
  return [
    ...(found.present === 'yes' ? found.facts : []),
    ...left.map(({ reference, end }) => ({
      reference,
      ...(end ? { time: end } : {}),
      words: 'discharged to hospice care',
    })),
  ];
}

/** Whether the guidelines are for this patient, as far as age and the aim of the care tell. */
export function scopeOf(chart: ChartAt): Scope {
  const years = yearsAt(chart);
  if (years !== null && years < ADULT_FROM)
    return { aim: 'none', because: settled(`Age ${years}: the guidelines are those for adults`, []) };
  const hospice = hospiceAt(chart);
  if (hospice.length > 0)
    return { aim: 'none', because: settled('Hospice care: no rule of a guideline is told', hospice) };
  const palliative = conditionAt(chart, 'palliative-care');
  return palliative.present === 'yes'
    ? {
        aim: 'palliative',
        because: settled('Palliative care: rules are told, and recommend nothing', palliative.facts),
      }
    : { aim: 'all' };
}

/** A finding where palliative care is given: a matter for the goals of care, and no recommendation. An urgent one stays urgent. */
export const underPalliativeCare = (finding: Finding): Finding => ({
  ...finding,
  indicator: finding.indicator === 'critical' ? 'critical' : 'info',
  detail: `Palliative care is on the chart: the goals of care come first. ${finding.detail}`,
  suggestions: finding.indicator === 'critical' ? finding.suggestions : [],
});
