import type { Citation, Fact, Outcome } from './card.ts';
import { type ChartAt, drugAt, fractionAt, pastFact } from './chart-at.ts';
import { judgeAll } from './checks.ts';
import { citations } from './guidelines.ts';
import type { Therapy } from './therapies.ts';

/** HFrEF by all guidelines that are cited, %. */
export const REDUCED_TO = 40;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const list = (facts: readonly Fact[]) => facts.map(({ words }) => words).join('; ');

/** The recommendation that holds for the chart's EF, and the words for it; `null`: none does. */
function applies(
  therapy: Therapy,
  chart: ChartAt,
): { citation: Citation; facts: Fact[]; words: string } | null {
  const fraction = fractionAt(chart);
  if ('missing' in fraction)
    return therapy.fraction === 'any'
      ? { citation: therapy.otherwise, facts: [], words: 'in heart failure, whatever the EF' }
      : null;
  const { value, fact } = fraction;
  const words = `EF ${Math.round(value)} %`;
  if (value <= REDUCED_TO) return { citation: therapy.reduced, facts: [fact], words };
  return therapy.fraction === 'any' ? { citation: therapy.otherwise, facts: [fact], words } : null;
}

/** Whether a drug of the therapy's class is to be thought of: recommended, asked about, held back, or at hand. */
export function recommendTherapy(therapy: Therapy, chart: ChartAt): Outcome | null {
  const { rule, name, examples, checks, limits } = therapy;
  const found = applies(therapy, chart);
  if (!found) return null;
  const use = drugAt(chart, rule);
  if (use.on === 'yes') return { status: 'settled', words: `${capital(name)}: taken`, facts: use.facts };
  const stated = `Looked at: ${checks.map(({ states }) => states).join('; ')}. ${limits}`;
  const base = {
    status: 'step',
    indicator: 'info',
    suggestions: [],
    citations: [found.citation, citations.practice],
  } as const;
  if (use.on === 'unclear')
    return {
      ...base,
      summary: `${capital(name)}: is it taken? Unclear, because ${use.because}.`,
      detail: `Recommended ${found.words}. Ask, and put it on the chart.`,
      facts: [...found.facts, ...use.facts],
    };
  const { against, unknown, clear } = judgeAll(checks, chart);
  const past = use.past.map(pastFact);
  if (against.length > 0)
    return {
      status: 'settled',
      words: `${capital(name)}: not suggested, because of ${list(against)}`,
      facts: against,
    };
  const facts = [...found.facts, ...clear, ...past];
  if (unknown.length > 0)
    return {
      ...base,
      summary: `No ${name} (${found.words}). Not recommended from here: a value is missing.`,
      detail: `${unknown.join(' ')} ${stated}`,
      facts,
    };
  if (past.length > 0)
    return {
      ...base,
      summary: `${capital(name)} not taken (${found.words}): ${use.past.at(-1)?.status ?? 'ended'}. Does the reason still hold?`,
      detail: `${list(past)}. Nothing on the chart speaks against it now. ${stated}`,
      facts,
    };
  return {
    ...base,
    indicator:
      found.citation.strength.startsWith('class 1') || found.citation.strength.startsWith('class I,')
        ? 'warning'
        : 'info',
    summary: `No ${name} on the chart (${found.words}), and nothing on it against one.`,
    detail: `For example ${examples}. ${stated}`,
    suggestions: [`Consider ${examples}`],
    facts,
  };
}

/** Whether the ejection fraction is to be had: four recommendations hang on it. */
export function askForFraction(chart: ChartAt): Outcome {
  const fraction = fractionAt(chart);
  if (!('missing' in fraction))
    return { status: 'settled', words: fraction.fact.words, facts: [fraction.fact] };
  return {
    status: 'step',
    indicator: 'info',
    summary: 'Ejection fraction not on the chart: drugs for a reduced one cannot be judged.',
    detail: `${fraction.missing} ARNI or ACE inhibitor, beta-blocker and MRA are recommended by it.`,
    suggestions: ['Find the last echocardiogram, or ask for one'],
    facts: [],
    citations: [citations.imaging],
  };
}
