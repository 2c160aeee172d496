import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { mustRun } from './run-command.ts';

const FOLDER = 'training/work/postgres-venv';
/** PostgreSQL 16 with pgvector as a wheel. */
const PACKAGE = 'pgserver==0.1.4';

/** Makes a Python environment with PostgreSQL and pgvector for tests. Throws an `Error` with pip's words. */
export async function ensurePostgres(): Promise<string> {
  const python = `${FOLDER}/bin/python`;
  const mark = `${FOLDER}/bin/.${PACKAGE}`;
  if (existsSync(mark)) return 'there';
  await mustRun('python3', ['-m', 'venv', '--clear', FOLDER]);
  await mustRun(python, ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '-q', PACKAGE]);
  await writeFile(mark, '');
  return 'made';
}
