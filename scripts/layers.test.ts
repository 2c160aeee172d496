import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ rule: z.object({ name: z.string() }), from: z.string() })),
  }),
});

function cruise(root: string) {
  const program = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const folders = ['app', 'components', 'lib', 'cli'];
  const parameters = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders];
  const { stdout } = spawnSync(process.execPath, parameters, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return report.parse(JSON.parse(stdout)).summary;
}

async function copyWith(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'consilium-layers-'));
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    await writeFile(join(root, name), await readFile(name));
  await symlink(resolve('node_modules'), join(root, 'node_modules'));
  for (const folder of [
    'app/actions',
    'components',
    'cli',
    'lib/contract',
    'lib/modalities/ehr',
    'lib/modalities/other',
  ])
    await mkdir(join(root, folder), { recursive: true });
  await cp('lib/clinical', join(root, 'lib/clinical'), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  return root;
}

const a = "import { A } from '";
const planted: Record<string, string> = {
  'components/a.ts': 'export const A = 1;',
  'lib/modalities/other/a.ts': 'export const A = 1;',
  'lib/clinical/upward.ts': `${a}#components/a.ts';\nexport const B = A;`,
  'lib/clinical/framework.ts': "import { useState } from 'react';\nexport const B = useState;",
  'lib/contract/runtime.ts': "import * as ort from 'onnxruntime-web';\nexport const B = ort;",
  'app/actions/drawn.ts': `${a}#components/a.ts';\nexport const B = A;`,
  'lib/modalities/ehr/stranger.ts': `${a}#lib/modalities/other/a.ts';\nexport const B = A;`,
  'lib/clinical/ring-a.ts': "import { R } from './ring-b.ts';\nexport const A = () => R;",
  'lib/clinical/ring-b.ts': `${a}./ring-a.ts';\nexport const R = () => A;`,
  'lib/clinical/type-ring-a.ts': "import type { R } from './type-ring-b.ts';\nexport type A = R | 1;",
  'lib/clinical/type-ring-b.ts': "import type { A } from './type-ring-a.ts';\nexport type R = A[];",
  'cli/nowhere.ts': `${a}#lib/no-such-file.ts';\nexport const B = A;`,
};

describe('the layer checker', () => {
  it('sees each kind of violation planted in a copy', async () => {
    const { violations } = cruise(await copyWith(planted));
    const seen = violations.map(({ rule, from }) => `${rule.name} ${from}`);
    const expected = [
      'layer-lib-clinical lib/clinical/upward.ts',
      'lib-knows-no-framework lib/clinical/framework.ts',
      'one-file-knows-the-runtime lib/contract/runtime.ts',
      'actions-import-no-component app/actions/drawn.ts',
      'modalities-are-strangers lib/modalities/ehr/stranger.ts',
      'no-circular lib/clinical/ring-a.ts',
      'no-circular lib/clinical/type-ring-a.ts',
      'not-to-unresolvable cli/nowhere.ts',
    ];
    expect(seen).toEqual(expect.arrayContaining(expected));
  });

  it('looks at the modules of this project, not at none', () => {
    expect(cruise('.').totalCruised).toBeGreaterThan(50);
  });
});
