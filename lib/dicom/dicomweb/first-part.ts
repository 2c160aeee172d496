import { reject } from '../refusal.ts';

/**
 * The only part of a `multipart/related` body (RFC 2387), as DICOMweb answers a retrieval (PS3.18 section 8.7.4). A body that is not
 * multipart is returned whole.
 * Throws `RefusedError` when the body does not follow its own content type, or has a second part: two files
 * under one UID may be two persons'.
 */
export function firstPart(body: ArrayBuffer, contentType: string): ArrayBuffer {
  if (!/^multipart\//i.test(contentType)) return body;
  const bytes = new Uint8Array(body);
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = `--${quoted ?? plain ?? ''}`;
  const start = indexOf(bytes, `${boundary}\r\n`, 0);
  const content = start < 0 ? -1 : indexOf(bytes, '\r\n\r\n', start + boundary.length);
  const end = content < 0 ? -1 : indexOf(bytes, `\r\n${boundary}`, content + 4);
  if (boundary === '--' || end < 0)
    reject('not-dicom', null, 'The image archive sent an answer that is not what it says it is.');
  const next = indexOf(bytes, `\r\n${boundary}\r\n`, content + 4);
  if (next >= 0)
    reject(
      'no-picture',
      'SOPInstanceUID',
      'The image archive holds more than one file under the UID of this picture: none of them is shown.',
    );
  return body.slice(content + 4, end);
}

function indexOf(bytes: Uint8Array, text: string, from: number): number {
  const wanted = new TextEncoder().encode(text);
  const [first = 0] = wanted;
  let at = bytes.indexOf(first, from);
  while (at >= 0 && !wanted.every((byte, i) => bytes[at + i] === byte)) at = bytes.indexOf(first, at + 1);
  return at;
}
