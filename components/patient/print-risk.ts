// The score on paper: one figure and the sentences beside it.
import { dayLines, strongestLine, weekSentence } from '#components/risk/first-week.ts';
import { type Bands, frequencyText, percentText, rangeText } from '#components/risk/risk-text.ts';
import type { UnitSystem } from '#lib/clinical/quantity-text.ts';
import type { RiskReport, Scored } from '#lib/contract/risk-report.ts';
import { momentText, timeName } from './moment-text.ts';

/** A day at home lies after a discharge, as the discharge itself; any other time stands for one. */
const aboutText = (days: number, atName: string): string =>
  /^discharge$|at home$/.test(atName)
    ? `Readmission within ${days} days after ${atName}`
    : `Readmission within ${days} days, as if discharged at ${timeName(atName)}`;

type RiskLines = { readonly figure: string; readonly lines: readonly string[] };
type RiskContext = {
  readonly bands: Bands | null;
  readonly units: UnitSystem;
};

/** How the risk went since the discharge, and the largest step of it with what moved it; nothing without a day at home. */
function weekLines(report: Scored, bands: Bands | null, units: UnitSystem): readonly string[] {
  const sentence = weekSentence(report.week, bands);
  if (sentence === null) return [];
  const strongest = strongestLine(dayLines(report, { bands, units }));
  return [`First week at home: ${sentence}${strongest ? `; most by ${strongest}` : ''}.`];
}

function scoredLines(report: Scored, { bands, units }: RiskContext): RiskLines {
  const { risk, interval, band, horizonDays, sum, at, atName, retrospective } = report;
  const level = Math.round(interval.level * 100);
  const lines = [
    `${aboutText(horizonDays, atName)} (${momentText(at)}); band: ${band}.`,
    `${level}\u00a0% interval ${rangeText(interval.low, interval.high)} (uncertainty of the model); ${frequencyText(risk)} patients like this one.`,
    `Before any input the model says ${percentText(sum.baselineRisk)}.`,
    ...weekLines(report, bands, units),
  ];
  return {
    figure: percentText(risk, bands ?? undefined),
    lines: retrospective
      ? [...lines, 'Retrospective: the horizon had ended before the chart’s latest entry.']
      : lines,
  };
}

/** The risk, rounded on its own side of the bands' limits, or that there is none and why. */
export function riskLines(report: RiskReport | null, context: RiskContext): RiskLines {
  if (report === null)
    return { figure: 'No score', lines: ['The score had not been computed when this was printed.'] };
  if (report.status === 'unscored')
    return { figure: 'No score', lines: report.reasons.map((reason) => reason.message) };
  return scoredLines(report, context);
}
