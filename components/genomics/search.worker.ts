import { readClinVar } from '#lib/genomics/clinvar-extract.ts';
import { findVariants, type VariantSearch } from '#lib/genomics/find-variants.ts';

/** `genome` is the VCF, `extract` the file that the reader chose. */
export type SearchTask = {
  readonly genome: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
  readonly extract: { readonly name: string; readonly bytes: Blob };
};

export type SearchReply =
  | { readonly ok: true; readonly search: VariantSearch }
  | { readonly ok: false; readonly reason: string };

/** A whole genome's variants, inflated, are about as large. */
const INFLATED_LIMIT = 2 ** 30;

async function search({ genome, extract }: SearchTask): Promise<SearchReply> {
  const known = await readClinVar({ name: extract.name, source: extract.bytes });
  if (known.entries.length === 0)
    return { ok: false, reason: known.issues[0]?.message ?? `${extract.name} holds no variants.` };
  const vcf = { name: genome.name, source: new Blob([genome.bytes]) };
  return { ok: true, search: await findVariants(vcf, known, { limit: INFLATED_LIMIT }) };
}

self.addEventListener('message', ({ data }: MessageEvent<SearchTask>) => {
  search(data).then(
    (reply) => self.postMessage(reply),
    (cause: unknown) => {
      const reply: SearchReply = {
        ok: false,
        reason: cause instanceof Error ? cause.message : String(cause),
      };
      self.postMessage(reply);
    },
  );
});
