/** A broken system that is known: its message is a sentence fit for the screen. Anything else is a defect. */
export const isTagged = (error: unknown): error is Error => error instanceof Error && '_tag' in error;
