import type { Issue } from '#lib/clinical/issue.ts';
import { failureSentence } from '#lib/clinical/program-fault.ts';
import type { LoadedSiteMap } from '#lib/clinical/read-site-map.ts';
import { type Files, filesOf } from '#lib/contract/files.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { PatientGroup } from '#lib/dicom/grouping/group-instances.ts';
import type { Chart } from '#lib/fhir/chart.ts';
import { readFiles } from '#lib/fhir/read-files.ts';
import { knowledgeFrom } from '#lib/modalities/genomics/knowledge.ts';
import { modalityIds, type Slices } from '#lib/modalities/index.ts';
import { holdsRecordings } from '#lib/modalities/wearables/recordings.ts';
import { binariesOf, readWholeRecord } from '#lib/modalities/whole-record.ts';
import { chooseSiteMap } from './choose-site-map.ts';
import type { ChosenFile } from './chosen-file.ts';
import { readWearables } from './devices/read-wearables.ts';
import type { UploadedWearable } from './devices/uploaded-wearable.ts';
import { readGenomes } from './genomes/read-genomes.ts';
import type { UnreadableGenome, UploadedGenome } from './genomes/uploaded-genome.ts';
import { explainPatientless } from './patientless-files.ts';
import { sortFiles } from './sort-files.ts';

/** Everything found in the chosen files; records are plain data and survive `structuredClone`. */
export type ReadUpload = {
  readonly records: readonly PatientRecord<Slices>[];
  /** Patients of the DICOM files; nothing joins them to `records` but their own identifiers. */
  readonly patients: readonly PatientGroup[];
  /** The DICOM files, by `PlacedInstance.at`. */
  readonly sources: readonly Blob[];
  /** Genotype files; which person each belongs to only the user says. */
  readonly genomes: readonly UploadedGenome[];
  /** Genotype files of which no genome could be drawn. */
  readonly unreadableGenomes: readonly UnreadableGenome[];
  /** Files of devices; which person each belongs to only the user says. */
  readonly wearables: readonly UploadedWearable[];
  /** About files and resources; what concerns one patient's chart or one device stands there. */
  readonly issues: readonly Issue[];
};

/** What reading needs of the place where it runs. */
export type ReadingPlace = {
  /** The product's own files, which genotypes are compared with. */
  readonly asset: Files['asset'];
  /** Ms since the epoch; readings of devices after it come from a wrong clock. */
  readonly now: number;
};

/** A week of a wearable is half a megabyte of samples: those of more patients would fill the page's memory. */
const MOST_WITH_WAVEFORMS = 100;

const unreadFor = (patients: number): Issue => ({
  code: 'file-too-large',
  severity: 'information',
  message: `Recordings of wearables were not read, because there are ${patients} patients: they are read for up to ${MOST_WITH_WAVEFORMS} at once.`,
});

/** What lies beside an uploaded chart: the genotype file in the same bundle. */
const filesIn = (chart: Chart, asset: Files['asset']): Files =>
  filesOf(chart.patient.id ?? '', { binary: binariesOf(chart), asset });

const unreadChart = ({ patient }: Chart, thrown: unknown): Issue => ({
  code: 'program-fault',
  severity: 'error',
  path: `Patient/${patient.id}`,
  message: failureSentence('One chart could not be read', thrown),
});

async function recordsOf(charts: readonly Chart[], siteMap: LoadedSiteMap | null, asset: Files['asset']) {
  const all = charts.length <= MOST_WITH_WAVEFORMS;
  const ids = modalityIds.filter((id) => all || id !== 'wearables');
  const records: PatientRecord<Slices>[] = [];
  const issues: Issue[] = all || !charts.some(holdsRecordings) ? [] : [unreadFor(charts.length)];
  for (const chart of charts) {
    try {
      records.push(await readWholeRecord(chart, filesIn(chart, asset), { ids, siteMap }));
    } catch (thrown) {
      issues.push(unreadChart(chart, thrown));
    }
  }
  return { records, issues };
}

/**
 * Reads whatever was chosen: charts to records, pictures by patient, genomes and devices by themselves. Bad data gives
 * issues and never stops the rest.
 *
 * @param ofServer the site mapping that the server reads its charts with; one among the files takes its place
 * @param onFile the file being read, and how many are done
 */
export async function readUpload(
  files: readonly ChosenFile[],
  ofServer: LoadedSiteMap | null,
  { asset, now }: ReadingPlace,
  onFile: (file: string, done: number) => void,
): Promise<ReadUpload> {
  const { fhir: json, genomic, devices, patients, sources, issues } = await sortFiles(files, onFile);
  const { siteMap, others: fhir, issues: mapped } = await chooseSiteMap(json, ofServer);
  const ahead = Math.max(0, files.length - fhir.length - genomic.length - devices.length);
  const read = await readFiles(fhir, {
    onProgress: ({ file, done }) => onFile(file, Math.min(files.length, ahead + done)),
  });
  const own = await readGenomes(
    genomic,
    () => knowledgeFrom(asset),
    (file) => onFile(file, ahead + fhir.length),
  );
  const worn = await readWearables(devices, now, (file) =>
    onFile(file, ahead + fhir.length + genomic.length),
  );
  // Pictures, genomes and recordings without a chart are no chart gone wrong, and what was no chart has its own reason.
  const others = sources.length + genomic.length + devices.length + issues.length;
  const charted = fhir.length > 0 || others === 0 ? read.issues : [];
  const told = read.charts.length > 0 ? charted : await explainPatientless(fhir, charted);
  const { records, issues: unread } = await recordsOf(read.charts, siteMap, asset);
  const { genomes, unreadable: unreadableGenomes } = own;
  const { wearables } = worn;
  const all = [...issues, ...mapped, ...told, ...unread, ...own.issues, ...worn.unread];
  return { records, patients, sources, genomes, unreadableGenomes, wearables, issues: all };
}
