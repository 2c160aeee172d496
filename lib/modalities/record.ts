import type { Issue } from '#lib/clinical/issue.ts';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import type { Modality } from '#lib/contract/modality.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { ehr } from './ehr/modality.ts';
import { findIndexStay } from './ehr/stays.ts';
import { readUnreadCodes } from './ehr/unread-codes.ts';
import { genomics } from './genomics/modality.ts';
import { headerIssues, readHeader } from './header.ts';
import { imaging } from './imaging/modality.ts';
import { type ModalityId, modalityIds, type Slices } from './index.ts';
import { readTimeline } from './timeline.ts';
import { type TranslatedChart, translateChart } from './translate-chart.ts';
import { wearables } from './wearables/modality.ts';

/** How each modality is parsed and completed, beside what it gives (`index.ts`): a page with a slice at hand needs no parser. */
export const readers: { readonly [Id in keyof Slices]: Modality<Chart, Slices[Id]> } = {
  ehr,
  imaging,
  wearables,
  genomics,
};

/** Adds one modality's slice, when the chart holds anything of it, and returns what was wrong with the data. */
function addSlice<Id extends ModalityId>(slices: Partial<Slices>, id: Id, chart: Chart): readonly Issue[] {
  const { slice, issues } = readers[id].parse(chart);
  if (slice) slices[id] = slice;
  return issues;
}

/** The record's part about a site mapping; absent without one. */
function siteMapUse(siteMap: LoadedSiteMap | null, used: TranslatedChart['used'] | undefined) {
  if (siteMap === null || used === undefined) return {};
  const entries = [...used].map(([reference, what]) => [reference, [...what]] as const);
  return {
    siteMap: { name: siteMap.map.name, sha256: siteMap.sha256, used: Object.fromEntries(entries) },
  };
}

/**
 * Reads a chart into the one serialisable record that everything else works on. Never throws for bad data.
 * Nothing here reads the clock, and no time of prediction is chosen.
 *
 * @param ids what to read beside the health record: all of it, unless the caller has no use for the rest
 * @param siteMap what the hospital's own codes and units mean; `null`: nothing beyond the product's tables
 */
export function readRecord(
  sent: Chart,
  ids: readonly ModalityId[] = modalityIds,
  siteMap: LoadedSiteMap | null = null,
): PatientRecord<Slices> {
  const translated = siteMap === null ? undefined : translateChart(sent, siteMap.map);
  const chart = translated?.chart ?? sent;
  const { latest } = readTimeline(chart);
  const slices: Partial<Slices> = {};
  const wanted = modalityIds.filter((id) => id === 'ehr' || ids.includes(id));
  const deferred = modalityIds.filter((id) => !wanted.includes(id) && readers[id].holds?.(chart) === true);
  const found = wanted.map((id) => [id, addSlice(slices, id, chart)] as const);
  return {
    patient: readHeader(chart.patient),
    admission: slices.ehr ? findIndexStay(slices.ehr, latest).admission : null,
    latest,
    slices,
    ...(deferred.length > 0 ? { deferred } : {}),
    issues: [...headerIssues(chart.patient), ...found.flatMap(([, issues]) => issues)],
    issuesOf: Object.fromEntries(found.filter(([, issues]) => issues.length > 0)),
    unread: readUnreadCodes(chart),
    ...siteMapUse(siteMap, translated?.used),
  };
}
