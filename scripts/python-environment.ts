import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { mustRun, runCommand } from './run-command.ts';
import { stampOf } from './source-stamp.ts';

const FOLDER = 'training/.venv';
const REQUIREMENTS = 'training/requirements.txt';
const STAMP = `${FOLDER}/requirements.sha256`;
export const python = `${FOLDER}/bin/python`;

export const hasPython = (): boolean => existsSync(STAMP);

/** PyTorch's own index of CPU builds: a tenth of what the default build with its CUDA libraries takes. */
const CPU_INDEX = 'https://download.pytorch.org/whl/cpu';
const PATIENCE_MS = 5_000;

async function torchVersion(): Promise<string> {
  const [, version] = /^torch==(\S+)/m.exec(await readFile(REQUIREMENTS, 'utf8')) ?? [];
  if (version === undefined) throw new Error(`${REQUIREMENTS} pins no version of torch`);
  return version;
}

/** Options of pip that get the CPU build of torch; none where a GPU wants the other, or where the index is out of reach. */
async function cpuBuild(): Promise<readonly string[]> {
  if (process.platform !== 'linux' || existsSync('/proc/driver/nvidia/version')) return [];
  const answer = await fetch(`${CPU_INDEX}/torch/`, {
    method: 'HEAD',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => null);
  return answer?.ok ? ['--extra-index-url', CPU_INDEX, `torch==${await torchVersion()}+cpu`] : [];
}

/** Makes `training/.venv` when it is absent or older than `requirements.txt`. Throws an `Error` with pip's words. */
export async function ensurePython(): Promise<string> {
  const stamp = await stampOf([REQUIREMENTS]);
  if (existsSync(python) && existsSync(STAMP) && (await readFile(STAMP, 'utf8')) === stamp) return 'there';
  await mustRun('python3', ['-m', 'venv', '--clear', FOLDER]);
  const pip = [
    '-m',
    'pip',
    'install',
    '--disable-pip-version-check',
    '--no-input',
    '--quiet',
    '--no-compile',
  ];
  const small = await cpuBuild();
  // An index that answers may still lack a build for this machine: then torch comes with the rest.
  const isSmall = small.length > 0 && (await runCommand(python, [...pip, ...small])).code === 0;
  await mustRun(python, [...pip, '-r', REQUIREMENTS]);
  await writeFile(STAMP, stamp);
  return isSmall ? 'made, with the CPU build of torch' : 'made';
}
