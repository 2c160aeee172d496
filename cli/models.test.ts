import { afterEach, expect, it, vi } from 'vitest';
import { command } from './models.ts';

afterEach(() => vi.restoreAllMocks());

it('lists every model, those of intensive care too, and each can be used here', async () => {
  const out: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => out.push(String(line)) > 0);
  await command.parseAsync([], { from: 'user' });
  const lines = out.join('').split('\n');
  const ids = lines.filter((line) => /^\S/.test(line)).map((line) => line.split(' ')[0]);
  expect(ids).toEqual([
    'readmission',
    'radiograph-findings',
    'echo-findings',
    'icu-sepsis',
    'icu-deterioration',
    'icu-explain',
  ]);
  expect(lines.filter((line) => line.includes('cannot be used'))).toEqual([]);
});
