import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matching, type PaletteCommand } from './palette-command.ts';

const command = (group: PaletteCommand['group'], label: string, more: Partial<PaletteCommand> = {}) =>
  ({ id: `${group} ${label}`, group, label, run: () => undefined, ...more }) satisfies PaletteCommand;

const COMMANDS = [
  command('Go to', 'Worklist', { words: 'patients list' }),
  command('Go to', 'Models'),
  command('Patients', 'Zoë Müller-Lüdenscheidt', { detail: 'born 1950-03-02, MRN 4711', onlyAsked: true }),
  command('Patients', 'Molly Rowan', { onlyAsked: true }),
  command('This chart', 'Laboratory'),
];
const labels = (query: string) =>
  matching(COMMANDS, query).flatMap(({ commands }) => commands.map(({ label }) => label));

describe('the palette', () => {
  it('offers everything but patients before a word is typed, the open chart first', () => {
    expect(labels('  ')).toEqual(['Laboratory', 'Worklist', 'Models']);
  });

  it.each([
    ['mull', ['Zoë Müller-Lüdenscheidt']],
    ['luden zoe', ['Zoë Müller-Lüdenscheidt']],
    ['4711', ['Zoë Müller-Lüdenscheidt']],
    ['mo', ['Models', 'Molly Rowan']],
    ['list', ['Worklist']],
    ['owan', []],
  ])('finds by the beginnings of words, whatever their order and marks: %s', (query, found) => {
    expect(labels(query)).toEqual(found);
  });

  it('puts what begins with the words before what only has them', () => {
    const two = [command('Go to', 'About models'), command('Go to', 'Models')];
    expect(matching(two, 'models')[0]?.commands.map(({ label }) => label)).toEqual([
      'Models',
      'About models',
    ]);
  });

  it('shows a few of many and says how many are left', () => {
    const many = Array.from({ length: 30 }, (_, k) => command('Patients', `Rowan ${k}`));
    const [group] = matching(many, 'rowan');
    expect(group?.commands).toHaveLength(8);
    expect(group?.left).toBe(22);
  });

  it('gives for any words commands of its own alone, each once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (query) => {
        const found = labels(query);
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });
});
