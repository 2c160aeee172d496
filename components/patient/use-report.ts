'use client';

import { useCallback, useEffect, useState } from 'react';
import { readmission } from '#components/scoring/readmission.ts';
import type { ModelManifest } from '#lib/contract/manifest.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { RiskReport } from '#lib/contract/risk-report.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** A failure's reason is a sentence for the screen. */
export type ReportState =
  | { readonly status: 'pending' }
  | { readonly status: 'ready'; readonly report: RiskReport; readonly bands: ModelManifest['bands'] }
  | { readonly status: 'failed'; readonly reason: string };

const PENDING: ReportState = { status: 'pending' };

async function compute(record: PatientRecord<Slices>): Promise<ReportState> {
  try {
    const [{ assess }, predictor] = await Promise.all([import('#lib/fusion/assess.ts'), readmission.load()]);
    const report = await assess(record, predictor);
    if (report.status === 'scored')
      readmission.measured({ milliseconds: report.provenance.durationMs, patients: 1 });
    return { status: 'ready', report, bands: predictor.manifest.bands };
  } catch (cause) {
    const reason =
      cause instanceof Error && cause.message !== '' ? cause.message : 'The score could not be computed.';
    return { status: 'failed', reason };
  }
}

/**
 * The report of exactly this record. What was computed for another record, or is still under way, is never returned:
 * the outcome is kept beside the record it belongs to and compared by identity.
 */
export function useReport(record: PatientRecord<Slices>): { state: ReportState; retry: () => void } {
  const [settled, setSettled] = useState<{
    record: PatientRecord<Slices>;
    attempt: number;
    state: ReportState;
  }>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    compute(record).then((state) => {
      if (current) setSettled({ record, attempt, state });
    });
    return () => {
      current = false;
    };
  }, [record, attempt]);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const fits = settled?.record === record && settled.attempt === attempt;
  return { state: fits ? settled.state : PENDING, retry };
}
