import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { mustRun } from './run-command.ts';
import { stampOf } from './source-stamp.ts';

const FOLDER = 'training/.venv';
const STAMP = `${FOLDER}/requirements.sha256`;
export const python = `${FOLDER}/bin/python`;

export const hasPython = (): boolean => existsSync(STAMP);

/** Makes `training/.venv` when it is absent or older than `requirements.txt`. Throws an `Error` with pip's words. */
export async function ensurePython(): Promise<string> {
  const stamp = await stampOf(['training/requirements.txt']);
  if (existsSync(python) && existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === stamp) return 'there';
  await mustRun('python3', ['-m', 'venv', '--clear', FOLDER]);
  const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet'];
  await mustRun(python, [...pip, '-r', 'training/requirements.txt']);
  await writeFile(STAMP, stamp);
  return 'made';
}
