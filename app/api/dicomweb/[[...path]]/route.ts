import { readDicomwebPath } from '#lib/dicom/dicomweb/dicomweb-path.ts';
import { environment } from '#lib/server/env.ts';
import { answerEmbedded } from '#lib/server/imaging/answer-embedded.ts';
import { embeddedInstances } from '#lib/server/imaging/embedded-instances.ts';
import { forwardDicomweb } from '#lib/server/imaging/forward.ts';
import { sentence } from '#lib/server/imaging/sentence.ts';
import { refusalOf } from '#lib/server/request-guard.ts';
import { currentSession } from '#lib/server/sign-in/session.ts';

type Context = { readonly params: Promise<{ readonly path?: readonly string[] }> };

/** DICOMweb of the hospital's PACS, or of the embedded hospital, under this app's own address. */
async function answer(request: Request, { params }: Context): Promise<Response> {
  const { origin, dicomweb, embeddedImages, signIn } = environment();
  const refusal = refusalOf(request.method, request.headers, origin);
  if (refusal !== null) return sentence(refusal.status, refusal.sentence);
  if (signIn !== null && (await currentSession()) === null) return sentence(401, 'Sign-in is required.');
  const { path: segments = [] } = await params;
  const path = readDicomwebPath(request.method, segments);
  if (path === null) return sentence(404, 'DICOMweb has no such path.');
  if (dicomweb !== null) return forwardDicomweb(dicomweb, path, segments, request);
  if (embeddedImages) return answerEmbedded(embeddedInstances(), path, request);
  return sentence(404, 'No image archive is configured: DICOMWEB_URL is not set.');
}

export { answer as GET, answer as POST };
