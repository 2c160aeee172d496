import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pythonWith } from '../fixtures/programs.ts';
import { hasPublicFiles, publicBytes, publicFiles, publicPath } from '../fixtures/public-files.ts';
import { isRefusal } from '../part10/read-part10.ts';
import { decodePixels } from './decode-pixels.ts';
import { deidentifyFile } from './deidentify-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'consilium-second-reader-'));
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * Another reader's list of every string of the original that names somebody or something, looked for in every string of
 * the copy; and bits of the copy's samples that are not the picture's. Prints one line for each finding.
 */
const CHECK = String.raw`
import sys, warnings, re, pydicom
warnings.simplefilter('ignore')
KEYWORDS = '''PatientName PatientID OtherPatientIDs OtherPatientNames PatientBirthName PatientMotherBirthName PatientAddress
PatientTelephoneNumbers PatientComments MilitaryRank AccessionNumber InstitutionName InstitutionAddress
ReferringPhysicianName StationName PerformingPhysicianName NameOfPhysiciansReadingStudy OperatorsName PhysiciansOfRecord
RequestingPhysician DeviceSerialNumber StudyID SourceApplicationEntityTitle StudyInstanceUID SeriesInstanceUID
SOPInstanceUID FrameOfReferenceUID IssuerOfPatientID ResponsiblePerson'''.split()
def strings(data):
    for element in data:
        if element.VR == 'SQ':
            for item in element.value: yield from strings(item)
        elif element.VR in ('OB', 'OW', 'UN', 'OF', 'OD', 'OL', 'OV'):
            if element.tag != 0x7fe00010 and isinstance(element.value, bytes): yield element, element.value.decode('latin1')
        else:
            values = element.value if element.VM > 1 else [element.value]
            for one in values: yield element, str(one)
def naming(data):
    for element, text in strings(data):
        if element.VR == 'PN' or element.keyword in KEYWORDS:
            for part in re.split(r'[\\^=\s]+' if element.VR == 'PN' else r'\\', text):
                part = part.strip().lower()
                if len(part) >= 4 and len(set(part)) > 2: yield part
def stray_bits(data):
    if 'PixelData' not in data or str(data.file_meta.TransferSyntaxUID) not in ('1.2.840.10008.1.2', '1.2.840.10008.1.2.1'): return 0
    allocated, stored, high = data.BitsAllocated, data.BitsStored, data.HighBit
    if allocated != 16 or stored >= allocated or data.get('PixelRepresentation', 0) != 0: return 0
    import array
    mask = ((1 << stored) - 1) << (high - stored + 1)
    words = array.array('H'); words.frombytes(data.PixelData[:len(data.PixelData) // 2 * 2])
    return sum(1 for word in words if word & ~mask & 0xffff)
for line in sys.stdin.read().split('\n'):
    before, after = line.split('\t')
    original, copy = pydicom.dcmread(before, force=True), pydicom.dcmread(after)
    known = set(naming(original)) | set(naming(original.file_meta))
    # A defined term (CS) may be a word that is somebody's name too.
    held = [(e.keyword or str(e.tag), t.lower()) for e, t in [*strings(copy), *strings(copy.file_meta)] if e.VR != 'CS']
    for name in sorted(known):
        for keyword, text in held:
            if name in text: print('left', before, keyword)
    if stray_bits(copy): print('bits', before, stray_bits(copy))
print('checked')
`;

describe.skipIf(!hasPublicFiles || !pythonWith('pydicom'))('a second reader', () => {
  it('finds no string of the original that names somebody in any copy, and nothing in unused bits', async () => {
    const names: string[] = [];
    for (const [k, { path, parse, bytes }] of publicFiles().entries()) {
      if (parse !== 'ok' || Number(bytes) > 600_000) continue;
      const outcome = await deidentifyFile(new Uint8Array(publicBytes(path)), {
        dates: 'remove',
        uids: 'hash',
        secret: new Uint8Array(32).fill(7),
        unsurePixels: 'keep',
        decodePixels,
      });
      if (isRefusal(outcome)) continue;
      writeFileSync(join(folder, `${k}.dcm`), outcome.bytes);
      names.push(`${publicPath(path)}\t${join(folder, `${k}.dcm`)}`);
    }
    expect(names.length).toBeGreaterThan(150);
    const said = execFileSync(pythonWith('pydicom') ?? '', ['-c', CHECK], {
      input: names.join('\n'),
      encoding: 'utf8',
    });
    expect(said.trim().split('\n')).toEqual(['checked']);
  }, 120_000);
});
