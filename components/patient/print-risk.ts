// The score on paper: one figure and the sentences beside it.
import { type Bands, frequencyText, percentText, rangeText } from '#components/risk/risk-text.ts';
import type { RiskReport, Scored } from '#lib/contract/risk-report.ts';
import { momentText } from './moment-text.ts';

const aboutText = (days: number, atName: string): string =>
  atName === 'discharge'
    ? `Readmission within ${days} days after discharge`
    : `Readmission within ${days} days, as if discharged at ${atName}`;

type RiskLines = { readonly figure: string; readonly lines: readonly string[] };

function scoredLines(report: Scored, atName: string, bands: Bands | null): RiskLines {
  const { risk, interval, band, horizonDays, sum, at, retrospective } = report;
  const level = Math.round(interval.level * 100);
  const lines = [
    `${aboutText(horizonDays, atName)} (${momentText(at)}); band: ${band}.`,
    `${level}\u00a0% interval ${rangeText(interval.low, interval.high)} (uncertainty of the model); ${frequencyText(risk)} patients like this one.`,
    `Before any input the model says ${percentText(sum.baselineRisk)}.`,
  ];
  return {
    figure: percentText(risk, bands ?? undefined),
    lines: retrospective
      ? [...lines, 'Retrospective: the horizon had ended before the chart’s latest entry.']
      : lines,
  };
}

/** The risk, rounded on its own side of the bands' limits, or that there is none and why. */
export function riskLines(report: RiskReport | null, atName: string, bands: Bands | null): RiskLines {
  if (report === null)
    return { figure: 'No score', lines: ['The score had not been computed when this was printed.'] };
  if (report.status === 'unscored')
    return { figure: 'No score', lines: report.reasons.map((reason) => reason.message) };
  return scoredLines(report, atName, bands);
}
