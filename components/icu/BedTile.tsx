'use client';

import Link from 'next/link';
import { memo } from 'react';
import { useStore } from 'zustand';
import visually from '#components/ui/visually.module.css';
import type { WallTile } from '#lib/icu/wall/wall-message.ts';
import { bedHref } from './bed-href.ts';
import { shortWho, timeText } from './icu-text.ts';
import { TileRisks } from './TileRisks.tsx';
import { TileRule } from './TileRule.tsx';
import { MinorSigns, SignRow } from './TileSigns.tsx';
import classes from './tile.module.css';
import { type BedStatus, bedStatus, recentMove, type Time, timeOf } from './tile-facts.ts';
import { mostUrgent } from './wall-order.ts';
import type { WallStore } from './wall-store.ts';
import type { Link as Line } from './wave/wall-protocol.ts';

/** A tile looks at the clock no oftener: ages are told in minutes. */
const COARSE_MS = 5000;

type BedTileProps = { readonly wall: WallStore; readonly bed: string };

/** One bed of the wall. */
export const BedTile = memo(function BedTile({ wall: { store }, bed }: BedTileProps) {
  const tile = useStore(store, ({ tiles }) => tiles?.get(bed));
  const now = useStore(store, (state) => Math.floor(state.now / COARSE_MS) * COARSE_MS);
  const clock = useStore(store, (state) => state.clock);
  const link = useStore(store, (state) => state.link);
  if (!tile) return null;
  const time = timeOf(now, clock);
  return <Tile tile={tile} time={time} link={link} status={bedStatus(tile, time)} />;
});

type TileProps = {
  readonly tile: WallTile;
  readonly time: Time;
  readonly link: Line;
  readonly status: BedStatus;
};

/** Short to look at, whole to hear. */
function Who({ who }: { readonly who: string }) {
  const short = shortWho(who);
  return short === who ? who : <abbr title={who}>{short}</abbr>;
}

function Tile({ tile, time, link, status }: TileProps) {
  const urgent = mostUrgent(tile);
  return (
    <article
      className={classes.tile}
      data-status={link.state === 'lost' && status.kind !== 'empty' ? 'stale' : status.kind}
      data-alert={urgent?.state}
      aria-labelledby={`bed-${tile.bed}`}
    >
      <header className={classes.head}>
        <h2 className={classes.bed} id={`bed-${tile.bed}`}>
          <Link href={bedHref(tile.bed)} prefetch={false} className={classes.link}>
            <span className={classes.word}>Bed </span>
            {tile.bed}
          </Link>
        </h2>
        <span className={classes.who}>
          {status.kind === 'empty' ? '' : <Who who={tile.who ?? 'no particulars'} />}
        </span>
        <Moved tile={tile} time={time} />
        {status.kind === 'empty' ? null : <TileRule tile={tile} status={status} link={link} />}
      </header>
      {status.kind === 'empty' ? (
        <p className={classes.empty}>Empty</p>
      ) : (
        <>
          <div className={classes.lanes}>
            <SignRow tile={tile} time={time} sign="heart-rate" waveform="ecg" />
            <SignRow tile={tile} time={time} sign="spo2" waveform="pleth" />
            <SignRow tile={tile} time={time} sign="mean-pressure" waveform="abp" />
            <Gap status={status} />
          </div>
          <MinorSigns tile={tile} time={time} />
          <TileRisks tile={tile} status={status} link={link} />
        </>
      )}
    </article>
  );
}

/** Beside who it is: where somebody lay until a while ago. */
function Moved({ tile, time }: Pick<TileProps, 'tile' | 'time'>) {
  const move = recentMove(tile, time.now);
  return move ? (
    <b className={classes.moved} title={`Moved here from bed ${move.bed} at ${timeText(move.at)}`}>
      <span aria-hidden>←{move.bed}</span>
      <span className={visually.hidden}>moved here from bed {move.bed}</span>
    </b>
  ) : null;
}

/** Over the waveforms, where there are none. */
function Gap({ status }: Pick<TileProps, 'status'>) {
  if (status.kind === 'no-data') return <p className={classes.gap}>No data since {timeText(status.since)}</p>;
  if (status.kind === 'waiting') return <p className={classes.gap}>No data yet</p>;
  return null;
}
