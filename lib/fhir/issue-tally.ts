import type { Issue } from '#lib/clinical/issue.ts';

/** One kind of complaint; `sentence` gets how many resources it is about. */
export type Complaint = Omit<Issue, 'message'> & { readonly sentence: (count: number) => string };

/** Counts complaints of one kind into one `Issue`, so that a broken export gives a few sentences and not thousands. */
export class IssueTally {
  readonly #counted = new Map<string, { readonly first: Complaint; count: number }>();

  add(complaint: Complaint): void {
    const key = [complaint.code, complaint.severity, complaint.file, complaint.sentence(1)].join('\n');
    const counted = this.#counted.get(key);
    if (counted === undefined) this.#counted.set(key, { first: complaint, count: 1 });
    else counted.count += 1;
  }

  /** In order of first occurrence; `path` is that of the first one. */
  issues(): Issue[] {
    return Array.from(this.#counted.values(), ({ first, count }) => {
      const { sentence, ...issue } = first;
      return { ...issue, message: sentence(count) };
    });
  }
}

/** `1 Observation resource`, `3 Observation resources`. */
export const counted = (count: number, type: string): string =>
  `${count} ${type} resource${count === 1 ? '' : 's'}`;
