import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { typesNamedIn } from './kinds/json-kinds.ts';
import { kindOfBeginning } from './known-kinds.ts';
import { sortFiles } from './sort-files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const json = (value: unknown) => bytes(JSON.stringify(value));
const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const padded = (head: Uint8Array, length = 600) => {
  const whole = new Uint8Array(length);
  whole.set(head);
  return whole;
};
const at = (place: number, text: string) => {
  const whole = padded(new Uint8Array(), 600).fill(1);
  whole.set(bytes(text), place);
  return whole;
};
const JPEG = padded(hex('ffd8ffe000104a464946'));

/** Marks every file of an archive as encrypted (APPNOTE.TXT section 4.4.4, bit 0). */
function locked(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset);
  const directory = view.getUint32(zip.length - 6, true);
  view.setUint16(directory + 8, 1, true);
  return zip;
}

async function said(name: string, content: Uint8Array) {
  const { issues } = await sortFiles([{ name, bytes: new Blob([new Uint8Array(content)]) }], () => undefined);
  return issues.map(({ code, message }) => `${code}: ${message}`).join();
}

const WEB_PAGE = '<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head></html>';

const FILES: readonly (readonly [name: string, content: Uint8Array, what: string, instead: string])[] = [
  ['photo.jpg', JPEG, 'a JPEG picture', 'as DICOM'],
  ['shot.png', padded(hex('89504e470d0a1a0a')), 'a PNG picture', 'as DICOM'],
  ['img.heic', at(4, 'ftypheic'), 'a HEIC picture', 'as DICOM'],
  ['scan.pdf', bytes('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'a PDF document', 'FHIR (JSON)'],
  ['scan.dcm', bytes('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'a PDF document', 'FHIR (JSON)'],
  ['chart.json', bytes('%PDF-1.7\n%âãÏÓ\n1 0 obj'), 'a PDF document', 'FHIR (JSON)'],
  ['me.mov', at(4, 'ftypqt  '), 'a QuickTime film (MOV)', 'clip as DICOM'],
  ['me.mp4', at(4, 'ftypisom'), 'an MP4 film', 'clip as DICOM'],
  ['me.avi', at(8, 'AVI LIST'), 'an AVI film', 'clip as DICOM'],
  ['a.fit', padded(hex('0e10d907a00000002e464954')), 'a FIT file', 'TCX'],
  ['night.edf', bytes(`0       ${' '.repeat(500)}`), 'an EDF recording', 'WFDB'],
  ['a.nii', at(344, 'n+1'), 'a NIfTI volume', 'series as DICOM'],
  ['a.nii.gz', gzipSync(at(344, 'n+1')), 'a NIfTI volume, compressed with gzip', 'series as DICOM'],
  ['a.nrrd', bytes('NRRD0004\ntype: short\n'), 'an NRRD volume', 'series as DICOM'],
  ['a.bam', gzipSync(padded(hex('42414d01'))), 'a file of sequencing reads (BAM)', 'VCF'],
  ['a.cram', at(0, 'CRAM'), 'a file of sequencing reads (CRAM)', 'VCF'],
  ['a.fq', bytes('@read/1\nACGTNACGT\n+\nIIIIIIIII\n'), 'a file of sequencing reads (FASTQ)', 'VCF'],
  ['adt.hl7', bytes('MSH|^~\\&|LAB|A|EHR|B|20260301||ORU^R01|1|P|2.5\rPID|1'), 'an HL7 v2 message', 'FHIR'],
  [
    'adt.json',
    bytes('\nMSH|^~\\&|LAB|A|EHR|B|20260301||ORU^R01|1|P|2.5\rPID|1'),
    'an HL7 v2 message',
    'FHIR',
  ],
  ['claim.txt', bytes('ISA*00*          *00*          *ZZ*A'), 'a claims message (X12)', 'FHIR'],
  [
    'ccd.xml',
    bytes('<?xml version="1.0"?><!-- a --><ClinicalDocument xmlns="urn:hl7-org:v3">'),
    'a C-CDA',
    'FHIR',
  ],
  ['p.xml', bytes('<Patient xmlns="http://hl7.org/fhir"><id value="1"/></Patient>'), 'FHIR as XML', 'JSON'],
  ['p2.xml', bytes("<f:Patient xmlns:f='http://hl7.org/fhir'/>"), 'FHIR as XML', 'JSON'],
  ['ecg.xml', bytes('<AnnotatedECG xmlns="urn:hl7-org:v3"><id/></AnnotatedECG>'), 'an annotated ECG', 'WFDB'],
  ['x.xml', bytes('<?xml version="1.0"?><order><ClinicalDocument/></order>'), 'XML of a kind', 'FHIR'],
  ['page.dcm', bytes(WEB_PAGE), 'a web page', 'fetch the file again'],
  ['page.json', bytes(WEB_PAGE), 'a web page', 'fetch the file again'],
  ['book.xls', padded(hex('d0cf11e0a1b11ae1')), 'an older Excel', 'CSV'],
  ['book.xlsx', zipSync({ 'a.xml': bytes('<x/>'), 'xl/workbook.xml': bytes('<x/>') }), 'an Excel', 'CSV'],
  ['letter.docx', zipSync({ 'word/document.xml': bytes('<x/>') }), 'a Word document', 'FHIR'],
  ['a.tar', at(257, 'ustar'), 'a tar archive', 'zip'],
  ['locked.zip', locked(zipSync({ 'chart.json': bytes('{}') })), 'a zip archive with a password', 'password'],
  ['none.zip', zipSync({}), 'a zip archive with no file in it', 'again'],
  [
    'photos.zip',
    zipSync({ 'a.jpg': JPEG, 'b/c.jpg': JPEG, '__MACOSX/._a': bytes('x') }),
    'a zip archive that holds nothing that is read here (JPEG picture (2))',
    'as DICOM',
  ],
  [
    'mixed.zip',
    zipSync({ 'a.jpg': JPEG, 'b.pdf': bytes('%PDF-1.7') }),
    'a zip archive that holds nothing that is read here (JPEG picture, PDF document)',
    'read are FHIR as JSON',
  ],
  [
    'table.csv',
    bytes('country,capital\nFrance,Paris\n'),
    'a table without columns of time',
    'country, capital',
  ],
  [
    'oxygen.csv',
    bytes('timestamp,Infrared to Red Signal Ratio\n03/01/26,-12\n'),
    'Fitbit’s ratio',
    'heart rate',
  ],
  ['settings.ini', bytes('[Main]\nvalue=1\n'), 'a file of settings', 'FHIR'],
  ['x.bin', padded(hex('0000010203040506')), 'a binary file of a kind', 'FHIR'],
  ['gone.dcm', new Uint8Array(700), 'a file of zeros alone', 'again'],
  ['letter.dcm', bytes('Dear colleague'), 'plain text', 'FHIR'],
  ['empty.json', new Uint8Array(), 'an empty file', 'again'],
  ['blank.txt', bytes(' \n'), 'an empty file', 'again'],
  ['package.json', json({ name: 'x', version: '1' }), 'JSON that is not FHIR', 'FHIR (JSON)'],
  ['numbers.json', json([1, 2, 3]), 'JSON that is not FHIR', 'FHIR (JSON)'],
  ['nothing.json', json([]), 'JSON with nothing in it', 'again'],
  ['picture.json', json([{ '00080018': { vr: 'UI' } }]), 'DICOM as JSON', 'picture as DICOM'],
  [
    'found.json',
    json({ resourceType: 'Bundle', total: 0 }),
    'a FHIR Bundle with no resource',
    'whole record',
  ],
  ['401.json', json({ resourceType: 'OperationOutcome', issue: [] }), 'a FHIR server’s message', 'sign in'],
  [
    'metadata',
    json({ resourceType: 'CapabilityStatement' }),
    'the description that a FHIR server',
    'whole record',
  ],
];

describe('files that nothing reads', () => {
  it.each(FILES)('are named for what they are: %s', async (name, content, what, instead) => {
    const message = await said(name, content);
    expect(message).toContain(`file-kind: This is ${what}`);
    expect(message).toContain(instead);
    expect(message).toMatch(/\w\.$|\)\.$/);
    expect(message).not.toContain('DICOM:');
  });

  it('show the names of columns and never a line that may name a person', async () => {
    const rows = ['Rossi,Mario,1950-03-02\nBianchi,Anna,1961-01-05\n', 'a@b.org;x\nc@d.org;y\n'];
    for (const text of rows) expect(await said('people.csv', bytes(text))).not.toMatch(/Rossi|a@b/);
  });

  it('are left to the reader of FHIR where they may be FHIR', async () => {
    const texts = [
      '{"resourceType":"Patient"',
      'a line gone wrong, and more\n{"resourceType":"Patient","id":"p"}\n',
      JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Observation' } }] }),
      JSON.stringify({ data: 'x'.repeat(1 << 17), resourceType: 'Binary' }),
      '{"\\u0072esourceType":"Patient"}',
    ];
    for (const text of texts) expect(await said('chart.json', bytes(text))).toBe('');
  });

  it('have a sentence whatever their bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), (head) => {
        const { what, instead } = kindOfBeginning(head, new TextDecoder().decode(head));
        expect(Math.min(what.length, instead.length)).toBeGreaterThan(3);
      }),
      { numRuns: 500 },
    );
  });
});

