import { isTagged } from '#lib/clinical/tagged-error.ts';
import { toDicomJson } from '#lib/dicom/dicomweb/dicom-json.ts';
import type { DicomwebPath, StudyAddress } from '#lib/dicom/dicomweb/dicomweb-path.ts';
import { frameMediaType, framesOf } from '#lib/dicom/dicomweb/instance-frames.ts';
import { vrOf } from '#lib/dicom/dictionary.ts';
import type { Part10File } from '#lib/dicom/part10/data-set.ts';
import { isRefusal, readPart10 } from '#lib/dicom/part10/read-part10.ts';
import type { InstanceAddress, InstanceSource, StoredStudy } from './instance-source.ts';
import { multipartResponse, type Part } from './multipart.ts';
import { searchStudies, type UnsupportedSearch } from './search-studies.ts';
import { sentence } from './sentence.ts';

const json = (value: unknown): Response =>
  new Response(JSON.stringify(value), {
    headers: { 'content-type': 'application/dicom+json', 'cache-control': 'no-store' },
  });

const NOT_FOUND = 'The embedded hospital holds no such images.';

function addressesOf(studies: readonly StoredStudy[], within: StudyAddress): InstanceAddress[] {
  const all = studies.flatMap(({ studyUid, series }) =>
    series.flatMap(({ seriesUid, instances }) =>
      instances.map(({ instanceUid }) => ({ study: studyUid, series: seriesUid, instance: instanceUid })),
    ),
  );
  return all.filter(
    ({ series, instance }) =>
      (within.series === undefined || series === within.series) &&
      (within.instance === undefined || instance === within.instance),
  );
}

async function search(source: InstanceSource, path: DicomwebPath & { service: 'search' }, request: Request) {
  const query = new URL(request.url).searchParams;
  const patientId = query.get('PatientID') ?? query.get('00100020');
  const studies = await source.findStudies({
    ...(path.study !== undefined && { studyUid: path.study }),
    ...(patientId && { patientId }),
  });
  if (path.series !== undefined) query.set('SeriesInstanceUID', path.series);
  try {
    return json(searchStudies(studies, path.level, query));
  } catch (error) {
    if (isTagged<UnsupportedSearch>(error, 'UnsupportedSearch')) return sentence(400, error.message);
    throw error;
  }
}

/** The parsed file of an instance; `null` when the source does not hold it after all, or it is damaged. */
async function parsed(source: InstanceSource, address: InstanceAddress): Promise<Part10File | null> {
  const stream = await source.readInstance(address);
  if (stream === null) return null;
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const file = readPart10(bytes, { vrOf });
  return isRefusal(file) ? null : file;
}

async function* wholeFiles(source: InstanceSource, addresses: readonly InstanceAddress[]) {
  for (const address of addresses) {
    const content = await source.readInstance(address);
    if (content === null) throw new Error(`Instance ${address.instance} is listed but not there`);
    yield { type: 'application/dicom', content } satisfies Part;
  }
}

async function metadata(source: InstanceSource, addresses: readonly InstanceAddress[]) {
  const listed = [];
  for (const address of addresses) {
    const file = await parsed(source, address);
    if (file) listed.push(toDicomJson(file.body));
  }
  return listed.length > 0 ? json(listed) : sentence(404, NOT_FOUND);
}

async function* asParts(frames: readonly Uint8Array[], type: string): AsyncGenerator<Part> {
  for (const content of frames) yield { type, content };
}

async function frames(source: InstanceSource, address: InstanceAddress, numbers: readonly number[]) {
  const file = await parsed(source, address);
  const all = file && framesOf(file);
  if (!file || !all) return sentence(404, 'The instance holds no frames that can be told apart.');
  const chosen = numbers.flatMap((number) => all[number - 1] ?? []);
  if (chosen.length !== numbers.length) return sentence(404, `The instance has ${all.length} frames.`);
  const type = frameMediaType(file.transferSyntax);
  return multipartResponse(type, asParts(chosen, `${type}; transfer-syntax=${file.transferSyntax}`));
}

/** Answers a DICOMweb request from the embedded hospital's own images (PS3.18: QIDO-RS and WADO-RS, read only). */
export async function answerEmbedded(
  source: InstanceSource,
  path: DicomwebPath,
  request: Request,
): Promise<Response> {
  if (path.service === 'search') return search(source, path, request);
  if (path.service === 'store') return sentence(405, 'The embedded hospital takes no images.');
  const studies = path.study === undefined ? [] : await source.findStudies({ studyUid: path.study });
  const addresses = addressesOf(studies, path);
  const [only] = addresses;
  if (!only) return sentence(404, NOT_FOUND);
  if (path.service === 'metadata') return metadata(source, addresses);
  if (path.service === 'frames') return frames(source, only, path.frames);
  if (path.service === 'retrieve')
    return multipartResponse('application/dicom', wholeFiles(source, addresses));
  return sentence(406, 'The embedded hospital serves instances, frames and metadata only.');
}
