import { Zip, ZipDeflate } from 'fflate';

/** Names in an archive of cleaned files: numbers in the order of arrival, nothing of the originals. */
class NumberedNames {
  readonly #known = new Map<string, number>();
  readonly #next = new Map<string, number>();

  of(above: string, key: string, prefix: string): string {
    const whole = `${above}/${key}`;
    const number = this.#known.get(whole) ?? (this.#next.get(above) ?? 0) + 1;
    if (!this.#known.has(whole)) this.#next.set(above, number);
    this.#known.set(whole, number);
    return `${above}/${prefix}${String(number).padStart(4, '0')}`;
  }
}

type Placed = {
  readonly patientCode: string;
  readonly study: string;
  readonly series: string;
  readonly instance: string;
};

/** A zip archive that is written file by file. Its entries bear no date: the time of a copy is nobody's business. */
export class ArchiveWriter {
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];
  readonly #names = new NumberedNames();
  readonly #zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.#parts.push(new Uint8Array(chunk));
  });

  add({ patientCode, study, series, instance }: Placed, bytes: Uint8Array): void {
    const folder = this.#names.of(this.#names.of(patientCode, study, 'study-'), series, 'series-');
    const entry = new ZipDeflate(`${this.#names.of(folder, instance, '')}.dcm`, { level: 6 });
    entry.mtime = new Date(1980, 0, 1);
    this.#zip.add(entry);
    entry.push(bytes, true);
  }

  finish(): Blob {
    this.#zip.end();
    return new Blob(this.#parts, { type: 'application/zip' });
  }
}
