import { expect, it } from 'vitest';
import { hasPostgres } from '#lib/server/database/fixtures/postgres-server.ts';
import { hasKafka } from '#lib/server/icu/log/fixtures/kafka-broker.ts';
import { drawsOf } from '#lib/similarity/draw.ts';
import { soak } from './soak.ts';

/** The long one is `node scripts/icu-soak.ts`. */
const KILLS = 6;

it.skipIf(!hasPostgres)(
  'loses and doubles nothing when scorers, writer, hub and broker are killed',
  async () => {
    const result = await soak({
      kills: KILLS,
      kafka: hasKafka,
      beds: 12,
      draw: drawsOf(7),
      say: () => undefined,
    });
    expect(result).toMatchObject({ lostEvents: [], lostAlerts: [], strangeAlerts: [], seenWrong: [] });
    expect(new Set(result.kills.map(({ what }) => what)).size).toBeGreaterThan(2);
    expect(result.acknowledged).toBeGreaterThan(50);
    expect(result.expectedAlerts).toBeGreaterThan(5);
  },
  300_000,
);
