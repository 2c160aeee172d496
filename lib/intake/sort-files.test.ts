import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { hasPublicFiles, publicBytes, publicFiles } from '#lib/dicom/fixtures/public-files.ts';
import { reportOfFile } from '#lib/dicom/reporting/report-of-file.ts';
import { writeStructuredReport } from '#lib/dicom/reporting/write-structured-report.ts';
import { HEALTHY } from '#lib/simulator/imaging/chest-radiograph/findings.ts';
import { renderChestRadiograph } from '#lib/simulator/imaging/chest-radiograph/render-chest-radiograph.ts';
import { samplePerson } from '#lib/simulator/imaging/sample-person.ts';
import { sortFiles } from './sort-files.ts';

const blob = (bytes: Uint8Array | string) =>
  new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]);
const file = (name: string, bytes: Uint8Array | string) => ({ name, bytes: blob(bytes) });
const sort = (...files: ReturnType<typeof file>[]) => sortFiles(files, () => undefined);
const radiograph = (person: number) =>
  renderChestRadiograph(
    samplePerson(9, person),
    HEALTHY,
    { study: 0, ms: Date.UTC(2026, 8, 29, 16) },
    {
      projection: 'PA',
      shortcut: { strength: 0, marked: false },
    },
  ).dicom;
const pictures = [radiograph(0), radiograph(1)] as const;

describe('sortFiles', () => {
  it('tells FHIR, DICOM and archives by what they hold, whatever their names', async () => {
    const { fhir, patients, issues } = await sort(
      file('chart', '\n{"resourceType":"Patient"}'),
      file('IM0001', pictures[0]),
      file(
        'more.bin',
        zipSync({
          'a/b': pictures[1],
          'a/chart.json': new TextEncoder().encode('{"resourceType":"Patient"}'),
        }),
      ),
    );
    expect(issues).toEqual([]);
    expect(fhir.map(({ name }) => name)).toEqual(['chart', 'more.bin/a/chart.json']);
    expect(patients.map(({ patient }) => patient.id).toSorted()).toEqual(['SIM9-000000', 'SIM9-000001']);
  });

  it('keeps the bytes of each file with what it says of itself', async () => {
    const { patients, sources } = await sort(file('z.zip', zipSync({ a: pictures[0], b: pictures[1] })));
    for (const { patient, studies } of patients) {
      const at = studies[0]?.series[0]?.instances[0]?.at ?? -1;
      const bytes = new Uint8Array((await sources[at]?.arrayBuffer()) ?? []);
      const index = Number(patient.id.slice(-1));
      expect(Buffer.compare(bytes, pictures[index] ?? new Uint8Array())).toBe(0);
    }
  });

  it.each([
    ['a note', file('note.txt', 'Dear colleague'), 'This is plain text;'],
    ['a text called .dcm', file('x.dcm', 'Dear colleague'), 'This is plain text;'],
    ['a picture cut within its head', file('x.dcm', pictures[0].slice(0, 300)), 'could not be read as DICOM'],
    ['an archive that is cut off', file('x.zip', zipSync({ a: pictures[0] }).slice(0, -30)), 'is cut off'],
    [
      'an archive in an archive',
      file('x.zip', zipSync({ 'y.zip': zipSync({ a: pictures[0] }) })),
      'holds nothing that is read here (zip archive inside another)',
    ],
  ])('says in words what is wrong with %s, by its name', async (_, bad, reason) => {
    const { issues, patients } = await sort(bad, file('good', pictures[1]));
    expect(issues).toEqual([expect.objectContaining({ message: expect.stringContaining(reason) })]);
    expect(issues[0]?.file).toContain(bad.name.split('.')[0]);
    expect(patients.length).toBe(1);
  });

  it('counts what is no medical file rather than list thousands, and ignores litter', async () => {
    const notes = Array.from({ length: 500 }, (_, k) => file(`n${k}.txt`, 'note'));
    const { issues } = await sort(...notes, file('__MACOSX/._a', 'x'), file('a/.DS_Store', 'x'));
    expect(issues.length).toBe(21);
    expect(issues.at(-1)?.message).toContain('480 further files');
  });

  it('goes on after a file that cannot be read', async () => {
    const reason = new DOMException('The requested file could not be read.', 'NotReadableError');
    const gone = {
      name: 'gone',
      bytes: { slice: () => ({ arrayBuffer: () => Promise.reject(reason) }) },
    };
    const { issues, patients } = await sort(gone as never, file('good', pictures[0]));
    expect(issues.map(({ code }) => code)).toEqual(['file-unreadable']);
    expect(patients.length).toBe(1);
  });
});

describe('saved measurements', () => {
  it('open again: JSON as a chart, a structured report with its numbers', async () => {
    const report = reportOfFile(pictures[0], [{ kind: 'cardiothoracic-ratio', value: 0.512 }], new Date());
    if ('refusal' in report) throw new Error(report.refusal);
    const { fhir, patients, issues } = await sort(
      file('measurements.json', JSON.stringify(report)),
      file('measurements.dcm', writeStructuredReport(report)),
    );
    expect(issues).toEqual([]);
    expect(JSON.parse((await fhir[0]?.bytes.text()) ?? '')).toMatchObject({ resourceType: 'Bundle' });
    const [instance] = patients[0]?.studies[0]?.series[0]?.instances ?? [];
    expect(instance?.report?.measurements.map(({ value }) => value)).toEqual([0.512]);
  });
});

/** A file on which a reader of ours trips, as a mistake in it would make it. */
class TrippingBlob extends Blob {
  override slice(): Blob {
    throw new TypeError('this is a mistake');
  }
}

describe('one file among others', () => {
  it('that the program trips over is told as a fault of the program, and hides no other', async () => {
    const tripping = { name: 'trip.dcm', bytes: new TrippingBlob([new Uint8Array(pictures[0])]) };
    const { patients, issues } = await sort(tripping, file('IM0002', pictures[1]));
    expect(patients).toHaveLength(1);
    expect(issues).toMatchObject([{ code: 'program-fault', file: 'trip.dcm' }]);
  });
});

describe.skipIf(!hasPublicFiles)('public files', () => {
  it('all end up in a list or with a reason', async () => {
    const rows = publicFiles();
    const { fhir, sources, issues } = await sort(...rows.map(({ path }) => file(path, publicBytes(path))));
    const explained = new Set([...fhir.map(({ name }) => name), ...issues.map((issue) => issue.file)]);
    expect(sources.length).toBeGreaterThan(230);
    const directories = rows.filter(({ path }) => /DICOMDIR/.test(path)).length;
    expect(sources.length + explained.size).toBeGreaterThanOrEqual(rows.length - directories);
  });

  it('a DICOMDIR names the files that were not chosen with it', async () => {
    const folder = 'pydicom/test_files/dicomdirtests';
    const { issues } = await sort(
      file('disc/DICOMDIR', publicBytes(`${folder}/DICOMDIR`)),
      file('disc/77654033/cr1/6154', publicBytes(`${folder}/77654033/CR1/6154`)),
    );
    expect(issues).toEqual([expect.objectContaining({ file: 'disc/DICOMDIR', severity: 'warning' })]);
    expect(issues[0]?.message).toContain(
      '30 files that it lists are not among those chosen; choose the folder',
    );
  });
});
