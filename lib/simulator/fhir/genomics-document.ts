import { createHash } from 'node:crypto';
import type { Attachment, Binary, DocumentReference } from 'fhir/r4';
import type { GenomeFile } from '../genomics/genome.ts';
import { concept, referTo } from './reference.ts';

/** Media types and EDAM formats of the genotype file and of its index. */
const KINDS = {
  vcf: { contentType: 'application/vcf+gzip', format: 'format_3016', display: 'VCF' },
  tbi: { contentType: 'application/octet-stream', format: 'format_3616', display: 'tabix index' },
} as const;
type Kind = keyof typeof KINDS;

export type StoredFile = { readonly kind: Kind; readonly id: string; readonly file: GenomeFile };

/** Base64 of RFC 4648. */
function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

export const binaryResource = ({ kind, id, file }: StoredFile): Binary => ({
  resourceType: 'Binary',
  id,
  contentType: KINDS[kind].contentType,
  data: base64(file.bytes),
});

function attachment({ kind, id, file: { name, bytes } }: StoredFile, creation: string): Attachment {
  return {
    contentType: KINDS[kind].contentType,
    url: `Binary/${id}`,
    title: name,
    size: bytes.length,
    // FHIR asks for SHA-1, base64: a check against damage, not against forgery.
    hash: createHash('sha1').update(bytes).digest('base64'),
    creation,
  };
}

/** The genotype file of a patient and its index. `report`: id of the DiagnosticReport written from it. */
export const documentReference = (
  patient: string,
  id: string,
  reported: string,
  report: string,
  files: readonly StoredFile[],
): DocumentReference => ({
  resourceType: 'DocumentReference',
  id,
  status: 'current',
  type: concept('http://loinc.org', '51969-4', 'Genetic analysis report'),
  category: [{ text: 'Genomics' }],
  subject: referTo('Patient', patient),
  date: reported,
  description: 'SIMULATED genotypes (GRCh38)',
  content: files.map((stored) => ({
    attachment: attachment(stored, reported),
    format: {
      system: 'http://edamontology.org',
      code: KINDS[stored.kind].format,
      display: KINDS[stored.kind].display,
    },
  })),
  context: { related: [referTo('DiagnosticReport', report)] },
});
