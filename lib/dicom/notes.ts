import type { Issue } from '#lib/clinical/issue.ts';
import { type Keyword, TAGS } from './tags.ts';

/** `Rows (0028,0010)`. */
function nameOf(keyword: Keyword): string {
  const hex = TAGS[keyword].toString(16).padStart(8, '0');
  return `${keyword} (${hex.slice(0, 4)},${hex.slice(4)})`;
}

/** What a file says and the viewer does not do, or cannot believe: collected while reading, shown beside the picture. */
export class Notes {
  readonly #issues = new Map<string, Issue>();

  /** The same sentence about many frames stands once. */
  add(keyword: Keyword, message: string, severity: Issue['severity'] = 'warning'): void {
    this.#issues.set(message, { code: 'structure', severity, path: nameOf(keyword), message });
  }

  get issues(): readonly Issue[] {
    return [...this.#issues.values()];
  }
}
