import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDicomwebPath } from '#lib/dicom/dicomweb/dicomweb-path.ts';
import { framesOf } from '#lib/dicom/dicomweb/instance-frames.ts';
import { listSeries } from '#lib/dicom/dicomweb/list-series.ts';
import { hasPublicFiles, publicBytes } from '#lib/dicom/fixtures/public-files.ts';
import { isRefusal, readPart10 } from '#lib/dicom/part10/read-part10.ts';
import { asciiText } from '#lib/dicom/part10/text-value.ts';
import { multipartParts } from './fixtures/multipart-parts.ts';
import { hasOrthanc, type Orthanc, startOrthanc } from './fixtures/orthanc.ts';
import { forwardDicomweb } from './forward.ts';

const FILES = [
  'pydicom/test_files/CT_small.dcm',
  'pydicom/test_files/MR_small_RLE.dcm',
  'pydicom/test_files/examples_ybr_color.dcm',
  'pydicom/test_files/test-SR.dcm',
];

function addressOf(bytes: Uint8Array) {
  const file = readPart10(bytes);
  if (isRefusal(file)) throw new Error(file.refusal);
  const uid = (tag: number) => asciiText(file.body.get(tag));
  return { file, study: uid(0x0020000d), series: uid(0x0020000e), instance: uid(0x00080018) };
}

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.skipIf(!hasOrthanc || !hasPublicFiles)('a real PACS (Orthanc) behind the route', () => {
  let orthanc: Orthanc;
  beforeAll(async () => {
    orthanc = await startOrthanc();
  });
  afterAll(() => orthanc?.stop());

  function ask(
    path: string,
    init: RequestInit & { duplex?: 'half' } = {},
    credentials = orthanc.credentials,
  ) {
    const segments = (path.split('?')[0] ?? '').split('/');
    const read = readDicomwebPath(init.method ?? 'GET', segments);
    if (!read) throw new Error(`No DICOMweb path: ${path}`);
    const upstream = { baseUrl: orthanc.baseUrl, authorization: `Basic ${btoa(credentials)}` };
    return forwardDicomweb(upstream, read, segments, new Request(`http://127.0.0.1/${path}`, init));
  }

  const upload = (files: readonly Uint8Array[]) => {
    const pieces = files.flatMap((bytes) => [
      Buffer.from('--up\r\nContent-Type: application/dicom\r\n\r\n'),
      bytes,
      Buffer.from('\r\n'),
    ]);
    return {
      method: 'POST',
      duplex: 'half' as const,
      headers: { 'content-type': 'multipart/related; type="application/dicom"; boundary=up' },
      body: new Uint8Array(Buffer.concat([...pieces, Buffer.from('--up--\r\n')])),
    };
  };
  const leaks = (text: string) => text.includes(String(orthanc.port)) || text.includes('dicom-web');

  it('stores files and names no address of the PACS', async () => {
    const answer = await ask('studies', upload(FILES.map(publicBytes)));
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(leaks(text)).toBe(false);
    expect(text).toContain('/api/dicomweb/studies/');
  });

  it('finds them by patient, study and series', async () => {
    for (const path of FILES) {
      const { file, study, series, instance } = addressOf(publicBytes(path));
      const patient = encodeURIComponent(asciiText(file.body.get(0x00100020)));
      const studies = await (await ask(`studies?PatientID=${patient}&includefield=00081030`)).text();
      expect(leaks(studies)).toBe(false);
      expect(studies).toContain(study);
      expect(await (await ask(`studies/${study}/series`)).text()).toContain(series);
      expect(await (await ask(`studies/${study}/series/${series}/instances`)).text()).toContain(instance);
    }
  });

  it('lists the pictures of a study that a chart names alone', async () => {
    const { study, series, instance } = addressOf(publicBytes('pydicom/test_files/CT_small.dcm'));
    const listed = await listSeries(async (path) => (await ask(`studies/${study}/${path}`)).json());
    expect(listed).toMatchObject([{ uid: series, dicomModality: 'CT', instances: [{ uid: instance }] }]);
  });

  it('gives metadata with links to this app alone', async () => {
    const { study } = addressOf(publicBytes('pydicom/test_files/CT_small.dcm'));
    const answer = await ask(`studies/${study}/metadata`);
    const text = await answer.text();
    expect(leaks(text)).toBe(false);
    expect(text).toMatch(/"BulkDataURI":"\/api\/dicomweb\/studies\//);
    const [first] = JSON.parse(text);
    expect(first['0020000D'].Value).toEqual([study]);
  });

  it('returns the very frames that were stored, and no location of the PACS with them', async () => {
    for (const path of FILES.slice(0, 3)) {
      const { file, study, series, instance } = addressOf(publicBytes(path));
      const expected = framesOf(file)?.[0] ?? new Uint8Array();
      const answer = await ask(`studies/${study}/series/${series}/instances/${instance}/frames/1`, {
        headers: { accept: `multipart/related; type="application/octet-stream"; transfer-syntax=*` },
      });
      expect([path, answer.status]).toEqual([path, 200]);
      const { parts, raw } = await multipartParts(answer);
      expect(leaks(raw.toString('latin1'))).toBe(false);
      expect(sha(parts[0]?.content ?? new Uint8Array())).toBe(sha(expected));
    }
  });

  it('returns whole instances as DICOM files', async () => {
    const { study, instance } = addressOf(publicBytes('pydicom/test_files/test-SR.dcm'));
    const { parts } = await multipartParts(await ask(`studies/${study}`));
    expect(parts.map(({ content }) => addressOf(content).instance)).toEqual([instance]);
  });

  it('says what is not there, and hides that the password is wrong', async () => {
    expect((await ask('studies/1.2.3.4')).status).toBe(404);
    const refused = await ask('studies', {}, 'consilium:wrong');
    expect(refused.status).toBe(502);
    expect(await refused.text()).toBe('The PACS refused the access that this app has.');
  });
});
