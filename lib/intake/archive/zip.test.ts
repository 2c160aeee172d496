import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '#lib/dicom/part10/read-part10.ts';
import { crc32 } from './crc32.ts';
import { readZipEntry } from './read-entry.ts';
import { readZipDirectory } from './zip-directory.ts';

const blobOf = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)]);
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

/** Name → content, or the reason why there is none. */
async function unzip(bytes: Uint8Array): Promise<Record<string, Uint8Array | string>> {
  const archive = blobOf(bytes);
  const entries = await readZipDirectory(archive);
  if (isRefusal(entries)) return { '': entries.refusal };
  const read = entries.map(async (entry) => {
    const content = await readZipEntry(archive, entry);
    return [entry.name, isRefusal(content) ? content.refusal : await bytesOf(content)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

describe('zip archives', () => {
  it('give back what was put in, stored or deflated', async () => {
    const name = fc.stringMatching(/^[a-zA-Z0-9äß_/. -]{1,30}[a-z]$/);
    const level = fc.constantFrom(0, 6) as fc.Arbitrary<0 | 6>;
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, fc.uint8Array({ maxLength: 3000 })),
        level,
        async (files, deflate) => {
          const zipped = zipSync(files as Zippable, { level: deflate });
          expect(await unzip(zipped)).toEqual({ ...files });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('as another program writes them are read too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'consilium-zip-'));
    try {
      writeFileSync(join(folder, 'a.txt'), 'x'.repeat(5000));
      const script = `import zipfile
with zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    z.mkdir('empty'); z.write('a.txt', 'deep/er/a.txt')
    with z.open(zipfile.ZipInfo('wide.txt'), 'w', force_zip64=True) as f: f.write(b'wide')
    z.comment = b'PK' * 500`;
      execFileSync('python3', ['-c', script], { cwd: folder });
      const read = await unzip(new Uint8Array(readFileSync(join(folder, 'a.zip'))));
      expect(Object.keys(read).toSorted()).toEqual(['deep/er/a.txt', 'wide.txt']);
      expect(new TextDecoder().decode(read['wide.txt'] as Uint8Array)).toBe('wide');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('that are cut off or changed give a reason or the very content, and never another', async () => {
    const files = {
      'a.dcm': new Uint8Array(4000).fill(7),
      'b.dcm': crypto.getRandomValues(new Uint8Array(2000)),
    };
    const zipped = zipSync(files, { level: 6 });
    const at = fc.nat(zipped.length - 1);
    const changes = fc.array(fc.tuple(at, fc.nat(255)), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(changes, fc.option(at), async (changed, end) => {
        const bytes = zipped.slice(0, end ?? undefined);
        for (const [position, byte] of changed) bytes[position] = byte;
        const contents = Object.values(await unzip(bytes)).filter((content) => typeof content !== 'string');
        const known = Object.values(files).map((content) => crc32(content));
        for (const content of contents) expect([0, ...known]).toContain(crc32(content));
      }),
      { numRuns: 400 },
    );
  });

  it('that claim a size they do not have are not inflated beyond it', async () => {
    const zipped = zipSync({ bomb: new Uint8Array(30_000_000) }, { level: 9 });
    const view = new DataView(zipped.buffer, zipped.byteOffset, zipped.byteLength);
    const directory = view.getUint32(zipped.length - 6, true);
    view.setUint32(directory + 24, 100, true);
    expect(await unzip(zipped)).toEqual({ bomb: expect.stringContaining('damaged') });
  });

  it('that are encrypted or compressed otherwise say so', async () => {
    const zipped = zipSync({ a: new Uint8Array(10) });
    const view = new DataView(zipped.buffer, zipped.byteOffset, zipped.byteLength);
    const directory = view.getUint32(zipped.length - 6, true);
    view.setUint16(directory + 8, 1, true);
    expect(await unzip(zipped)).toEqual({ a: 'it is encrypted' });
    view.setUint16(directory + 8, 0, true);
    view.setUint16(directory + 10, 14, true);
    expect(await unzip(zipped)).toEqual({ a: expect.stringContaining('other than deflate') });
  });

  it('sum the check value of the standard', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });
});
