import { resolve } from 'node:path';
import { mustRun } from '../../scripts/run-command.ts';
import { extendedApp } from './extended-app.ts';

/** Makes the extended app and builds it, which takes minutes on two busy cores; returns its folder. */
export async function buildExtendedApp(): Promise<string> {
  const root = resolve(await extendedApp());
  await mustRun(process.execPath, [resolve('node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    env: { NODE_ENV: 'production' },
  });
  return root;
}
