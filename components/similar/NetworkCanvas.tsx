'use client';

import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { type NetworkLook, networkMarks } from './network-marks.ts';
import { NetworkPicture, type PictureEvents } from './network-picture.ts';
import classes from './similar.module.css';
import type { NetworkState } from './use-network.ts';
import { usePaints } from './use-paints.ts';

type NetworkCanvasProps = {
  readonly network: NetworkState;
  readonly look: NetworkLook;
  readonly label: string;
  readonly onChoose: (place: number) => void;
  /** Told when the first picture is on the screen, or that there will be none. */
  readonly onShown: () => void;
};

const PANS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const ZOOMS: Readonly<Record<string, 'in' | 'out' | 'all'>> = {
  '+': 'in',
  '=': 'in',
  '-': 'out',
  '0': 'all',
};

/** The network drawn by WebGL: drag to move it, press a mark to see that patient; arrow keys, plus, minus and 0 do the same. */
export default function NetworkCanvas({ network, look, label, onChoose, onShown }: NetworkCanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const paints = usePaints(host);
  const events = useRef({ onChoose, onShown });
  events.current = { onChoose, onShown };
  const { picture, refused } = usePicture(host, network.places, events);
  const marks = useMemo(() => networkMarks(network.places.length / 2, look), [network.places.length, look]);
  useEffect(() => picture?.move(network.places), [picture, network.places]);
  useEffect(() => {
    if (paints) picture?.paint(marks, paints);
  }, [picture, marks, paints]);
  useEffect(() => {
    if (refused) onShown();
  }, [refused, onShown]);
  const own = useMemo(
    () => new Set(look.middle === null ? [] : look.nearest.map((place) => `${look.middle} ${place}`)),
    [look.middle, look.nearest],
  );
  useEffect(() => {
    if (paints && network.edges) picture?.join(network.edges, own, paints);
  }, [picture, network.edges, own, paints]);
  const onKeyDown = (event: KeyboardEvent) => {
    const pan = PANS[event.key];
    const zoom = ZOOMS[event.key];
    if (!picture || event.ctrlKey || event.metaKey || !(pan || zoom)) return;
    event.preventDefault();
    if (pan) picture.pan(...pan);
    else if (zoom) void picture.zoom(zoom);
  };
  if (refused)
    return (
      <p className={classes.note} role="status">
        This browser does not draw WebGL 2, so there is no picture of the network; the table holds the same
        patients.
      </p>
    );
  return (
    <div className={classes.network}>
      <div
        ref={host}
        className={classes.canvas}
        role="application"
        aria-roledescription="network"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the network need the focus on it
        tabIndex={0}
        onKeyDown={onKeyDown}
        data-testid="network"
        data-status={network.status}
      />
      <div className={classes.zooms}>
        <Zoom name="Closer" onPress={() => void picture?.zoom('in')}>
          <IconPlus size={16} aria-hidden />
        </Zoom>
        <Zoom name="Farther" onPress={() => void picture?.zoom('out')}>
          <IconMinus size={16} aria-hidden />
        </Zoom>
        <Zoom name="All patients" onPress={() => void picture?.zoom('all')}>
          <IconArrowsMaximize size={16} aria-hidden />
        </Zoom>
      </div>
    </div>
  );
}

type ZoomProps = {
  readonly name: string;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
};

const Zoom = ({ name, onPress, children }: ZoomProps) => (
  <Tooltip label={name} position="left">
    <ActionIcon variant="default" size="md" aria-label={name} onClick={onPress}>
      {children}
    </ActionIcon>
  </Tooltip>
);

/** The picture in its place; another number of patients is another picture. */
function usePicture(
  host: React.RefObject<HTMLDivElement | null>,
  places: Float32Array,
  events: React.RefObject<PictureEvents>,
) {
  const [picture, setPicture] = useState<NetworkPicture | null>(null);
  const [refused, setRefused] = useState(false);
  const latest = useRef(places);
  latest.current = places;
  const count = places.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: where they are is told later, how many they are makes the picture
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    try {
      const drawn = new NetworkPicture(element, latest.current, {
        onChoose: (place) => events.current.onChoose(place),
        onShown: () => events.current.onShown(),
      });
      setPicture(drawn);
      return () => {
        setPicture(null);
        drawn.close();
      };
    } catch {
      setRefused(true);
      return;
    }
  }, [host, count, events]);
  return { picture, refused };
}
