import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '#lib/contract/model-inputs.ts';
import type { RiskReport } from '#lib/contract/risk-report.ts';
import { modelFolder } from '#lib/inference/fixtures/committed-model.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { EVERYTHING } from '#lib/simulator/member.ts';
import { memberRecord } from './fixtures/members.ts';
import { readmission } from './model.ts';

const session = await openNodeSession(modelFolder, ownInputs());
afterAll(() => session.close());

/** Simulated patients whose reports are written down: seed and index. */
const PINNED: readonly (readonly [seed: number, index: number])[] = [
  ...Array.from({ length: 10 }, (_, index) => [1, index] as const),
  ...Array.from({ length: 6 }, (_, index) => [42, index] as const),
];
const TOP = 5;

/** The features that moved the score most: id and share of the log-hazard. */
const topOf = (report: RiskReport) =>
  report.status === 'unscored'
    ? []
    : report.attributions
        .flatMap(({ features }) => features)
        .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
        .slice(0, TOP)
        .map(({ feature, contribution }) => [feature, contribution]);

/** The numbers that people would compare first, and the SHA-256 of all but the receipt and the words for its time. */
function pin(seed: number, index: number, report: RiskReport): string {
  const left = new Set(['provenance', 'kind', 'atName']);
  const kept = Object.fromEntries(Object.entries(report).filter(([name]) => !left.has(name)));
  return JSON.stringify({
    seed,
    index,
    status: report.status,
    risk: report.status === 'scored' ? report.risk : null,
    logHazard: report.status === 'scored' ? report.logHazard : null,
    top: topOf(report),
    missing: report.missing.map(({ measure }) => measure),
    missingSources: report.status === 'scored' ? report.missingSources.map(({ source }) => source) : [],
    week: report.status === 'scored' ? report.week.map(({ risk }) => risk) : [],
    sha256: createHash('sha256').update(canonicalJson(kept)).digest('hex'),
  });
}

describe('the readmission model', () => {
  // The file is written anew only with a change that is meant to change numbers, never to make the test pass.
  it('says of these patients what it said when their reports were written down, to the last digit', async () => {
    const lines: string[] = [];
    for (const [seed, index] of PINNED)
      lines.push(
        pin(
          seed,
          index,
          await readmission.assess(
            memberRecord(simulateMember({ cohort: 'hf', seed }, index, EVERYTHING)),
            session,
          ),
        ),
      );
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('fixtures/pinned-reports.txt');
  });
});
