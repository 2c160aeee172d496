import type { CodeableConcept, Observation, ObservationComponent } from 'fhir/r4';
import { quantise } from '../arithmetic.ts';
import { ASSEMBLY, CONTIGS } from '../genomics/genome-build.ts';
import { causesDisease, GENES, type RareVariant } from '../genomics/rare-variants.ts';
import { concept, hl7, referTo } from './reference.ts';

const LOINC = 'http://loinc.org';
const HGVS = 'http://varnomen.hgvs.org';
/** As HL7 registers it (OID 2.16.840.1.113883.6.284). */
const DBSNP = 'http://www.ncbi.nlm.nih.gov/projects/SNP';
const REFSEQ = 'http://www.ncbi.nlm.nih.gov/refseq';
const PROFILE = 'http://hl7.org/fhir/uv/genomics-reporting/StructureDefinition';

/** Laboratory and genetics, as Genomics Reporting requires of every finding. */
export const GENETICS: CodeableConcept[] = [hl7('observation-category', 'laboratory'), hl7('v2-0074', 'GE')];

/** LOINC answers of ACMG/AMP classes (Richards S et al., Genet Med 2015;17:405–424). */
const SIGNIFICANCE = {
  pathogenic: ['LA6668-3', 'Pathogenic'],
  'likely pathogenic': ['LA26332-9', 'Likely pathogenic'],
  'uncertain significance': ['LA26333-7', 'Uncertain significance'],
} as const;

export const loinc = (code: string, text?: string): CodeableConcept => concept(LOINC, code, text);
export const profile = (name: string) => ({ profile: [`${PROFILE}/${name}`] });

/** A component whose value is a code; `text` is what people read. */
const coded = (
  code: string,
  label: string,
  system: string,
  value: string,
  text = value,
): ObservationComponent => ({ code: loinc(code, label), valueCodeableConcept: concept(system, value, text) });

const geneStudied = (gene: string): ObservationComponent =>
  coded('48018-6', 'Gene studied', 'http://www.genenames.org/geneId', GENES[gene] ?? gene, gene);

function placeComponents({ chromosome, position, ref, alt }: RareVariant): ObservationComponent[] {
  const accession = CONTIGS.find(({ name }) => name === chromosome)?.accession ?? chromosome;
  const change = ref.length === 1 && alt.length === 1 ? `${ref}>${alt}` : `delins${alt}`;
  return [
    coded('62374-4', 'Reference assembly', LOINC, 'LA26806-2', ASSEMBLY),
    coded('48013-7', 'Genomic reference sequence', REFSEQ, accession),
    coded('81290-9', 'Genomic change', HGVS, `${accession}:g.${position}${change}`),
    coded('92822-6', 'Coordinate system', LOINC, 'LA30102-0', '1-based character counting'),
    { code: loinc('81254-5', 'Exact start'), valueRange: { low: { value: position } } },
    { code: loinc('69547-8', 'Reference allele'), valueString: ref },
    { code: loinc('69551-0', 'Alternative allele'), valueString: alt },
  ];
}

function nameComponents({ gene, transcript, coding, protein, dbSnp, clinVar }: RareVariant) {
  return [
    geneStudied(gene),
    coded('51958-7', 'Transcript', REFSEQ, transcript),
    coded('48004-6', 'Coding change', HGVS, `${transcript}:${coding}`),
    ...(protein === null ? [] : [coded('48005-3', 'Protein change', HGVS, protein)]),
    ...(dbSnp === null ? [] : [coded('81255-2', 'dbSNP', DBSNP, dbSnp)]),
    ...(clinVar === null
      ? []
      : [coded('81252-9', 'Discrete variant', 'http://www.ncbi.nlm.nih.gov/clinvar', clinVar)]),
  ];
}

/** Common elements of every genetic finding of one report. */
export const findingFrame = (patient: string, id: string, reported: string) => ({
  resourceType: 'Observation' as const,
  id,
  status: 'final' as const,
  category: GENETICS,
  subject: referTo('Patient', patient),
  effectiveDateTime: reported,
  issued: reported,
});

/**
 * A variant that was found, heterozygous: HL7 Genomics Reporting, profile `variant`.
 * @param fraction share of reads that show it, 0 … 1
 */
export function variantResource(
  frame: ReturnType<typeof findingFrame>,
  variant: RareVariant,
  fraction: number,
): Observation {
  const [code, text] = SIGNIFICANCE[variant.significance];
  return {
    ...frame,
    meta: profile('variant'),
    code: loinc('69548-6', 'Genetic variant assessment'),
    valueCodeableConcept: loinc('LA9633-4', 'Present'),
    interpretation: [hl7('v3-ObservationInterpretation', causesDisease(variant) ? 'POS' : 'IND')],
    component: [
      ...nameComponents(variant),
      ...placeComponents(variant),
      coded('48002-0', 'Genomic source class', LOINC, 'LA6683-2', 'Germline'),
      coded('53034-5', 'Allelic state', LOINC, 'LA6706-1', 'Heterozygous'),
      coded('53037-8', 'Clinical significance', LOINC, code, text),
      {
        code: loinc('81258-6', 'Allelic frequency in the sample'),
        valueQuantity: { value: quantise(fraction, 2), system: 'http://unitsofmeasure.org', code: '1' },
      },
    ],
  };
}

/** What was looked at: profile `region-studied`, a component per gene. */
export const regionStudied = (frame: ReturnType<typeof findingFrame>): Observation => ({
  ...frame,
  meta: profile('region-studied'),
  code: loinc('53041-0', 'DNA region of interest panel'),
  component: Object.keys(GENES).map(geneStudied),
});
