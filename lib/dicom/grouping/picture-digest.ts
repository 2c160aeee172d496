import { type DicomElement, PIXEL_TAGS } from '../part10/data-set.ts';
import { isRefusal, readPart10 } from '../part10/read-part10.ts';

/**
 * SHA-256 of a file's pixel data as they are stored, or of the whole file where it has none: two files of one SOP Instance
 * UID hold the same picture only if these are equal. Reads the file whole.
 */
export async function pictureDigest(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const read = readPart10(bytes);
  const parts = isRefusal(read) ? [] : [...read.body.values()].flatMap(pixelParts);
  const digest = await crypto.subtle.digest(
    'SHA-256',
    await new Blob(parts.length > 0 ? parts : [bytes]).arrayBuffer(),
  );
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function pixelParts(element: DicomElement): Uint8Array<ArrayBuffer>[] {
  if (!PIXEL_TAGS.has(element.tag) || element.kind === 'sequence') return [];
  // The first fragment is a table of offsets, which a copy may lack.
  const parts = element.kind === 'fragments' ? element.fragments.slice(1) : [element.bytes];
  return parts.map((part) => new Uint8Array(part));
}
