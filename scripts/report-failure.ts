/** Runs a script; what stops it is printed as a sentence, not as a stack, and the exit code says so. */
export async function reportFailure(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
