import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { mustRun } from './run-command.ts';
import { stampOf } from './source-stamp.ts';

const STAMP = '.next/consilium-sources.sha256';
const sources = [
  '{app,components,lib}/**/*.{ts,tsx,css,json}',
  'public/**',
  '{proxy,instrumentation}.ts',
  'next.config.js',
  'postcss.config.cjs',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds the app when there is no build or the sources changed since; says which. */
export async function ensureBuild(): Promise<string> {
  const stamp = await stampOf(sources, ['**/*.test.ts']);
  const built = existsSync('.next/BUILD_ID') && existsSync(STAMP) ? await readFile(STAMP, 'utf8') : null;
  if (built === stamp) return 'up to date';
  await rm(STAMP, { force: true });
  await mustRun(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    env: { NODE_ENV: 'production' },
  });
  await writeFile(STAMP, stamp);
  return built === null ? 'built' : 'built again, the sources changed';
}
