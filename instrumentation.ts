/** Runs once before the server answers anything, however it was started. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { refuseUnsafeStart } = await import('#lib/server/refuse-unsafe-start.ts');
    refuseUnsafeStart();
    // While one develops, "npx consilium index --demo" does it.
    if (process.env.NODE_ENV === 'production' && process.env.CONSILIUM_INDEX !== '0') {
      const { indexAtStart } = await import('#lib/server/similarity/index-at-start.ts');
      indexAtStart();
    }
    if (process.env.ICU_MLLP_PORT) {
      const { startHl7 } = await import('#lib/server/icu/sources/start-hl7.ts');
      await startHl7();
    }
  }
}
