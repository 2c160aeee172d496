import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '#lib/contract/model-inputs.ts';
import type { MissingInput, RiskReport } from '#lib/contract/risk-report.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { modelFolder } from '#lib/inference/fixtures/committed-model.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { simulatePatient } from '#lib/simulator/cohort.ts';
import { readmission } from './model.ts';

const session = await openNodeSession(modelFolder, ownInputs());
afterAll(() => session.close());

/** Simulated patients whose reports are written down: seed and index. */
const PINNED: readonly (readonly [seed: number, index: number])[] = [
  ...Array.from({ length: 10 }, (_, index) => [1, index] as const),
  ...Array.from({ length: 6 }, (_, index) => [42, index] as const),
];
const TOP = 5;

function simulatedRecord(seed: number, index: number) {
  const charts = new BundleIndex();
  charts.add(simulatePatient(seed, index).bundle);
  const [chart] = charts.build().charts;
  if (!chart) throw new Error(`no chart of simulated patient ${index} of seed ${seed}`);
  return readRecord(chart);
}

/** The features that moved the score most: id and share of the log-hazard. */
const topOf = (report: RiskReport) =>
  report.status === 'unscored'
    ? []
    : report.attributions
        .flatMap(({ features }) => features)
        .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
        .slice(0, TOP)
        .map(({ feature, contribution }) => [feature, contribution]);

/** What a report says beyond the numbers that were written down. */
const BEYOND = ['interactions', 'missingSources', 'stale', 'spreads', 'readmissionFree', 'week'];

const effectAlone = ({ effect, ...missing }: MissingInput) => ({
  ...missing,
  effect: effect && { unit: effect.unit, at: effect.at },
});

/** The numbers that people would compare first, and the SHA-256 of all but the receipt and the words for its time. */
function pin(seed: number, index: number, report: RiskReport): string {
  const left = new Set(['provenance', 'kind', 'atName', ...BEYOND]);
  const known = { ...report, missing: report.missing.map(effectAlone) };
  const kept = Object.fromEntries(Object.entries(known).filter(([name]) => !left.has(name)));
  return JSON.stringify({
    seed,
    index,
    status: report.status,
    risk: report.status === 'scored' ? report.risk : null,
    logHazard: report.status === 'scored' ? report.logHazard : null,
    top: topOf(report),
    missing: report.missing.map(({ measure }) => measure),
    sha256: createHash('sha256').update(canonicalJson(kept)).digest('hex'),
  });
}

describe('the readmission model', () => {
  // The file is written anew only with a change that is meant to change numbers, never to make the test pass.
  it('says of these patients what it said when their reports were written down, to the last digit', async () => {
    const lines: string[] = [];
    for (const [seed, index] of PINNED)
      lines.push(pin(seed, index, await readmission.assess(simulatedRecord(seed, index), session)));
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('fixtures/pinned-reports.txt');
  });
});
