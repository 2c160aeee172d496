import { describe, expect, it } from 'vitest';
import { isTagged, TaggedError } from './tagged-error.ts';

class Leak extends TaggedError {
  override readonly name = 'Leak';
  readonly tag: 'slow' | 'fast';
  constructor(tag: Leak['tag'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.tag = tag;
  }
}

class Flood extends TaggedError {
  override readonly name = 'Flood';
  readonly tag = 'slow';
}

describe('isTagged', () => {
  it('knows a failure of the family, with its cause', () => {
    const cause = new TypeError('x is not a function');
    const thrown: unknown = new Leak('slow', 'The pipe leaks.', { cause });
    expect(isTagged(thrown)).toBe(true);
    expect(isTagged<Leak>(thrown, 'Leak') && [thrown.tag, thrown.cause]).toEqual(['slow', cause]);
    expect(isTagged<Flood>(thrown, 'Flood')).toBe(false);
    expect(String(thrown)).toBe('Leak: The pipe leaks.');
  });

  it("knows it by its fields: another bundle's class, or plain data from a worker", () => {
    expect(
      isTagged<Leak>(structuredClone({ name: 'Leak', tag: 'fast', message: 'The pipe leaks.' }), 'Leak'),
    ).toBe(true);
  });

  it.each([
    new TypeError('x is not a function'),
    new DOMException('The page was left.', 'AbortError'),
    Object.assign(new Error('no such file'), { code: 'ENOENT' }),
    Object.assign(new Error('odd'), { tag: 7 }),
    'a sentence',
    null,
    undefined,
  ])('takes %s for none of it', (thrown) => {
    expect(isTagged(thrown)).toBe(false);
  });
});
