'use server';

import { readGenotypeBytes } from '#lib/modalities/genomics/complete-genotypes.ts';
import type { GenomeOutcome } from '#lib/modalities/genomics/genome-outcome.ts';
import { findGenotypeFile } from '#lib/modalities/genomics/genotype-document.ts';
import { chartSource } from '#lib/server/chart-source.ts';
import { openedChart } from '#lib/server/page-charts.ts';
import { answer } from './answer.ts';

/** The genotype file of one patient's chart, checked against its document. `id` is the FHIR logical id. */
export async function loadGenome(id: string): Promise<GenomeOutcome> {
  if (typeof id !== 'string') return { ok: false, reason: 'A patient is named by a FHIR logical id.' };
  return answer(async (session) => {
    const { chart, issues } = await openedChart(session, id);
    if (!chart) return { ok: false, reason: issues[0]?.message ?? 'There is no such patient.' };
    const file = findGenotypeFile(chart);
    if (!file) return { ok: false, reason: 'The chart holds no genotype file.' };
    const bytes = await readGenotypeBytes(file, { binary: chartSource().readBinary });
    if (typeof bytes === 'string')
      return { ok: false, reason: `The genotype file was not read, because ${bytes}.` };
    return { ok: true, patientId: id, name: file.title, bytes: new Uint8Array(await bytes.arrayBuffer()) };
  });
}
