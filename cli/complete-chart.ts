import { openAsBlob } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import { rememberPromise } from '#lib/clinical/remember-promise.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { binariesOf, completeRecord } from '#lib/modalities/genomics/complete-record.ts';
import { loadKnowledge } from '#lib/modalities/genomics/knowledge.ts';
import { modalityIds, type Slices } from '#lib/modalities/index.ts';
import { readRecord } from '#lib/modalities/record.ts';

const knowledge = rememberPromise(() =>
  loadKnowledge((path) => openAsBlob(fileURLToPath(new URL(`../public${path}`, import.meta.url)))),
);

/** The record of a chart with its genotype file read, as a patient's page has it. */
export const readWholeRecord = (
  chart: Chart,
  siteMap: LoadedSiteMap | null,
): Promise<PatientRecord<Slices>> =>
  completeRecord(readRecord(chart, modalityIds, siteMap), {
    binary: binariesOf(chart),
    knowledge: knowledge.get,
  });
