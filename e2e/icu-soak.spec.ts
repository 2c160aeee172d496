import { expect, test } from '@playwright/test';
import { hasPostgres } from '#lib/server/database/fixtures/postgres-server.ts';
import { hasKafka } from '#lib/server/icu/log/fixtures/kafka-broker.ts';
import { drawsOf } from '#lib/similarity/draw.ts';
import { soak } from '../scripts/icu-soak/soak.ts';

/** The long one is `node scripts/icu-soak.ts`. */
const KILLS = 6;

test('nothing is lost or doubled when scorers, writer, web server, database and broker are killed', async () => {
  test.skip(!hasPostgres, 'there is no PostgreSQL');
  test.setTimeout(600_000);
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
});
