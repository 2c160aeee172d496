import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPublicFiles, publicBytes, publicFiles } from '../fixtures/public-files.ts';
import { isRefusal } from '../part10/read-part10.ts';
import { groupInstances } from './group-instances.ts';
import { type InstanceSummary, readInstance } from './instance-summary.ts';
import type { PlacedInstance } from './placed-instance.ts';

const summary = (changes: Partial<InstanceSummary> = {}, patient = {}): InstanceSummary => ({
  patient: { id: '1', issuer: '', name: 'Rowan^Vega', birthDate: '19500203', sex: 'F', ...patient },
  nameDoubt: null,
  studyUid: '1.1',
  studyDate: '20260301',
  studyTime: '071000',
  zone: '',
  studyDescription: '',
  seriesUid: '1.1.1',
  seriesNumber: 1,
  seriesDescription: '',
  dicomModality: 'DX',
  instanceUid: '1.1.1.1',
  sopClass: '1.2.840.10008.5.1.4.1.1.1.1',
  instanceNumber: 1,
  rows: 512,
  columns: 512,
  frames: 1,
  transferSyntax: '1.2.840.10008.1.2.1',
  ...changes,
});
const placed = (summaries: readonly InstanceSummary[]): PlacedInstance[] =>
  summaries.map((one, at) => ({ summary: one, at, file: `file-${at}`, size: 1000, digest: 'same' }));

describe('groupInstances', () => {
  it('keeps people with one number apart, and says so', () => {
    const { patients, issues } = groupInstances(
      placed([
        summary({ instanceUid: '1' }),
        summary({ instanceUid: '2', studyUid: '2' }, { name: 'Rowan^Altair' }),
        summary({ instanceUid: '3', studyUid: '3' }, { birthDate: '19500204' }),
      ]),
    );
    expect(patients.map(({ patient }) => patient.name)).toEqual(['Rowan^Vega', 'Rowan^Altair', 'Rowan^Vega']);
    expect(issues.map(({ code }) => code)).toEqual(['identity-conflict']);
  });

  it('never joins files without a number, except those of one study', () => {
    const nobody = { id: '', name: '', birthDate: '', sex: '' };
    const { patients } = groupInstances(
      placed([
        summary({ instanceUid: '1' }, nobody),
        summary({ instanceUid: '2' }, nobody),
        summary({ instanceUid: '3', studyUid: '9' }, nobody),
      ]),
    );
    expect(patients.map(({ studies }) => studies.length)).toEqual([1, 1]);
  });

  it('names a study that claims two patients', () => {
    const { issues } = groupInstances(
      placed([summary({ instanceUid: '1' }), summary({ instanceUid: '2' }, { id: '2' })]),
    );
    expect(issues.map(({ path }) => path)).toEqual(['StudyInstanceUID (0020,000D)']);
  });

  it('lists a file without identifiers by itself, and says so', () => {
    const { patients, issues } = groupInstances(
      placed([
        summary({ studyUid: '', instanceUid: '1' }),
        summary({ studyUid: '', instanceUid: '' }),
        summary({ studyUid: '', seriesUid: '', instanceUid: '' }, { id: '' }),
      ]),
    );
    expect(patients.map(({ studies }) => studies.length)).toEqual([2, 1]);
    expect(issues.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      'file-0: The file has no Study Instance UID (0020,000D), so it is listed by itself.',
      'file-1: The file has no Study Instance UID (0020,000D), so it is listed by itself.',
      'file-2: The file has no Study Instance UID (0020,000D), so it is listed by itself.',
    ]);
  });

  describe('files of one SOP Instance UID', () => {
    const told = (instances: readonly PlacedInstance[]) => {
      const { patients, issues } = groupInstances(instances);
      const shown = patients.flatMap(({ studies }) =>
        studies.flatMap(({ series }) => series.flatMap((one) => one.instances)),
      );
      return { shown: shown.map(({ at, disputed }) => [at, disputed !== undefined]), issues };
    };

    it('that are copies count once', () => {
      const { shown, issues } = told(placed([summary(), summary()]));
      expect(shown).toEqual([[0, false]]);
      expect(issues.map(({ file, severity }) => [file, severity])).toEqual([['file-1', 'information']]);
    });

    it.each<[string, readonly PlacedInstance[], string]>([
      ['patient', placed([summary(), summary({}, { id: '2' })]), 'name different patients'],
      ['name', placed([summary(), summary({}, { name: 'Rowan^Altair' })]), 'name different patients'],
      ['size', placed([summary(), summary({ rows: 9 })]), 'hold different pictures'],
      [
        'pixels',
        placed([summary(), summary()]).map((one, i) => ({ ...one, digest: String(i) })),
        'hold different pictures',
      ],
    ])('that differ in %s are all listed and none is believed', (_what, instances, reason) => {
      const { shown, issues } = told(instances);
      expect(shown.toSorted()).toEqual([
        [0, true],
        [1, true],
      ]);
      const errors = issues.filter(({ severity }) => severity === 'error');
      expect(errors.map(({ file }) => file)).toEqual(['file-0', 'file-1']);
      expect(errors[0]?.message).toContain(reason);
    });
  });

  it('says once which names are in doubt', () => {
    const one = (instanceUid: string) => summary({ instanceUid, nameDoubt: 'unreadable' });
    const { issues } = groupInstances(placed([one('1'), one('2')]));
    expect(issues.map(({ file, message }) => [file, message])).toEqual([
      ['file-0', expect.stringContaining('(2 files, the first is named)')],
    ]);
  });

  it('says which files change how others look', () => {
    const { issues } = groupInstances(
      placed([summary({ sopClass: '1.2.840.10008.5.1.4.1.1.11.1', rows: null })]),
    );
    expect(issues.map(({ message }) => message)).toEqual([
      'The file is a presentation state for other pictures: they are shown without it.',
    ]);
  });

  it('keeps every file once, under the patient it names, whatever the order', () => {
    const digit = fc.constantFrom('', '1', '2', '3');
    const one = fc.record({
      id: fc.constantFrom('', '1', '2'),
      name: digit,
      study: digit,
      series: digit,
      uid: fc.oneof(fc.constant(''), fc.nat(40)),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (files) => {
        const instances = placed(
          files.map(({ id, name, study, series, uid }) =>
            summary({ studyUid: study, seriesUid: series, instanceUid: String(uid) }, { id, name }),
          ),
        );
        const { patients, issues } = groupInstances(instances);
        const shown = patients.flatMap(({ patient, studies }) =>
          studies.flatMap(({ series }) =>
            series.flatMap((group) => group.instances.map((kept) => ({ patient, kept }))),
          ),
        );
        for (const { patient, kept } of shown) expect(kept.summary.patient).toEqual(patient);
        const repeats = issues.filter(({ severity }) => severity === 'information').length;
        expect(shown.length + repeats).toBe(files.length);
        expect(new Set(shown.map(({ kept }) => kept.at)).size).toBe(shown.length);
        expect(new Set(patients.map(({ key }) => key)).size).toBe(patients.length);
      }),
    );
  });
});

