import { InvalidEnvironment } from '#lib/server/env.ts';

/** Runs a script; what stops it is printed as sentences, not as a stack, and the exit code says so. */
export async function reportFailure(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (error instanceof InvalidEnvironment) {
      process.stderr.write('Consilium does not start:\n');
      for (const sentence of error.sentences) process.stderr.write(`- ${sentence}\n`);
    } else {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
    process.exit(1);
  }
}
