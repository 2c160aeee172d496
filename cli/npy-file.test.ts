import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NpyFile } from './npy-file.ts';
import { NpyTable } from './npy-table.ts';

const runs = (program: string): boolean => {
  try {
    execFileSync(program, ['-c', 'import numpy'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const python = ['training/.venv/bin/python', 'python3'].find(runs);
if (!python) process.stderr.write('SKIPPED: NumPy is not installed, so it reads no NPY file\n');
const required = process.env.CI === 'true';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'npy-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(
  name: string,
  shape: readonly number[],
  rows: readonly (readonly number[] | null)[],
): Promise<string> {
  const path = join(folder, name);
  const file = await NpyFile.create(path, shape);
  for (const row of rows) await file.append(row && Float32Array.from(row));
  await file.close();
  return path;
}

const ROWS = [[1, -2.5, 3, 4], null, [0, 5e-8, 1e30, -0.1]] as const;

describe('NpyFile', () => {
  it('writes header and rows as the format says (version 1.0)', async () => {
    const bytes = await readFile(await write('a.npy', [2, 2], ROWS));
    expect([...bytes.subarray(0, 8)]).toEqual([0x93, ...Buffer.from('NUMPY'), 1, 0]);
    const length = bytes.readUInt16LE(8);
    expect((10 + length) % 64).toBe(0);
    const text = bytes.subarray(10, 10 + length).toString('latin1');
    expect(text).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \(3, 2, 2,\), \} *\n$/);
    const numbers = Array.from({ length: 12 }, (_, k) => bytes.readFloatLE(10 + length + 4 * k));
    expect(numbers).toEqual(ROWS.flatMap((row) => [...(row ?? [0, 0, 0, 0])]).map(Math.fround));
    expect(bytes.length).toBe(10 + length + 48);
  });

  it('is a file of no rows when none was written, and has no row while it is open', async () => {
    expect((await readFile(await write('none.npy', [4], []))).toString('latin1')).toContain(
      "'shape': (0, 4,)",
    );
    const path = join(folder, 'open.npy');
    const file = await NpyFile.create(path, [1]);
    await file.append(Float32Array.of(1));
    expect((await readFile(path)).toString('latin1')).toContain("'shape': (0, 1,)");
    await file.close();
    expect((await readFile(path)).toString('latin1')).toContain("'shape': (1, 1,)");
  });

  it('writes a part of a larger array alone', async () => {
    const path = join(folder, 'part.npy');
    const file = await NpyFile.create(path, [2]);
    await file.append(Float32Array.of(7, 8, 9, 10).subarray(1, 3));
    await file.close();
    const bytes = await readFile(path);
    expect([bytes.readFloatLE(128), bytes.readFloatLE(132), bytes.length]).toEqual([8, 9, 136]);
  });

  it('refuses a row of another size', async () => {
    const file = await NpyFile.create(join(folder, 'size.npy'), [2, 2]);
    await expect(file.append(new Float32Array(3))).rejects.toThrow(TypeError);
    await file.close();
  });

  it.skipIf(!python && !required)(
    'is read by NumPy, mapped too (skipped where NumPy is absent)',
    async () => {
      const shapes: [string, readonly number[]][] = [
        ['square.npy', [2, 2]],
        ['row.npy', [4]],
        ['clip.npy', [4, 1, 1]],
      ];
      const program =
        'import sys, json, numpy\n' +
        "print(json.dumps([(list(a.shape), str(a.dtype), a.astype('f8').tolist()) for a in [numpy.load(p, mmap_mode='r') for p in sys.argv[1:]]]))";
      const paths = await Promise.all(shapes.map(([name, shape]) => write(name, shape, ROWS)));
      const read = JSON.parse(
        execFileSync(python ?? 'python3', ['-c', program, ...paths], { encoding: 'utf8' }),
      );
      const expected = ROWS.flatMap((row) => [...(row ?? [0, 0, 0, 0])]).map(Math.fround);
      for (const [k, [, shape]] of shapes.entries()) {
        expect(read[k].slice(0, 2)).toEqual([[ROWS.length, ...shape], 'float32']);
        expect(read[k][2].flat(shape.length)).toEqual(expected);
      }
    },
  );
});

describe('NpyTable', () => {
  it('holds the same bytes as a file whose rows came in order, whatever their order', async () => {
    const inOrder = await write('order.npy', [2, 2], ROWS);
    const path = join(folder, 'table.npy');
    await NpyTable.create(path, 3, [2, 2]);
    for (const row of [2, 0]) {
      const table = await NpyTable.open(path, [2, 2]);
      await table.write(row, Float32Array.from(ROWS[row] ?? []));
      await table.close();
    }
    expect(await readFile(path)).toEqual(await readFile(inOrder));
  });

  it('refuses a row of another size', async () => {
    const path = join(folder, 'other.npy');
    await NpyTable.create(path, 1, [2]);
    const table = await NpyTable.open(path, [2]);
    await expect(table.write(0, new Float32Array(3))).rejects.toThrow(TypeError);
    await table.close();
  });
});
