import { expect, it } from 'vitest';
import { readInstance } from './instance-summary.ts';

/** An element of implicit VR little endian. */
function implicit(tag: number, value: string | number): Uint8Array {
  const text =
    typeof value === 'string' ? new TextEncoder().encode(value + '\0'.repeat(value.length % 2)) : null;
  const out = new Uint8Array(8 + (text?.length ?? 2));
  const view = new DataView(out.buffer);
  view.setUint16(0, tag >>> 16, true);
  view.setUint16(2, tag & 0xffff, true);
  view.setUint32(4, out.length - 8, true);
  if (text) out.set(text, 8);
  else view.setUint16(8, Number(value), true);
  return out;
}

it('a file of implicit representation has its rows and columns', async () => {
  const syntax = new TextEncoder().encode('1.2.840.10008.1.2\0');
  const head = new Uint8Array(132 + 8);
  head.set(new TextEncoder().encode('DICM'), 128);
  head.set([2, 0, 0x10, 0, 0x55, 0x49, syntax.length, 0], 132);
  const body = [
    implicit(0x00080016, '1.2.840.10008.5.1.4.1.1.7'),
    implicit(0x00080018, '1.2.3'),
    implicit(0x0020000d, '1.2.1'),
    implicit(0x0020000e, '1.2.2'),
    implicit(0x00280010, 100),
    implicit(0x00280011, 120),
  ];
  const read = await readInstance(new Blob([head, syntax, ...body].map((part) => new Uint8Array(part))));
  expect(read).toMatchObject({ kind: 'instance', summary: { rows: 100, columns: 120 } });
});
