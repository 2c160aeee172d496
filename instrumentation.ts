/** Runs once before the server answers anything: unsafe settings end the process, however it was started. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { environment, InvalidEnvironment } = await import('#lib/server/env.ts');
  try {
    environment();
  } catch (error) {
    if (!(error instanceof InvalidEnvironment)) throw error;
    process.stderr.write(`Consilium does not start:\n${error.sentences.map((s) => `- ${s}\n`).join('')}`);
    process.exit(1);
  }
}
