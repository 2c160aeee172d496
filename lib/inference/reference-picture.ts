import { greys } from '#lib/contract/golden.ts';
import type { Tensor } from '#lib/contract/tensor.ts';
import { sizeOf } from '#lib/contract/tensor.ts';
import { ModelError, reasonOf } from './model-error.ts';
import type { ModelSource } from './model-source.ts';
import { type ListedFile, readVerified } from './verified-file.ts';

/** A picture in greys that a manifest lists, verified. Throws `ModelError` `download`, `integrity` or `manifest`. */
export async function readReferencePicture(source: ModelSource, file: ListedFile): Promise<Tensor> {
  const bytes = await readVerified(source, file);
  try {
    const { shape, data } = greys.parse(JSON.parse(new TextDecoder().decode(bytes)));
    if (data.length !== sizeOf(shape)) throw new Error(`it holds ${data.length} numbers`);
    return { shape, data: Float32Array.from(data) };
  } catch (cause) {
    throw new ModelError(
      'manifest',
      `${file.name} of ${source.location} is no picture: ${reasonOf(cause)}.`,
      {
        cause,
      },
    );
  }
}
