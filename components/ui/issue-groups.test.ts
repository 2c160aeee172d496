import { describe, expect, it } from 'vitest';
import type { Issue } from '#lib/clinical/issue.ts';
import { groupIssues } from './issue-groups.ts';

const issue = (part: Partial<Issue>): Issue => ({
  code: 'unit-missing',
  severity: 'warning',
  message: 'Left out.',
  ...part,
});

describe('groupIssues', () => {
  it('puts errors before warnings before notes, whatever their number', () => {
    const groups = groupIssues([
      issue({ severity: 'information', code: 'assumption' }),
      issue({ message: 'a' }),
      issue({ message: 'b' }),
      issue({ severity: 'error', code: 'file-unreadable' }),
    ]);
    expect(groups.map(({ severity }) => severity)).toEqual(['error', 'warning', 'information']);
  });

  it('keeps files apart', () => {
    const groups = groupIssues([issue({ file: 'a.json' }), issue({ file: 'b.json' })]);
    expect(groups.map(({ file }) => file).sort()).toEqual(['a.json', 'b.json']);
  });

  it('counts the same sentence about the same field once', () => {
    const [group] = groupIssues([
      issue({ path: 'Observation/1' }),
      issue({ path: 'Observation/1' }),
      issue({ path: 'Observation/2' }),
    ]);
    expect(group?.issues).toHaveLength(2);
  });
});
