import type { ZipEntry } from '../archive/zip-directory.ts';
import { INSTEAD, type KnownKind } from './known-kind.ts';

type ArchivedKind = KnownKind & { readonly entry: RegExp };

/** Archives that are documents, by the entry that each must have (ECMA-376, ISO/IEC 26300). */
const DOCUMENTS: readonly ArchivedKind[] = [
  { entry: /^xl\/workbook\.(xml|bin)$/, what: 'an Excel workbook', instead: INSTEAD.table },
  { entry: /^word\/document\.xml$/, what: 'a Word document', instead: INSTEAD.chart },
  {
    entry: /^ppt\/presentation\.xml$/,
    what: 'a PowerPoint presentation',
    instead: `${INSTEAD.chart}, and pictures as DICOM`,
  },
  { entry: /^AndroidManifest\.xml$/, what: 'an Android app', instead: INSTEAD.dataFile },
  { entry: /^META-INF\/container\.xml$/, what: 'an e-book', instead: INSTEAD.dataFile },
  { entry: /^META-INF\/manifest\.xml$/, what: 'an OpenDocument file', instead: INSTEAD.table },
  {
    entry: /^Index\/Document\.iwa$/,
    what: 'a Pages, Numbers or Keynote document',
    instead: INSTEAD.table,
  },
];

const EMPTY: KnownKind = { what: 'a zip archive with no file in it', instead: INSTEAD.again };
const LOCKED: KnownKind = {
  what: 'a zip archive with a password',
  instead: 'unpack it with the password and choose the files in it',
};

/** An archive in another one. */
export const NESTED_ARCHIVE: KnownKind = {
  what: 'a zip archive inside another',
  instead: 'unpack the outer one and choose this by itself',
};

/** What a zip archive is whose files are not looked at one by one; `undefined`: they are. */
export function wholeArchive(entries: readonly ZipEntry[]): KnownKind | undefined {
  if (entries.length === 0) return EMPTY;
  if (entries.every(({ encrypted }) => encrypted)) return LOCKED;
  return DOCUMENTS.find(({ entry }) => entries.some(({ name }) => entry.test(name)));
}
