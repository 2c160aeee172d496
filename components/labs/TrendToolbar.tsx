import { ActionIcon, Kbd, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import type { UnitSystem } from '#lib/clinical/quantity-text.ts';
import classes from './labs.module.css';
import { MarkShape } from './PointMark.tsx';
import type { Preset } from './time-window.ts';

type TrendToolbarProps = {
  readonly system: UnitSystem;
  readonly onSystem: (system: UnitSystem) => void;
  /** `null`: the window was zoomed or moved by hand. */
  readonly preset: Preset | null;
  readonly hasStay: boolean;
  readonly onPreset: (preset: Preset) => void;
  readonly onZoom: (factor: number) => void;
  readonly onPan: (share: number) => void;
};

const PRESETS: readonly { readonly value: Preset; readonly label: string }[] = [
  { value: 'stay', label: 'Stay' },
  { value: 'month', label: '30 d' },
  { value: 'year', label: '1 y' },
  { value: 'all', label: 'All' },
];

/** The switches of all trend charts, and the key to their marks. */
export function TrendToolbar(props: TrendToolbarProps) {
  const { system, onSystem, preset, hasStay, onPreset, onZoom, onPan } = props;
  const buttons = [
    { label: 'Earlier', Icon: IconChevronLeft, run: () => onPan(-0.5) },
    { label: 'Zoom out', Icon: IconZoomOut, run: () => onZoom(2) },
    { label: 'Zoom in', Icon: IconZoomIn, run: () => onZoom(0.5) },
    { label: 'Later', Icon: IconChevronRight, run: () => onPan(0.5) },
  ];
  return (
    <div className={classes.toolbar}>
      <SegmentedControl
        size="xs"
        aria-label="Span of time"
        value={preset ?? ''}
        onChange={(value) => onPreset(PRESETS.find((one) => one.value === value)?.value ?? 'all')}
        data={PRESETS.filter(({ value }) => hasStay || value !== 'stay')}
      />
      <ActionIcon.Group>
        {buttons.map(({ label, Icon, run }) => (
          <ActionIcon key={label} variant="default" size="md" aria-label={label} title={label} onClick={run}>
            <Icon size={16} stroke={1.8} aria-hidden />
          </ActionIcon>
        ))}
      </ActionIcon.Group>
      <SegmentedControl
        size="xs"
        aria-label="Units"
        value={system}
        onChange={(value) => onSystem(value === 'si' ? 'si' : 'conventional')}
        data={[
          { value: 'conventional', label: 'Conventional' },
          { value: 'si', label: 'SI' },
        ]}
      />
      <Legend />
      <p className={classes.keys}>
        In a chart: <Kbd>←</Kbd> <Kbd>→</Kbd> step through results, <Kbd>+</Kbd> <Kbd>−</Kbd> zoom,{' '}
        <Kbd>Shift</Kbd> + arrows move in time; drag over a span to see it alone.
      </p>
    </div>
  );
}

function Legend() {
  const marks = [
    ['high', 'above range'],
    ['normal', 'in range'],
    ['low', 'below range'],
    ['unreadable', 'could not be read'],
  ] as const;
  return (
    <ul className={classes.legend} aria-label="Key">
      {marks.map(([flag, text]) => (
        <li key={flag}>
          <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
            <MarkShape x={0} y={0} flag={flag} />
          </svg>
          {text}
        </li>
      ))}
      <li>
        <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
          <MarkShape x={0} y={0} flag="normal" hollow />
        </svg>
        after the score
      </li>
      <li>
        <span className={classes.swatch} data-kind="range" /> reference range
      </li>
      <li>
        <span className={classes.swatch} data-kind="stay" /> stay
      </li>
      <li>
        <span className={classes.swatch} data-kind="at" /> time of prediction
      </li>
    </ul>
  );
}
