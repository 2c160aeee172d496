import 'server-only';
import type { SampleName } from '#lib/simulator/sample-names.ts';
import { sampleContent } from '#lib/simulator/samples.ts';
import { openRenderer } from './imaging/renderer.ts';

const renderer = openRenderer();
/** Under a megabyte each, and everyone is given the same. */
const made = new Map<SampleName, Promise<Uint8Array>>();

async function make(name: SampleName): Promise<Uint8Array> {
  const content = sampleContent(name);
  return 'study' in content ? renderer.render(content.study) : content.bytes;
}

/** The bytes of a sample, made when first asked for; after a failure, a new attempt. */
export function sampleBytes(name: SampleName): Promise<Uint8Array> {
  const known = made.get(name) ?? make(name);
  made.set(name, known);
  known.catch(() => made.delete(name));
  return known;
}
