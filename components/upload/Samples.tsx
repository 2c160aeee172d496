'use client';

import { Button } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import {
  IconClipboardHeart,
  IconDeviceWatch,
  IconDna2,
  IconHeartbeat,
  IconLungs,
  type TablerIcon,
} from '@tabler/icons-react';
import { useEffect, useEffectEvent } from 'react';
import { isSampleName, type SampleName } from '#lib/simulator/sample-names.ts';
import classes from './Samples.module.css';

type Sample = { readonly name: SampleName; readonly label: string; readonly Icon: TablerIcon };

const SAMPLES: readonly Sample[] = [
  { name: 'chart', label: 'Chart', Icon: IconClipboardHeart },
  { name: 'x-ray', label: 'X-ray', Icon: IconLungs },
  { name: 'echo', label: 'Echo', Icon: IconHeartbeat },
  { name: 'genome', label: 'Genome', Icon: IconDna2 },
  { name: 'week', label: 'Week of a watch', Icon: IconDeviceWatch },
];

const ADDRESS = '#sample-';

/** Opens the sample that the address names, once. */
function useAddressedSample(onSample: (name: SampleName) => void): void {
  const open = useEffectEvent(() => {
    const { hash, pathname } = window.location;
    const name = hash.slice(ADDRESS.length);
    if (!hash.startsWith(ADDRESS) || !isSampleName(name)) return;
    window.history.replaceState(window.history.state, '', pathname);
    onSample(name);
  });
  useEffect(() => {
    open();
    window.addEventListener('hashchange', open);
    return () => window.removeEventListener('hashchange', open);
  }, []);
}

/** Files to try the page with, one click each: all of one simulated patient. */
export function Samples({ onSample }: { readonly onSample: (name: SampleName) => void }) {
  useAddressedSample(onSample);
  // As in `FilePicker`: a click before the page's script runs would do nothing.
  const alive = useMounted();
  return (
    <section className={classes.samples} aria-label="Samples to try">
      <p className={classes.lead}>No file at hand? Try one of a simulated patient:</p>
      <div className={classes.buttons}>
        {SAMPLES.map(({ name, label, Icon }) => (
          <Button
            key={name}
            size="xs"
            variant="default"
            disabled={!alive}
            leftSection={<Icon size={15} stroke={1.7} aria-hidden />}
            onClick={() => onSample(name)}
          >
            {label}
          </Button>
        ))}
      </div>
    </section>
  );
}
