import type { Outcome } from './card.ts';
import { type ChartAt, drugAt, resultAt } from './chart-at.ts';
import { citations } from './guidelines.ts';

/** mmol/L: above the first nothing is begun or raised, above the second doses go down, from the third they stop. */
const WATCH = 5;
const LOWER = 5.5;
const STOP = 6;

type Advice = {
  readonly indicator: 'info' | 'warning' | 'critical';
  readonly does: string;
  readonly suggestions: readonly string[];
};

function adviceFor(potassium: number): Advice {
  if (potassium >= STOP)
    return {
      indicator: 'critical',
      does: 'stop and treat',
      suggestions: ['Repeat potassium and ECG now', 'Stop the MRA and RAS inhibitor'],
    };
  if (potassium > LOWER)
    return {
      indicator: 'warning',
      does: 'lower or stop the dose',
      suggestions: ['Repeat potassium', 'Halve or stop the dose'],
    };
  return {
    indicator: 'info',
    does: 'no higher dose, and measure again',
    suggestions: ['Repeat potassium before any dose goes up'],
  };
}

/** High potassium with an MRA or RAS inhibitor. `null`: neither is taken, as far as the chart tells. */
export function watchPotassium(chart: ChartAt): Outcome | null {
  const drugs = (['mra', 'ras-inhibitor'] as const).flatMap((id) => {
    const use = drugAt(chart, id);
    return use.on === 'yes' ? use.facts : [];
  });
  if (drugs.length === 0) return null;
  const potassium = resultAt(chart, 'potassium');
  const names = [...new Set(drugs.map(({ words }) => words))].join(', ');
  if ('missing' in potassium)
    return {
      status: 'step',
      indicator: 'info',
      summary: 'Potassium not known, and a drug that raises it is taken.',
      detail: `${potassium.missing} Taken: ${names}.`,
      suggestions: ['Measure potassium and creatinine'],
      facts: drugs,
      citations: [citations.practice],
    };
  const { value, fact } = potassium;
  if (value <= WATCH)
    return { status: 'settled', words: `${fact.words} with ${names}`, facts: [fact, ...drugs] };
  const { does, ...advice } = adviceFor(value);
  return {
    status: 'step',
    ...advice,
    summary: `Potassium ${value.toFixed(1)} mmol/L with a drug that raises it: ${does}.`,
    detail: `Taken: ${names}. Above 5.5 mmol/L the dose is halved or the drug stopped, from 6.0 mmol/L it is stopped.`,
    facts: [fact, ...drugs],
    citations: [citations.mraPotassium, citations.practice],
  };
}
