import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SiteMap } from '#lib/clinical/site-map.ts';
import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import { patient, potassium, type Resource } from '#lib/modalities/fixtures/charts.ts';
import { pulse } from '#lib/modalities/fixtures/sampled-observations.ts';
import { HEALTHY } from '#lib/simulator/imaging/chest-radiograph/findings.ts';
import { renderChestRadiograph } from '#lib/simulator/imaging/chest-radiograph/render-chest-radiograph.ts';
import { samplePerson } from '#lib/simulator/imaging/sample-person.ts';
import { sampleVcf } from './fixtures/sample-genome.ts';
import { sampleHealthExport } from './fixtures/sample-health-export.ts';
import { type ReadingPlace, readUpload } from './read-upload.ts';

const place: ReadingPlace = {
  asset: async (path) => new Blob([readFileSync(new URL(`../../public${path}`, import.meta.url))]),
  now: Date.parse('2026-04-01T00:00:00Z'),
};

const file = (name: string, content: string | Uint8Array) => ({
  name,
  bytes: new Blob([typeof content === 'string' ? content : new Uint8Array(content)]),
});
const bundle = (...resources: readonly Resource[]) =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  });
const chart = file('chart.json', bundle(patient, potassium('k', '2026-03-01T08:00:00Z', 4.2), pulse('hr')));
const { dicom } = renderChestRadiograph(
  samplePerson(9, 0),
  HEALTHY,
  { study: 0, ms: Date.UTC(2026, 2, 29, 16) },
  { projection: 'PA', shortcut: { strength: 0, marked: false } },
);

const read = (...files: ReturnType<typeof file>[]) => readUpload(files, null, place, () => undefined);

describe('readUpload', () => {
  it('reads each kind of file outside any browser, and names the rest', async () => {
    const upload = await read(
      chart,
      file('picture', dicom),
      file('export.xml', sampleHealthExport()),
      file('genome', sampleVcf('s')),
      file('note.txt', 'Dear colleague'),
      file('ours.json', JSON.stringify({ siteMap: 1, name: 'Ours', units: [] })),
    );
    const [record] = upload.records;
    expect(record?.slices.ehr?.series.potassium?.map(({ value }) => value)).toEqual([4.2]);
    expect(record?.slices.wearables?.heartRate).toHaveLength(1);
    expect(upload.patients.map(({ patient: of }) => of.id)).toEqual(['SIM9-000000']);
    expect(upload.sources).toHaveLength(1);
    expect(upload.genomes.map(({ sample }) => sample)).toEqual(['s']);
    expect(upload.wearables.map(({ file: of }) => of)).toEqual(['export.xml']);
    const said = upload.issues.map(({ file: of, code }) => `${of} ${code}`);
    expect(said).toContain('note.txt file-kind');
    expect(said).toContain('ours.json site-map');
  });

  it('leaves out the recordings of more than a hundred patients, and says so once', async () => {
    const of = (k: number) =>
      bundle({ ...patient, id: `p${k}` }, { ...pulse(`hr${k}`), subject: { reference: `Patient/p${k}` } });
    const charts = (count: number) => Array.from({ length: count }, (_, k) => file(`${k}.json`, of(k)));
    const few = await read(...charts(100));
    expect(few.records.filter(({ slices }) => slices.wearables?.heartRate.length === 1)).toHaveLength(100);
    const many = await read(...charts(101));
    expect(many.records).toHaveLength(101);
    expect(many.records.filter(({ slices }) => slices.wearables)).toEqual([]);
    expect(many.issues.filter(({ message }) => message.includes('101 patients'))).toHaveLength(1);
  });

  it('says why there is no chart only where nothing else was found', async () => {
    const codes = async (...files: ReturnType<typeof file>[]) =>
      (await read(...files)).issues.map(({ code }) => code);
    expect(await codes(file('picture', dicom))).toEqual([]);
    expect(await codes()).toEqual(['no-patient']);
  });

  it('tells of each file of FHIR what it lacks when there is no patient', async () => {
    const told = async (...files: ReturnType<typeof file>[]) =>
      (await read(...files)).issues
        .map(({ code, file: of, message }) => `${of ?? ''} ${code}: ${message}`)
        .join('\n');
    const alone = file('labs.json', bundle(potassium('k', '2026-03-01T08:00:00Z', 4.2)));
    const unread = file('other.json', bundle({ ...patient, id: '*' }));
    const one = await told(alone);
    expect(one).toContain('labs.json no-patient: This is FHIR without the patient');
    expect(one).toContain('(it holds Observation); choose the file with the Patient as well');
    expect(one).not.toContain('no readable Patient');
    expect(await told(alone, file('cut.json', '{"resourceType":"Patient"'))).toContain('ends in the middle');
    expect(await told(alone, unread)).toContain('other.json structure: Left out 1 Patient');
    expect(await told(alone, chart)).not.toContain('no-patient');
  });
});

describe('a mistake of the program', () => {
  const trip = (): never => {
    throw new TypeError('x is undefined');
  };

  it('in one chart is told as one and hides no other', async () => {
    const other = file('other.json', bundle({ ...patient, id: 'other' }));
    let charts = 0;
    const map: SiteMap = {
      ...{ siteMap: 1, name: 'Ours', diagnoses: [], drugs: [], encounterClasses: [], units: [] },
      get results() {
        charts += 1;
        return charts === 1 ? trip() : [];
      },
    };
    const upload = await readUpload([chart, other], { map, sha256: 'x' }, place, () => undefined);
    expect(upload.records).toHaveLength(1);
    expect(upload.issues).toMatchObject([{ code: 'program-fault', path: `Patient/${patient.id}` }]);
  });

  it.each([
    ['told as one', async () => trip(), 'This is a fault of the program'],
    ['not what an absent network is', async () => gone(), 'could not be fetched'],
  ])('in what genomes are compared with is %s', async (_, tripping, message) => {
    const genome = file('genome', sampleVcf('s'));
    const read = await readUpload([genome], null, { ...place, asset: tripping }, () => undefined);
    expect(read.unreadableGenomes).toMatchObject([
      { file: 'genome', reason: expect.stringContaining(message) },
    ]);
  });
});

function gone(): never {
  throw new UnreadableSource('/models could not be fetched.');
}
