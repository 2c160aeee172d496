import type { DeviceKind } from './devices/device-kind.ts';
import type { GenomicKind } from './genomes/genomic-kind.ts';

/** A file as it was chosen, or one from an archive under the archive's name. */
export type ChosenFile = { readonly name: string; readonly bytes: Blob };

export type GenomicFile = ChosenFile & { readonly kind: GenomicKind };

export type DeviceFile = ChosenFile & { readonly kind: DeviceKind };

/** `a/b/c` → `a/b/`. */
export const folderOf = (name: string): string => name.slice(0, name.lastIndexOf('/') + 1);

export const baseOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
