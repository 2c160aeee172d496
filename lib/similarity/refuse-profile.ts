// Why somebody cannot be searched with, or found.
import type { Issue } from '#lib/clinical/issue.ts';
import type { Profile } from './profile.ts';

/** Of a profile that another space or network made: its numbers mean something else. `null`: it is of this one. */
export function staleProfile({ space }: Pick<Profile, 'space'>, key: string): Issue | null {
  if (space === key) return null;
  const message =
    'This patient was indexed with another version of the networks or of their weights, and cannot be compared: index again.';
  return { code: 'wrong-version', severity: 'error', message };
}

/** Of a profile without a view; `null`: it has one at least. */
export function nothingToCompare({ views, gaps }: Profile): Issue | null {
  if (Object.keys(views).length > 0) return null;
  const why = [...new Set(gaps.map(({ detail }) => detail))].join(' ');
  const message = `Nothing of this patient can be compared with others. ${why}`.trim();
  return { code: 'too-little-data', severity: 'error', message };
}
