/** Runs once before the server answers anything, however it was started. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { refuseUnsafeStart } = await import('#lib/server/refuse-unsafe-start.ts');
    refuseUnsafeStart();
  }
}
