/** A position in `ReadUpload.records`, a person without a chart, or nobody yet: it is never guessed. */
export type Owner = number | 'uncharted' | null;

/** Whose each file is, in the order of the lists of the upload. */
export type Owners = { readonly genomes: readonly Owner[]; readonly wearables: readonly Owner[] };
