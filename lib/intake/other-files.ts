import type { Issue } from '#lib/clinical/issue.ts';

/** A folder can hold thousands of files of no kind that is read. */
const NAMED = 20;

/** A file that a WFDB header would name, and none did. */
const SIGNALS = /\.(dat|atr|qrs)$/i;

const READ = 'Read are FHIR as JSON, DICOM, VCF, files of wearables, WFDB records and zip archives of these.';

/** Files that nothing here reads, each named for what it is. */
export class OtherFiles {
  readonly #issues: Issue[] = [];
  #more = 0;

  /** @param what the end of the sentence “This is …” */
  add(file: string, what: string): void {
    if (this.#issues.length >= NAMED) {
      this.#more += 1;
      return;
    }
    const beside = SIGNALS.test(file)
      ? ' If it belongs to a WFDB record, choose its header (.hea) with it.'
      : '';
    const message = `This is ${what}. It was not read.${beside}`;
    this.#issues.push({ code: 'file-kind', severity: 'warning', file, message });
  }

  issues(): Issue[] {
    if (this.#more === 0) return this.#issues;
    const message = `${this.#more} further file${this.#more === 1 ? ' is' : 's are'} of no kind that is read. ${READ}`;
    return [...this.#issues, { code: 'file-kind', severity: 'warning', message }];
  }
}
