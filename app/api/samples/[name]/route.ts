import { sampleBytes } from '#lib/server/samples.ts';
import { isSampleName, sampleFiles } from '#lib/simulator/sample-names.ts';

type Context = { readonly params: Promise<{ readonly name: string }> };

/** One file of a simulated patient, to try the product with. Host and sign-in were checked by the proxy. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { name } = await params;
  if (!isSampleName(name)) return new Response('There is no such sample.', { status: 404 });
  const bytes = new Uint8Array(await sampleBytes(name));
  return new Response(bytes, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${sampleFiles[name]}"`,
    },
  });
}
