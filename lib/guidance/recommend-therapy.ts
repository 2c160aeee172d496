import type { Citation, Fact, Outcome } from './card.ts';
import { type ChartAt, drugAt, pastFact } from './chart-at.ts';
import { judgeAll } from './checks.ts';
import { fractionAt, REDUCED_TO } from './ejection-fraction.ts';
import { citations } from './guidelines.ts';
import type { Therapy } from './therapies.ts';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const list = (facts: readonly Fact[]) => facts.map(({ words }) => words).join('; ');

/** The recommendation that holds for the chart's EF. `weak`: an old EF, or one that has improved. */
type Applying = {
  readonly citations: readonly [Citation, ...Citation[]];
  readonly facts: readonly Fact[];
  readonly words: string;
  readonly weak: { readonly because: string; readonly suggestion: string } | null;
};

const OLD = {
  because: 'The ejection fraction is old, and may have changed.',
  suggestion: 'Measure the ejection fraction first',
};
const IMPROVED = {
  because: 'The ejection fraction was reduced and has improved: what treated it goes on.',
  suggestion: 'Ask whether it was ever taken, and why not now',
};

/** `null`: no recommendation holds. */
function applies(therapy: Therapy, chart: ChartAt): Applying | null {
  const any = therapy.fraction === 'any';
  const fraction = fractionAt(chart);
  if ('missing' in fraction)
    return any
      ? { citations: therapy.otherwise, facts: [], words: 'in heart failure, whatever the EF', weak: null }
      : null;
  const { value, words, old, was, facts } = fraction;
  if (value <= REDUCED_TO) return { citations: therapy.reduced, facts, words, weak: old ? OLD : null };
  if (any) return { citations: therapy.otherwise, facts, words, weak: null };
  if (was === null) return null;
  return {
    citations: [citations.improved],
    facts,
    words: `${words}, was ${Math.round(was)} %`,
    weak: IMPROVED,
  };
}

const isStrong = ({ strength }: Citation) => /^class (?:1|I),/.test(strength);

/** Whether a drug of the therapy's class is to be thought of: recommended, asked about, held back, or at hand. */
export function recommendTherapy(therapy: Therapy, chart: ChartAt): Outcome | null {
  const found = applies(therapy, chart);
  if (!found) return null;
  const use = drugAt(chart, therapy.rule);
  if (use.on === 'yes')
    return { status: 'settled', words: `${capital(therapy.name)}: taken`, facts: use.facts };
  if (use.on === 'unclear')
    return {
      ...asStep(found),
      summary: `${capital(therapy.name)}: is it taken? Unclear, because ${use.because}.`,
      detail: `Recommended ${found.words}. Ask, and put it on the chart.`,
      facts: [...found.facts, ...use.facts],
    };
  return notTaken(therapy, chart, found, use.past.map(pastFact), use.past.at(-1)?.status ?? 'ended');
}

const asStep = ({ citations: [first, ...others] }: Applying) =>
  ({
    status: 'step',
    indicator: 'info',
    suggestions: [],
    citations: [first, ...others, citations.practice],
  }) as const;

function notTaken(
  { name, examples, checks, limits }: Therapy,
  chart: ChartAt,
  found: Applying,
  past: readonly Fact[],
  status: string,
): Outcome {
  const { against, unknown, lacks, clear } = judgeAll(checks, chart);
  if (against.length > 0)
    return {
      status: 'settled',
      words: `${capital(name)}: not suggested, because of ${list(against)}`,
      facts: against,
    };
  const step = { ...asStep(found), facts: [...found.facts, ...clear, ...past] };
  const stated = `Looked at: ${checks.map(({ states }) => states).join('; ')}. ${limits}`;
  if (unknown.length > 0)
    return {
      ...step,
      summary: `No ${name} (${found.words}). Not recommended from here: ${lacks}.`,
      detail: `${unknown.join(' ')} ${stated}`,
    };
  if (past.length > 0)
    return {
      ...step,
      summary: `${capital(name)} not taken (${found.words}): ${status}. Does the reason still hold?`,
      detail: `${list(past)}. Nothing on the chart speaks against it now. ${stated}`,
    };
  const summary = `No ${name} on the chart (${found.words}), and nothing on it against one.`;
  if (found.weak)
    return {
      ...step,
      summary,
      detail: `${found.weak.because} ${stated}`,
      suggestions: [found.weak.suggestion],
    };
  return {
    ...step,
    indicator: isStrong(found.citations[0]) ? 'warning' : 'info',
    summary,
    detail: `For example ${examples}. ${stated}`,
    suggestions: [`Consider ${examples}`],
  };
}