const blob = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);

describe.skipIf(!hasPublicFiles)('headers of the public files', () => {
  it('are grouped as their DICOMDIR lists them', async () => {
    const folder = 'pydicom/test_files/dicomdirtests';
    const directory = await readInstance(blob(publicBytes(`${folder}/DICOMDIR`)));
    if (isRefusal(directory) || directory.kind !== 'directory') throw new Error('no directory');
    expect(directory.listed.length).toBe(31);
    expect(directory.listed[0]).toBe('77654033/CR1/6154');
    const read = await Promise.all(
      directory.listed.map(async (path, at) => {
        const file = await readInstance(blob(publicBytes(`${folder}/${path}`)));
        if (isRefusal(file) || file.kind !== 'instance') throw new Error(path);
        return { summary: file.summary, at, file: path, size: 1 };
      }),
    );
    const { patients } = groupInstances(read);
    expect(patients.map(({ patient, studies }) => [patient.name, studies.length]).toSorted()).toEqual([
      ['Doe^Archibald', 2],
      ['Doe^Peter', 4],
    ]);
  });

  it.each(['-bigEnd', '-empty.dcm', '-implicit', '-nooffset', '-nopatient', '-reordered'])(
    'a DICOMDIR%s gives its files or none',
    async (variant) => {
      const file = await readInstance(
        blob(publicBytes(`pydicom/test_files/dicomdirtests/DICOMDIR${variant}`)),
      );
      expect(isRefusal(file) ? 'refused' : file.kind).toBe('directory');
    },
  );

  it('are read without the pixels, and name what is missing', async () => {
    const outcomes = await Promise.all(
      publicFiles().map(
        async ({ path, parse }) => [path, parse, await readInstance(blob(publicBytes(path)))] as const,
      ),
    );
    const refused = outcomes.flatMap(([path, parse, file]) =>
      parse === 'ok' && isRefusal(file) ? [`${path.split('/').at(-1)}: ${file.refusal}`] : [],
    );
    for (const reason of refused) expect(reason).toMatch(/has neither a SOP Class UID/);
    expect(refused.length).toBeLessThan(10);
  });
});
