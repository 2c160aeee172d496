/** Whoever sends more than this waits, and nobody else does. */
export type Rate = { readonly perSecond: number; readonly burst: number };

type Bucket = { tokens: number; at: number };

/** A full bucket is as good as none: it is forgotten when there are many. */
const MOST_REMEMBERED = 10_000;

/**
 * A token bucket for each key.
 *
 * @returns whether one more of a key may pass at a time in ms
 */
export function tokenBuckets({ perSecond, burst }: Rate): (key: string, nowMs: number) => boolean {
  const buckets = new Map<string, Bucket>();
  const tokensAt = ({ tokens, at }: Bucket, now: number): number =>
    Math.min(burst, tokens + (Math.max(0, now - at) / 1000) * perSecond);
  const forgetFull = (now: number) => {
    for (const [key, bucket] of buckets) if (tokensAt(bucket, now) >= burst) buckets.delete(key);
  };
  return (key, now) => {
    if (buckets.size > MOST_REMEMBERED) forgetFull(now);
    const tokens = tokensAt(buckets.get(key) ?? { tokens: burst, at: now }, now);
    const passes = tokens >= 1;
    buckets.set(key, { tokens: passes ? tokens - 1 : tokens, at: now });
    return passes;
  };
}
