import type { Issue } from '#lib/clinical/issue.ts';
import { chipNameOf, readChip } from './chip-text.ts';
import { inflate } from './inflate.ts';
import type { NamedSource } from './read-vcf.ts';

/** Genotypes of a file, as VCF whatever it was. */
export type OpenedGenotypes = {
  readonly vcf: NamedSource & { readonly source: Blob };
  /** Calls of a consumer chip: rare variants must not be looked up in them. */
  readonly chip: string | null;
  readonly issues: readonly Issue[];
};

const SNIFFED = 1 << 16;

async function headOf(file: Blob): Promise<string> {
  for await (const piece of inflate(file.slice(0, SNIFFED)))
    return 'stopped' in piece ? '' : new TextDecoder('latin1').decode(piece.bytes.subarray(0, SNIFFED));
  return '';
}

/** Opens a file of genotypes: VCF as it is, the raw text of a consumer chip rewritten. Bad data never throws. */
export async function openGenotypes(file: {
  readonly name: string;
  readonly source: Blob;
}): Promise<OpenedGenotypes> {
  const chip = chipNameOf(await headOf(file.source)) === undefined ? null : await readChip(file);
  if (!chip) return { vcf: file, chip: null, issues: [] };
  const { kind, unread, stopped } = chip;
  const issue = (severity: Issue['severity'], message: string): Issue => ({
    code: 'genotype-file',
    severity,
    file: file.name,
    message,
  });
  return {
    vcf: chip.vcf,
    chip: kind,
    issues: [
      ...(stopped ? [issue('warning', `${file.name}: reading ended early, because ${stopped}.`)] : []),
      ...(unread > 0
        ? [
            issue(
              'information',
              `${file.name} (${kind}): ${unread} lines without a call, or with an insertion or deletion, left out.`,
            ),
          ]
        : []),
    ],
  };
}

/** Why known variants are not looked up in a chip's calls. */
export const chipNotSearched = (file: string, kind: string): Issue => ({
  code: 'genotype-file',
  severity: 'warning',
  file,
  message: `${file} (${kind}) was not compared with ClinVar: of the rare variants that such a chip calls, most are not there (Weedon 2021, doi:10.1136/bmj.n214). Score and ancestry use common variants.`,
});
