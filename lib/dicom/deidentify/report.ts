import type { Change } from './change.ts';

/** One kind of change over all files: what the screen shows. */
export type ChangeSummary = {
  /** Tags without the numbers of items. */
  readonly path: string;
  readonly name: string;
  readonly action: Change['action'];
  readonly files: number;
  /** Of the first file. */
  readonly before: string;
  readonly after: string;
};

const COLUMNS = ['file', 'attribute', 'name', 'vr', 'action', 'before', 'after'];

/** RFC 4180; a cell that a spreadsheet would run as a formula begins with an apostrophe. */
const csvCell = (text: string): string => {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""').replaceAll('\r', ' ').replaceAll('\n', ' ')}"`;
};

const withoutItems = (path: string): string => path.replace(/\[\d+\]/g, '');

/** Every change of every file, before and after. It names the patients: it belongs where the originals are. */
export class DeidentifyReport {
  readonly #csv: string[] = [`${COLUMNS.join(',')}\r\n`];
  readonly #json: string[] = [];
  readonly #summaries = new Map<string, { summary: ChangeSummary; files: Set<string> }>();

  add(file: string, changes: readonly Change[]): void {
    for (const change of changes) {
      const { path, name, vr, action, before, after } = change;
      this.#csv.push(`${[file, path, name, vr, action, before, after].map(csvCell).join(',')}\r\n`);
      this.#summarise(file, change);
    }
    this.#json.push(JSON.stringify({ file, changes }));
  }

  #summarise(file: string, { path, name, action, before, after }: Change): void {
    const key = `${withoutItems(path)} ${action}`;
    const known = this.#summaries.get(key) ?? {
      summary: { path: withoutItems(path), name, action, files: 0, before, after },
      files: new Set<string>(),
    };
    known.files.add(file);
    this.#summaries.set(key, known);
  }

  summaries(): ChangeSummary[] {
    return [...this.#summaries.values()]
      .map(({ summary, files }) => ({ ...summary, files: files.size }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  csv(): Blob {
    return new Blob(this.#csv, { type: 'text/csv;charset=utf-8' });
  }

  json(): Blob {
    return new Blob([`[\n${this.#json.join(',\n')}\n]\n`], { type: 'application/json' });
  }
}
