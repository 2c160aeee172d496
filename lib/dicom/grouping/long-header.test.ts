import { expect, it } from 'vitest';
import { makeFile } from '../fixtures/make-file.ts';
import { isRefusal, readPart10 } from '../part10/read-part10.ts';
import { readInstance } from './instance-summary.ts';

it('a file whose first element is longer than the first read is read on', async () => {
  const file = makeFile([
    [0x00040001, 'OB', new Uint8Array(100_000)],
    [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'],
    [0x00080018, 'UI', '1.2.3'],
    [0x00280010, 'US', [100]],
  ]);
  const cut = readPart10(file.subarray(0, 64 * 1024));
  expect(isRefusal(cut) && cut.cut).toBe(true);
  const read = await readInstance(new Blob([new Uint8Array(file)]));
  expect(read).toMatchObject({ kind: 'instance', summary: { instanceUid: '1.2.3', rows: 100 } });
});
