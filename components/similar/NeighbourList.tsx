import { Button } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import type { Member } from '#lib/similarity/profile.ts';
import type { Neighbour } from '#lib/similarity/rank.ts';
import type { SpaceView } from '#lib/similarity/space.ts';
import { outcomeText, whoText } from './member-text.ts';
import classes from './neighbours.module.css';
import { OpenChart } from './OpenChart.tsx';
import { ShareBars } from './ShareBars.tsx';
import { pointsText } from './similarity-text.ts';
import type { WhySentences } from './why-sentences.ts';

type NeighbourListProps = {
  /** In the order of their ranks. */
  readonly items: readonly { readonly neighbour: Neighbour; readonly rank: number }[];
  readonly members: readonly Member[];
  readonly views: readonly SpaceView[];
  /** Row of the one that is open. */
  readonly chosen: number | null;
  readonly onChoose: (place: number) => void;
  readonly onCompare: () => void;
  /** Whether similarities are sums over the views. */
  readonly summed: boolean;
  /** Words of why somebody is similar. */
  readonly why: (neighbour: Neighbour) => WhySentences;
};

/** The nearest, one of them open with its reasons; the arrow keys go from one to the next. */
export function NeighbourList({ items, chosen, onChoose, ...rest }: NeighbourListProps) {
  const list = useRef<HTMLOListElement>(null);
  const step = (event: KeyboardEvent, from: number) => {
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: items.length - 1 }[event.key];
    const next = to === undefined ? undefined : items[to];
    if (to === undefined || !next) return;
    event.preventDefault();
    onChoose(next.neighbour.member);
    list.current?.querySelectorAll<HTMLElement>('[data-neighbour]')[to]?.focus();
  };
  return (
    <ol ref={list} className={classes.neighbours}>
      {items.map(({ neighbour, rank }, index) => (
        <NeighbourItem
          key={neighbour.member}
          {...rest}
          neighbour={neighbour}
          rank={rank}
          open={neighbour.member === chosen}
          onOpen={() => onChoose(neighbour.member)}
          onStep={(event) => step(event, index)}
        />
      ))}
    </ol>
  );
}

type NeighbourItemProps = Omit<NeighbourListProps, 'items' | 'chosen' | 'onChoose'> & {
  readonly neighbour: Neighbour;
  readonly rank: number;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onStep: (event: KeyboardEvent) => void;
};

function NeighbourItem({
  neighbour,
  rank,
  open,
  members,
  onOpen,
  onStep,
  why: tell,
  ...rest
}: NeighbourItemProps) {
  const member = members[neighbour.member];
  if (!member) return null;
  const why = tell(neighbour);
  return (
    <li className={classes.neighbour} data-open={open || undefined}>
      <button
        type="button"
        data-neighbour
        className={classes.neighbourHead}
        aria-expanded={open}
        onClick={onOpen}
        onKeyDown={onStep}
      >
        <span className={classes.rank}>{rank.toLocaleString('en-GB')}</span>
        <span className={classes.who}>
          <span className={classes.whoName}>{whoText(member)}</span>
          <span className={classes.outcome}>{outcomeText(member)}</span>
        </span>
        <span className={classes.alike}>
          <strong>{pointsText(neighbour.similarity)}</strong>
          <span>points</span>
        </span>
        {open ? null : <span className={classes.short}>{why.short}</span>}
      </button>
      {open ? <NeighbourReasons key={neighbour.id} neighbour={neighbour} why={why} {...rest} /> : null}
    </li>
  );
}

type NeighbourReasonsProps = Pick<NeighbourListProps, 'views' | 'onCompare' | 'summed'> & {
  readonly neighbour: Neighbour;
  readonly why: WhySentences;
};

function NeighbourReasons({ neighbour, why, views, summed, onCompare }: NeighbourReasonsProps) {
  return (
    <div className={classes.reasons}>
      <ShareBars views={views} neighbour={neighbour} summed={summed} />
      <dl className={classes.values}>
        <ValueLines name="Agree" lines={why.agree} />
        <ValueLines name="Differ most" lines={why.differ} />
      </dl>
      <div className={classes.ways}>
        <Button size="compact-sm" variant="default" onClick={onCompare}>
          Compare side by side
        </Button>
        <OpenChart member={neighbour.id} />
      </div>
    </div>
  );
}

function ValueLines({ name, lines }: { readonly name: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <dt>{name}</dt>
      {lines.map((line) => (
        <dd key={line}>{line}</dd>
      ))}
    </div>
  );
}
