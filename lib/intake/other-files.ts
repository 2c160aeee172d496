import type { Issue } from '#lib/clinical/issue.ts';
import { INSTEAD, type KnownKind, messageOf } from './kinds/known-kind.ts';

/** A folder can hold thousands of files of no kind that is read. */
const NAMED = 20;
/** Kinds in one archive that a sentence names. */
const KINDS_NAMED = 3;

/** A file that a WFDB header would name, and none did. */
const SIGNALS = /\.(dat|atr|qrs)$/i;
const BESIDE = ' If it belongs to a WFDB record, choose its header (.hea) with it.';

type OtherFile = { readonly file: string; readonly of: KnownKind };

/** `JPEG picture (12), PDF document`; the most frequent first. */
function contentOf(files: readonly OtherFile[]): string {
  const counts = new Map<string, number>();
  for (const { of } of files) counts.set(of.what, (counts.get(of.what) ?? 0) + 1);
  const kinds = [...counts].sort(([, a], [, b]) => b - a);
  const named = kinds
    .slice(0, KINDS_NAMED)
    .map(([what, count]) => `${what.replace(/^an? /, '')}${count === 1 ? '' : ` (${count})`}`)
    .join(', ');
  return kinds.length > KINDS_NAMED ? `${named} and others` : named;
}

/** An archive of which no file is read, as one kind; alike files say what to do for all of them. */
function archiveKind(files: readonly OtherFile[]): KnownKind {
  const [only, ...others] = new Set(files.map(({ of }) => of.instead));
  return {
    what: `a zip archive that holds nothing that is read here (${contentOf(files)})`,
    instead: only !== undefined && others.length === 0 ? only : INSTEAD.dataFile,
  };
}

/** Files that nothing here reads, each named for what it is. */
export class OtherFiles {
  #files: OtherFile[] = [];

  add(file: string, of: KnownKind): void {
    this.#files.push({ file, of });
  }

  /**
   * Names an archive in place of its files when none of them is read.
   *
   * @param count of files in the archive
   */
  closeArchive(archive: string, count: number): void {
    const isInside = ({ file }: OtherFile) => file.startsWith(`${archive}/`);
    const inside = this.#files.filter(isInside);
    if (inside.length < count || inside.length === 0) return;
    this.#files = this.#files.filter((one) => !isInside(one));
    this.add(archive, archiveKind(inside));
  }

  issues(): Issue[] {
    const named = this.#files.slice(0, NAMED).map(({ file, of }): Issue => {
      const message = `${messageOf(of)}${SIGNALS.test(file) ? BESIDE : ''}`;
      return { code: 'file-kind', severity: 'warning', file, message };
    });
    const more = this.#files.length - named.length;
    if (more === 0) return named;
    const message = `${more} further file${more === 1 ? ' is' : 's are'} of no kind that is read here; ${INSTEAD.dataFile}.`;
    return [...named, { code: 'file-kind', severity: 'warning', message }];
  }
}
