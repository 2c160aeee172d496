import type { Issue } from '#lib/clinical/issue.ts';
import { readWfdbHeader, type WfdbHeader } from '#lib/signal/readers/wfdb-header.ts';
import { baseOf, type ChosenFile, folderOf } from '../chosen-file.ts';

/** Names of annotation files that are commonest beside a record (annot(5)). */
const ANNOTATIONS = ['atr', 'qrs', 'ecg', 'ari', 'apn'];

const isHeader = ({ name }: ChosenFile): boolean => /\.hea$/i.test(name);

/** Headers first, so that what they name is known for theirs whatever its bytes look like. */
export const headersFirst = <T extends { readonly name: string }>(files: readonly T[]): readonly T[] => [
  ...files.filter(({ name }) => /\.hea$/i.test(name)),
  ...files.filter(({ name }) => !/\.hea$/i.test(name)),
];

/** Files that a header names, beside it. */
const namedBy = (header: WfdbHeader): string[] => [
  ...header.signals.map(({ file }) => file).filter((file) => file !== '~'),
  ...header.segments.flatMap(({ name }) => (name === '~' ? [] : [`${name}.hea`])),
];

const keyOf = (name: string): string => name.toLowerCase();

/** Which chosen files belong to which WFDB header. One use for one upload. */
export class WfdbParts {
  readonly #headers: ChosenFile[] = [];
  /** Names that each header names, by the header's. */
  readonly #named = new Map<string, readonly string[]>();
  /** The header that names a file, by the file's name. */
  readonly #claimedBy = new Map<string, string>();
  readonly #taken: ChosenFile[] = [];

  /** Takes in a header. */
  async add(file: ChosenFile): Promise<void> {
    this.#headers.push(file);
    const { header } = readWfdbHeader(await file.bytes.text(), file.name);
    if (!header) return;
    const record = baseOf(file.name).replace(/\.hea$/i, '');
    const named = namedBy(header);
    this.#named.set(file.name, named);
    for (const name of [...named, ...ANNOTATIONS.map((ending) => `${record}.${ending}`)]) {
      const key = keyOf(folderOf(file.name) + name);
      if (!this.#claimedBy.has(key) && key !== keyOf(file.name)) this.#claimedBy.set(key, file.name);
    }
  }

  /** Keeps a file that a header named; `false`: none did, or it is a header itself. */
  take(file: ChosenFile): boolean {
    if (isHeader(file) || !this.#claimedBy.has(keyOf(file.name))) return false;
    this.#taken.push(file);
    return true;
  }

  /** Headers of whole records: no other names them. */
  records(): readonly ChosenFile[] {
    return this.#headers.filter(({ name }) => !this.#claimedBy.has(keyOf(name)));
  }

  #recordOf(name: string): string {
    let of = name;
    for (let depth = 0; depth < 3; depth += 1) of = this.#claimedBy.get(keyOf(of)) ?? of;
    return of;
  }

  /** Everything of a record but its header. */
  partsOf = ({ name }: ChosenFile): readonly ChosenFile[] =>
    [...this.#headers, ...this.#taken].filter(
      (file) => file.name !== name && this.#recordOf(file.name) === name,
    );

  /** Files that a record's headers name and that were not chosen. */
  missing(record: ChosenFile): readonly string[] {
    const parts = this.partsOf(record);
    const there = new Set(parts.map(({ name }) => keyOf(baseOf(name))));
    const named = [record, ...parts.filter(isHeader)].flatMap(({ name }) => this.#named.get(name) ?? []);
    return [...new Set(named)].filter((name) => !there.has(keyOf(name)));
  }

  /** Records of which a file was not chosen: they are not read, and this says so. */
  incomplete(): Issue[] {
    return this.records().flatMap((record): Issue[] => {
      const files = this.missing(record).join(', ');
      const message = `This is a WFDB header, and ${files}, which it names, was not chosen with it.`;
      return files === '' ? [] : [{ code: 'archive', severity: 'error', file: record.name, message }];
    });
  }
}
