import { describe, expect, it } from 'vitest';
import { failureSentence, fileFailure } from './program-fault.ts';
import { UnreadableSource } from './unreadable-source.ts';

describe('fileFailure', () => {
  it('tells a mistake of the program as one, and names the file', () => {
    const { message, ...issue } = fileFailure('a.dcm', new TypeError('x is undefined'));
    expect(issue).toEqual({ code: 'program-fault', severity: 'error', file: 'a.dcm' });
    expect(message).toMatch(
      /^The file could not be read\. This is a fault of the program, not of the file \(TypeError at program-fault\.test\.ts:\d+:\d+\)\.$/,
    );
  });

  it.each([
    new DOMException('The requested file could not be read.', 'NotReadableError'),
    new UnreadableSource('The bytes could not be read to their end.'),
    Object.assign(new Error('gone'), { code: 'ENOENT', syscall: 'open' }),
  ])('knows a file that is not there any more: %s', (thrown) => {
    expect(fileFailure('a.dcm', thrown)).toMatchObject({
      code: 'file-unreadable',
      message: 'The file could not be read from where it lies.',
    });
  });
});

describe('failureSentence', () => {
  it.each([
    new SyntaxError('Unexpected token in JSON: "Miller"'),
    'Miller',
    new DOMException('Miller', 'DataError'),
  ])('repeats nothing that a file may say: %s', (thrown) => {
    expect(failureSentence('The file could not be read', thrown)).not.toContain('Miller');
  });

  it('finds the place in the stacks of other browsers', () => {
    const thrown = Object.assign(new RangeError('x'), { stack: 'open@https://host/chunks/4f2.js:1:23456\n' });
    expect(failureSentence('It failed', thrown)).toContain('(RangeError at 4f2.js:1:23456)');
  });

  it('tells want of memory from a mistake', () => {
    expect(
      failureSentence('The file could not be read', new RangeError('Array buffer allocation failed')),
    ).toBe('The file could not be read: this device has not enough memory for it.');
  });
});

it('leaves a known failure its own sentence', () => {
  const thrown = new UnreadableSource('The disk is gone.');
  expect(failureSentence('The file could not be read', thrown)).toBe('The disk is gone.');
});
