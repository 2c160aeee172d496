import type { DiagnosticReport, FhirResource, Observation } from 'fhir/r4';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { clamp } from '../arithmetic.ts';
import { atLocalTime, formatDateTime } from '../calendar.ts';
import { type Genome, type GenomeFile, genomeId } from '../genomics/genome.ts';
import { causesDisease, GENES, type RareVariant } from '../genomics/rare-variants.ts';
import { openStream } from '../stream.ts';
import { binaryResource, documentReference, type StoredFile } from './genomics-document.ts';
import {
  findingFrame,
  GENETICS,
  loinc,
  profile,
  regionStudied,
  variantResource,
} from './genomics-variant.ts';
import { referTo } from './reference.ts';

/** The report was issued between two weeks and three years before the admission. */
const AGE_DAYS = [14, 1095] as const;

/** LOINC answers to 51968-6. */
const OVERALL = {
  positive: ['LA6576-8', 'Positive'],
  negative: ['LA6577-6', 'Negative'],
  inconclusive: ['LA9663-1', 'Inconclusive'],
} as const;

function outcomeOf(carried: readonly RareVariant[]): keyof typeof OVERALL {
  if (carried.some(causesDisease)) return 'positive';
  return carried.length > 0 ? 'inconclusive' : 'negative';
}

const describe = ({ gene, transcript, coding, protein, significance }: RareVariant): string =>
  `${gene} ${transcript}:${coding}${protein === null ? '' : ` (${protein})`}, heterozygous, ${significance}`;

/** Says what was found, and, where nothing was, that it was looked for. */
function conclusion(carried: readonly RareVariant[]): string {
  const looked = `${Object.keys(GENES).length} cardiomyopathy genes`;
  const found = carried.filter(causesDisease);
  const doubtful = carried.filter((one) => !causesDisease(one));
  const first =
    found.length > 0
      ? `Found in ${looked}: ${found.map(describe).join('; ')}.`
      : `No pathogenic or likely pathogenic variant was found in ${looked}.`;
  const second = doubtful.length > 0 ? ` Also found: ${doubtful.map(describe).join('; ')}.` : '';
  return `SIMULATED. ${first}${second}`;
}

function overallInterpretation(
  frame: ReturnType<typeof findingFrame>,
  carried: readonly RareVariant[],
): Observation {
  const [code, text] = OVERALL[outcomeOf(carried)];
  return {
    ...frame,
    meta: profile('overall-interpretation'),
    code: loinc('51968-6', 'Genetic disease analysis overall interpretation'),
    valueCodeableConcept: loinc(code, text),
  };
}

function reportResource(
  patient: string,
  id: string,
  reported: string,
  results: readonly Observation[],
  carried: readonly RareVariant[],
): DiagnosticReport {
  return {
    resourceType: 'DiagnosticReport',
    id,
    meta: profile('genomics-report'),
    status: 'final',
    category: GENETICS.slice(1),
    code: loinc('51969-4', 'Genetic analysis report'),
    subject: referTo('Patient', patient),
    effectiveDateTime: reported,
    issued: reported,
    performer: [{ display: 'Simulated genetics laboratory' }],
    result: results.map(({ id: result = '' }) => referTo('Observation', result)),
    conclusion: conclusion(carried),
  };
}

/**
 * A genetic report as HL7 Genomics Reporting has it, with the genotype file inside: DiagnosticReport, its Observations, a
 * DocumentReference and the two Binaries.
 * @param files what `genomicFiles` gave for this genome
 * @param admittedMs start of the stay; the report is older
 */
export function genomicResources(
  genome: Genome,
  files: readonly [GenomeFile, GenomeFile],
  { seed, index, admittedMs }: { readonly seed: number; readonly index: number; readonly admittedMs: number },
): FhirResource[] {
  const { patient, carried } = genome;
  const stream = openStream(seed, index, 'genetic-report');
  const age = stream.integer(...AGE_DAYS);
  const reported = formatDateTime(atLocalTime(admittedMs - age * DAY_MS, stream.integer(540, 1020)));
  const id = genomeId(patient);
  const frame = (part: string) => findingFrame(patient, `${id}-${part}`, reported);
  const results = [
    overallInterpretation(frame('overall'), carried),
    regionStudied(frame('genes')),
    ...carried.map((variant, n) =>
      variantResource(frame(`variant-${n + 1}`), variant, clamp(stream.normal(0.49, 0.04), 0.35, 0.65)),
    ),
  ];
  const report = `${id}-report`;
  const [vcf, tbi] = files;
  const stored: readonly StoredFile[] = [
    { kind: 'vcf', id, file: vcf },
    { kind: 'tbi', id: `${id}-tbi`, file: tbi },
  ];
  return [
    reportResource(patient, report, reported, results, carried),
    ...results,
    documentReference(patient, id, reported, report, stored),
    ...stored.map(binaryResource),
  ];
}
