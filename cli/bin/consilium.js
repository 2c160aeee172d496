#!/usr/bin/env node
// Runs the TypeScript command line under a Node that reads it; the locked one when the user's own is older.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const readsTypeScript = major > 22 || (major === 22 && minor >= 18);
const here = dirname(fileURLToPath(import.meta.url));
const locked = join(here, '..', '..', 'node_modules', '.bin', 'node');

if (readsTypeScript) {
  await import('../main.ts');
} else if (existsSync(locked)) {
  const run = spawnSync(locked, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = run.status ?? 1;
} else {
  process.stderr.write(`consilium needs Node 22.18 or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 1;
}