/** What expressions for texts are slow with: one beginning over and over, and never its end. */
const PIECES = [
  ...[
    '<',
    '<!--',
    '<!-- -->',
    '<?x?>',
    '<!a>',
    '<a',
    '[',
    '{',
    '"',
    '[a] ',
    '#',
    '##',
    '@x\n',
    '>',
    '\n',
    ' ',
    '\t',
  ],
  ...[
    ',',
    ';',
    'a,',
    '1,',
    '60%',
    '800\n',
    'rr ',
    'MSH|',
    'rsid\t',
    '# rsid ',
    '-',
    '\u0000',
    '\uFEFF',
    'A/1 ',
  ],
  ...['"resourceType" ', '"resourceType":"A" ', 'start,duration,value\n', '0.', 'x=1\r\n', 'é', '\ud800'],
];

describe('any bytes', () => {
  it('end in a list or a sentence, under any name, and never trip the program', async () => {
    const name = fc.constantFrom('x', 'x.dcm', 'x.json', 'x.csv', 'x.zip', 'x.ndjson', 'x.json.gz', 'x.xml');
    const headed = fc
      .tuple(
        fc.constantFrom(...FILES.map(([, content]) => content)),
        fc.nat(600),
        fc.uint8Array({ maxLength: 400 }),
      )
      .map(([content, end, rest]) => new Uint8Array([...content.slice(0, end), ...rest]));
    const pieced = fc
      .array(fc.constantFrom(...PIECES), { maxLength: 60 })
      .map((parts) => bytes(parts.join('')));
    await fc.assert(
      fc.asyncProperty(
        name,
        fc.oneof(headed, pieced, fc.uint8Array({ maxLength: 600 })),
        async (of, content) => {
          const sorted = await sortFiles(
            [{ name: of, bytes: new Blob([new Uint8Array(content)]) }],
            () => undefined,
          );
          const { fhir, genomic, devices, sources, issues } = sorted;
          expect(
            fhir.length + genomic.length + devices.length + sources.length + issues.length,
          ).toBeGreaterThan(0);
          expect(issues.filter(({ code }) => code === 'program-fault')).toEqual([]);
          for (const { message } of issues) expect(message).toMatch(/^\p{Lu}.{10,}\.$/su);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of JSON nested without end are left to their reader or named', async () => {
    const depth = 300_000;
    for (const text of [
      '['.repeat(depth) + ']'.repeat(depth),
      `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
    ])
      expect(await said('deep.json', bytes(text))).not.toContain('program-fault');
  });

  it('are named in time that grows no faster than their length', async () => {
    for (const piece of PIECES) {
      const text = piece.repeat(Math.ceil(70_000 / piece.length));
      const started = performance.now();
      await said('x', bytes(text));
      typesNamedIn(text);
      expect([piece, performance.now() - started < 1500]).toEqual([piece, true]);
    }
  });
});
