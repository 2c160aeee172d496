import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDicomwebPath } from '#lib/dicom/dicomweb/dicomweb-path.ts';
import { framesOf } from '#lib/dicom/dicomweb/instance-frames.ts';
import { isRefusal, readPart10 } from '#lib/dicom/part10/read-part10.ts';
import { HEALTHY } from '#lib/simulator/imaging/chest-radiograph/findings.ts';
import { renderChestRadiograph } from '#lib/simulator/imaging/chest-radiograph/render-chest-radiograph.ts';
import { samplePerson } from '#lib/simulator/imaging/sample-person.ts';
import { answerEmbedded } from './answer-embedded.ts';
import { multipartParts } from './fixtures/multipart-parts.ts';
import { folderInstances } from './folder-instances.ts';

const folder = mkdtempSync(join(tmpdir(), 'consilium-images-'));
afterAll(() => rmSync(folder, { recursive: true }));
const people = [samplePerson(5, 0), samplePerson(5, 1)];
const source = folderInstances(folder);
const dicom = people.map((person) => {
  const moment = { study: 0, ms: Date.UTC(2026, 8, 29, 16) };
  const options = { projection: 'PA', shortcut: { strength: 0, marked: false } } as const;
  return renderChestRadiograph(person, HEALTHY, moment, options).dicom;
});

beforeAll(() => {
  for (const [k, bytes] of dicom.entries()) writeFileSync(join(folder, `${k}.dcm`), bytes);
  writeFileSync(
    join(folder, 'broken.dcm'),
    'no DICOM at all, only text that is long enough to be looked at'.repeat(9),
  );
  cpSync(join(folder, '0.dcm'), join(folder, 'note.txt'));
});

function ask(path: string) {
  const read = readDicomwebPath('GET', (path.split('?')[0] ?? '').split('/'));
  if (!read) throw new Error(`No DICOMweb path: ${path}`);
  return answerEmbedded(source, read, new Request(`http://127.0.0.1/api/dicomweb/${path}`));
}

async function addressOf(k: number): Promise<string> {
  const [found] = await (await ask(`instances?PatientID=${people[k]?.recordNumber}`)).json();
  const uid = (tag: string) => found[tag].Value[0];
  return `studies/${uid('0020000D')}/series/${uid('0020000E')}/instances/${uid('00080018')}`;
}

describe('the embedded hospital over DICOMweb', () => {
  it('finds studies of one patient and no other', async () => {
    const all = await (await ask('studies')).json();
    expect(all.length).toBe(2);
    const own = await (await ask(`studies?PatientID=${people[0]?.recordNumber}`)).json();
    expect(own.length).toBe(1);
    expect(own[0]['00100020'].Value).toEqual([people[0]?.recordNumber]);
    expect(own[0]['00080061'].Value[0]).toMatch(/^(DX|CR)$/);
    expect(await (await ask('studies?PatientID=nobody')).json()).toEqual([]);
    expect((await (await ask('studies?limit=1&offset=1')).json()).length).toBe(1);
    expect((await (await ask('studies?StudyDate=20260101-20261231')).json()).length).toBe(2);
    expect((await (await ask('studies?StudyDate=-20200101')).json()).length).toBe(0);
  });

  it('refuses what it cannot search by rather than answer with everyone', async () => {
    for (const query of ['PatientName=Rowan*', 'constructor=x', '00100010=x'])
      expect((await ask(`studies?${query}`)).status).toBe(400);
  });

  it('returns the stored file, its metadata and its frame', async () => {
    const address = await addressOf(1);
    const { parts } = await multipartParts(await ask(address));
    expect(parts.map(({ content }) => Buffer.compare(content, dicom[1] ?? new Uint8Array()))).toEqual([0]);

    const [metadata] = await (await ask(`${address}/metadata`)).json();
    expect(metadata['00100010'].Value).toEqual([{ Alphabetic: `${people[1]?.family}^${people[1]?.given}` }]);
    expect(metadata['00280010']).toEqual({ vr: 'US', Value: [512] });
    expect(metadata['00280030']).toEqual({ vr: 'DS', Value: [expect.any(Number), expect.any(Number)] });
    expect(Object.keys(metadata)).not.toContain('7FE00010');

    const file = readPart10(dicom[1] ?? new Uint8Array());
    const [frame] = (!isRefusal(file) && framesOf(file)) || [];
    const answer = await multipartParts(await ask(`${address}/frames/1`));
    expect(answer.parts[0]?.headers).toContain('transfer-syntax=1.2.840.10008.1.2.1');
    expect(Buffer.compare(answer.parts[0]?.content ?? new Uint8Array(), frame ?? new Uint8Array())).toBe(0);
  });

  it('never serves one patient under the address of another', async () => {
    const [first, second] = [await addressOf(0), await addressOf(1)];
    const mixed = `${first.split('/series')[0]}/series${second.split('/series')[1]}`;
    expect((await ask(mixed)).status).toBe(404);
    expect((await ask(`${first}/frames/2`)).status).toBe(404);
    expect((await ask('studies/1.2.3')).status).toBe(404);
    expect((await ask(`${first}/rendered`)).status).toBe(406);
  });

  it('holds nothing where there is no folder', async () => {
    expect(await folderInstances(join(folder, 'absent')).findStudies({})).toEqual([]);
  });
});
