import { readFile } from 'node:fs/promises';
import { z } from 'zod';

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

const vitest = z
  .object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number() })
  .transform((r) => ({ passed: r.numPassedTests, failed: r.numFailedTests, skipped: r.numPendingTests }));

const playwright = z
  .object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), skipped: z.number(), flaky: z.number() }),
  })
  .transform(({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }));

/** JUnit's one `<testsuite tests= failures= errors= skipped=>`, as pytest writes it. */
const pytest = z.string().transform((xml) => {
  const suite = /<testsuite\s[^>]*>/.exec(xml)?.[0] ?? '';
  const of = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = of('failures') + of('errors');
  return { passed: of('tests') - failed - of('skipped'), failed, skipped: of('skipped') };
});

const none: Counts = { passed: 0, failed: 0, skipped: 0 };

async function read(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

/** What a runner's report file counts; a runner that died before it wrote one counts as one failure. */
export async function countsOf(runner: 'vitest' | 'playwright' | 'pytest', path: string): Promise<Counts> {
  const text = await read(path);
  if (text === null) return { ...none, failed: 1 };
  if (runner === 'pytest') return pytest.parse(text);
  return (runner === 'vitest' ? vitest : playwright).parse(JSON.parse(text));
}

export function sum(all: readonly Counts[]): Counts {
  return all.reduce(
    (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }),
    none,
  );
}
