'use client';

import { Button } from '@mantine/core';
import {
  IconClipboardHeart,
  IconDeviceWatch,
  IconDna2,
  IconHeartbeat,
  IconLungs,
  type TablerIcon,
} from '@tabler/icons-react';
import type { SampleName } from '#lib/simulator/sample-names.ts';
import classes from './Samples.module.css';

type Sample = { readonly name: SampleName; readonly label: string; readonly Icon: TablerIcon };

const SAMPLES: readonly Sample[] = [
  { name: 'chart', label: 'Chart', Icon: IconClipboardHeart },
  { name: 'x-ray', label: 'X-ray', Icon: IconLungs },
  { name: 'echo', label: 'Echo', Icon: IconHeartbeat },
  { name: 'genome', label: 'Genome', Icon: IconDna2 },
  { name: 'week', label: 'Week of a watch', Icon: IconDeviceWatch },
];

/** Files to try the page with, one click each: all of one simulated patient. */
export function Samples({ onSample }: { readonly onSample: (name: SampleName) => void }) {
  return (
    <section className={classes.samples} aria-label="Samples to try">
      <p className={classes.lead}>No file at hand? Try one of a simulated patient:</p>
      <div className={classes.buttons}>
        {SAMPLES.map(({ name, label, Icon }) => (
          <Button
            key={name}
            size="xs"
            variant="default"
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
