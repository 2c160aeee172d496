import { openAsBlob } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Issue } from '#lib/clinical/issue.ts';
import { type OpenedGenotypes, openGenotypes } from '#lib/genomics/open-genotypes.ts';
import type { NamedSource } from '#lib/genomics/read-vcf.ts';

export const NOTHING_TO_READ = 2;

/** A file that is read piece by piece and never held whole. Rejects when the path cannot be opened. */
export async function openFile(path: string): Promise<NamedSource> {
  // `openAsBlob` itself does not say which file is missing.
  await access(path);
  return { name: basename(path), source: await openAsBlob(path) };
}

/** Genotypes to count alleles in: VCF, or the raw text of a consumer chip. Rejects when the path cannot be opened. */
export async function openGenotypeFile(path: string): Promise<OpenedGenotypes> {
  await access(path);
  return openGenotypes({ name: basename(path), source: await openAsBlob(path) });
}

export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Says on standard error what was left out, and why. */
export function sayIssues(issues: readonly Issue[]): void {
  for (const { severity, message } of issues) say(`${severity}: ${message}`);
}

/** Runs an action whose files may not exist: then a sentence and exit status 2, no stack. */
export async function withFiles(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause)) throw cause;
    say(cause.message);
    process.exitCode = NOTHING_TO_READ;
  }
}
