import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { EventLog } from '#lib/icu/events/event-log.ts';
import type { WallTile } from '#lib/icu/wall/wall-message.ts';
import type { Database } from '#lib/server/database/database.ts';
import type { Hub } from '#lib/server/icu/hub/hub.ts';
import { openHub } from '#lib/server/icu/hub/open-hub.ts';
import { type SoakSettings, VIOLATIONS } from './soak-settings.ts';

const LOOK_MS = 200;

/** What must never be seen: one patient on two tiles, or two open alerts of one patient. */
function wrongOf(tiles: readonly WallTile[]): readonly string[] {
  const patients = tiles.flatMap(({ patient }) => patient ?? []);
  const twice = patients.filter((patient, k) => patients.indexOf(patient) !== k);
  const doubled = tiles.filter(({ alerts }) => alerts.filter(({ state }) => state !== 'ended').length > 1);
  const foreign = tiles.filter(({ patient, alerts }) => alerts.some((alert) => alert.patient !== patient));
  return [
    ...twice.map((patient) => `${patient} lies in two beds`),
    ...doubled.map(({ bed }) => `${bed} has two open alerts`),
    ...foreign.map(({ bed }) => `${bed} shows an alert of somebody else`),
  ];
}

const tilesOf = (hub: Hub): readonly WallTile[] => {
  const clock = { now: Date.now(), speed: 1, replay: null };
  return hub.wall.beds.map((bed) => hub.wall.tile(bed, clock));
};

/** Holds the hub as the web server does, looks at its wall, and tells the parent when it is whole and what is open. */
export async function watch(database: Database, log: EventLog, settings: SoakSettings): Promise<never> {
  const started = Date.now();
  const clock = () => ({ now: Date.now(), speed: 1, replay: null });
  const { hub } = openHub({ database, log, clock });
  let told = false;
  for (;;) {
    await wait(LOOK_MS);
    const tiles = tilesOf(hub);
    const wrong = wrongOf(tiles);
    if (wrong.length > 0)
      appendFileSync(join(settings.folder, VIOLATIONS), wrong.map((one) => `${one}\n`).join(''));
    const open = tiles.flatMap(({ alerts }) =>
      alerts.filter(({ state }) => state !== 'ended').map(({ id }) => id),
    );
    const isWhole = tiles.length >= settings.beds && tiles.every(({ newest }) => newest !== null);
    if (isWhole && !told) {
      told = true;
      process.send?.({ whole: Date.now() - started });
    }
    process.send?.({ open });
  }
}
