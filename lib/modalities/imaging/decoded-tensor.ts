import { decodeFrame } from '#lib/dicom/decode-frame.ts';
import type { Frame, Picture } from '#lib/dicom/picture.ts';
import type { PictureHeader } from '#lib/dicom/picture-header.ts';
import { clipTensor } from '#lib/dicom/picture-tensor.ts';
import { RefusedError } from '#lib/dicom/refusal.ts';

/**
 * An opened picture as the tensor that networks are given: values of `shape`, `[1, size, size]` or `[frames, 1, size, size]`.
 * Rejects with `RefusedError` when a frame cannot be decoded, and with the signal's reason when aborted.
 */
export async function decodedTensor(
  picture: Picture,
  header: PictureHeader,
  shape: readonly number[],
  signal?: AbortSignal,
): Promise<Float32Array> {
  const [frames = 1, size = 1] = [shape.length === 4 ? shape[0] : 1, shape.at(-1)];
  const decode = async (index: number): Promise<Frame> => {
    signal?.throwIfAborted();
    const frame = await decodeFrame(picture, index);
    if (frame.ok) return frame.value;
    throw new RefusedError(frame.refusal);
  };
  return (await clipTensor(picture, header, frames, size, decode)).values;
}
