import type { Issue } from '#lib/clinical/issue.ts';
import type { SourceFile } from './file-bytes.ts';
import { MEBIBYTE, readText } from './file-text.ts';
import { parseJson } from './parse-json.ts';

/** One JSON document must be held and parsed whole; NDJSON may be as long as the inflated limit. */
export const DOCUMENT_LIMIT = 128 * MEBIBYTE;
const BAD_LINES_NAMED = 5;

type FileValue = { readonly value: unknown } | { readonly issue: Issue };

const documentTooLarge = (file: string): Issue => ({
  code: 'file-too-large',
  severity: 'error',
  message: `One JSON document may hold ${DOCUMENT_LIMIT / MEBIBYTE} MiB; save larger records as NDJSON, one resource a line.`,
  file,
});

const empty = (file: string): Issue => ({
  code: 'file-unreadable',
  severity: 'error',
  message: 'The file is empty.',
  file,
});

const moreBadLines = (file: string, count: number): Issue => ({
  code: 'file-unreadable',
  severity: 'error',
  message: `${count} further line${count === 1 ? ' is' : 's are'} not valid JSON and were left out.`,
  file,
});

/** Tells NDJSON from one document by the first line with content, then cuts the text into what to parse. */
class TextCutter {
  readonly #file: string;
  #mode: 'undecided' | 'lines' | 'document';
  #pending: string[] = [];
  #length = 0;
  #line = 0;

  constructor(file: string) {
    this.#file = file;
    this.#mode = /\.(ndjson|jsonl)(\.gz)?$/i.test(file) ? 'lines' : 'undecided';
  }

  get tooLarge(): boolean {
    return this.#length > DOCUMENT_LIMIT;
  }

  *feed(piece: string): Generator<FileValue> {
    const parts = this.#mode === 'document' ? [piece] : piece.split('\n');
    for (const [index, part] of parts.entries()) {
      if (index > 0) yield* this.#endLine();
      this.#pending.push(part);
      this.#length += part.length;
    }
  }

  *#endLine(): Generator<FileValue> {
    if (this.#mode === 'undecided') this.#decide();
    if (this.#mode === 'document') this.#pending.push('\n');
    else yield* this.end();
    this.#line += 1;
  }

  #decide(): void {
    const line = this.#pending.join('').trim();
    if (line !== '') this.#mode = line.startsWith('{') && line.endsWith('}') ? 'lines' : 'document';
  }

  /** Parses what is pending: the last line, or the whole document. */
  *end(): Generator<FileValue> {
    // Files that were joined bring each a byte-order mark of its own.
    const text = this.#pending.join('').replace(/^\uFEFF/, '');
    this.#pending = [];
    this.#length = 0;
    if (text.trim() === '') return;
    const inLines = this.#mode === 'lines';
    const parsed = parseJson(
      text,
      inLines ? { file: this.#file, line: this.#line + 1 } : { file: this.#file },
    );
    if ('code' in parsed) yield { issue: parsed };
    else {
      if (parsed.issue) yield { issue: parsed.issue };
      yield { value: parsed.value };
    }
  }
}

type Trouble = 'repeated-name' | 'bad';

const troubleIn = (outcome: FileValue): Trouble | undefined => {
  if ('value' in outcome) return undefined;
  return outcome.issue.code === 'contradiction' ? 'repeated-name' : 'bad';
};

/** Yields each JSON value of a file in order, and each reason why a part of it is not one. */
export async function* readValues(source: SourceFile): AsyncGenerator<FileValue> {
  const cutter = new TextCutter(source.name);
  const counts = { 'repeated-name': 0, bad: 0 };
  let values = 0;
  for await (const outcome of cutValues(source, cutter)) {
    values += 1;
    const trouble = troubleIn(outcome);
    if (trouble) counts[trouble] += 1;
    // Resources with a repeated name are counted again where they are left out.
    if (!trouble || counts[trouble] <= BAD_LINES_NAMED) yield outcome;
  }
  if (values === 0) yield { issue: empty(source.name) };
  if (counts.bad > BAD_LINES_NAMED) yield { issue: moreBadLines(source.name, counts.bad - BAD_LINES_NAMED) };
}

async function* cutValues(source: SourceFile, cutter: TextCutter): AsyncGenerator<FileValue> {
  for await (const piece of readText(source)) {
    if (typeof piece !== 'string') yield { issue: piece };
    else yield* cutter.feed(piece);
    if (typeof piece !== 'string' && piece.severity === 'error') return;
    if (cutter.tooLarge) {
      yield { issue: documentTooLarge(source.name) };
      return;
    }
  }
  yield* cutter.end();
}
