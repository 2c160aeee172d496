/** MLLP release 1 (HL7 v2.5.1, appendix C of chapter "Lower layer protocols"): VT, the message, FS, CR. */
const VT = 0x0b;
const FS = 0x1c;
const CR = 0x0d;

/** A whole message, or the beginning of one that was too large to keep. */
export type Frame =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'oversized'; readonly beginning: Buffer; readonly size: number };

/** Enough of a message that was dropped to tell whose it was. */
const KEPT_OF_OVERSIZED = 2048;

/**
 * Cuts a stream of bytes into messages. What stands between two of them is dropped, as the protocol wants; a message may
 * come in any pieces, is never searched twice, and takes no more memory than `mostBytes`.
 */
export function frameReader(mostBytes: number): (chunk: Buffer) => Frame[] {
  let parts: Buffer[] = [];
  let kept = 0;
  let size = 0;
  let inside = false;
  let afterSeparator = false;

  function keep(piece: Buffer): void {
    size += piece.length;
    const room = size > mostBytes ? Math.max(0, KEPT_OF_OVERSIZED - kept) : piece.length;
    if (room > 0) parts.push(piece.subarray(0, room));
    kept += Math.min(room, piece.length);
  }

  function finish(): Frame {
    const bytes = Buffer.concat(parts);
    const frame: Frame =
      size > mostBytes
        ? { kind: 'oversized', beginning: bytes.subarray(0, KEPT_OF_OVERSIZED), size }
        : { kind: 'whole', bytes };
    [parts, kept, size, inside] = [[], 0, 0, false];
    return frame;
  }

  /** Before a message: up to its beginning. */
  function skip(chunk: Buffer, at: number): number {
    const start = chunk.indexOf(VT, at);
    inside = start >= 0;
    return inside ? start + 1 : chunk.length;
  }

  /** Within one: up to the next separator. */
  function content(chunk: Buffer, at: number): number {
    const separator = chunk.indexOf(FS, at);
    afterSeparator = separator >= 0;
    const end = afterSeparator ? separator : chunk.length;
    keep(chunk.subarray(at, end));
    return afterSeparator ? end + 1 : end;
  }

  /** After a separator: the end of the message, or the separator was part of it. */
  function ending(chunk: Buffer, at: number, frames: Frame[]): number {
    afterSeparator = false;
    if (chunk[at] === CR) {
      frames.push(finish());
      return at + 1;
    }
    keep(Buffer.of(FS));
    return at;
  }

  return (chunk) => {
    const frames: Frame[] = [];
    for (let at = 0; at < chunk.length; ) {
      if (!inside) at = skip(chunk, at);
      else if (afterSeparator) at = ending(chunk, at, frames);
      else at = content(chunk, at);
    }
    return frames;
  };
}

export const framed = (text: string): Buffer =>
  Buffer.concat([Buffer.of(VT), Buffer.from(text, 'utf8'), Buffer.of(FS, CR)]);
