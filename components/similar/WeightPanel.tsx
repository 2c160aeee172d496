import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { Panel } from '#components/ui/Panel.tsx';
import { ProgressBar } from '#components/ui/ProgressBar.tsx';
import { numberText } from '#lib/clinical/quantity-text.ts';
import type { SpaceView } from '#lib/similarity/space.ts';
import classes from './similar.module.css';
import type { MapState } from './use-map.ts';
import { WEIGHINGS, type WeightChoice } from './use-weights.ts';

type WeightPanelProps = {
  readonly views: readonly SpaceView[];
  readonly choice: WeightChoice;
  /** By view id, why the patient lacks it. */
  readonly gaps: Readonly<Record<string, string>>;
  /** How many members have each view, by view id. */
  readonly counts: Readonly<Record<string, number>>;
  /** Of network fusion, where that was chosen. */
  readonly fusion: MapState;
};

const isWeighing = (value: string): value is WeightChoice['weighing'] =>
  WEIGHINGS.some((one) => one.value === value);

/** A slider for each view: who ranks first follows as they move. */
export function WeightPanel({ views, choice, gaps, counts, fusion }: WeightPanelProps) {
  const { weighing, complaint } = choice;
  return (
    <Panel title="What counts" description="How much each source counts; the list follows at once.">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Weights"
        value={weighing}
        data={[...WEIGHINGS]}
        onChange={(value) => isWeighing(value) && choice.choose(value)}
      />
      {weighing === 'fusion' ? <FusionNote fusion={fusion} /> : null}
      <div className={classes.sliders}>
        {views.map((view) => (
          <WeightSlider
            key={view.id}
            view={view}
            choice={choice}
            gap={gaps[view.id] ?? null}
            count={counts[view.id] ?? 0}
          />
        ))}
      </div>
      {complaint === null ? null : (
        <p className={classes.complaint} role="alert">
          {complaint} The list below is the one before.
        </p>
      )}
    </Panel>
  );
}

/** Similarity Network Fusion (Wang 2014) lets sources confirm one another; it takes seconds, and has no weights. */
function FusionNote({ fusion }: { readonly fusion: MapState }) {
  if (fusion.status === 'drawing')
    return <ProgressBar label="Fusing the networks" value={fusion.done} max={fusion.all} text="" />;
  if (fusion.status === 'failed')
    return (
      <p className={classes.complaint} role="alert">
        {fusion.reason}
      </p>
    );
  return (
    <p className={classes.note}>
      Similarity Network Fusion: each source takes up what a patient’s nearest are like in the others. It has
      no weights; points are parts of the first.
    </p>
  );
}

type WeightSliderProps = Pick<WeightPanelProps, 'choice'> & {
  readonly view: SpaceView;
  readonly gap: string | null;
  readonly count: number;
};

function WeightSlider({ view: { id: viewId, label }, choice, gap, count }: WeightSliderProps) {
  const id = useId();
  const { sliders, weights, weighing, move } = choice;
  const weighed = weighing !== 'fusion';
  const counts = `${numberText((weights[viewId] ?? 0) * 100, 0)}\u00a0%`;
  return (
    <div className={classes.slider} data-missing={gap !== null || undefined}>
      <label htmlFor={id} className={classes.sliderName}>
        {label}
      </label>
      <span className={classes.sliderValue} aria-hidden>
        {gap === null ? (weighed ? counts : '') : 'missing'}
      </span>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={1}
        value={sliders[viewId] ?? 0}
        disabled={gap !== null || !weighed}
        aria-valuetext={`counts ${counts}`}
        onChange={({ currentTarget }) => move(viewId, Number(currentTarget.value))}
      />
      <span className={classes.sliderNote}>
        {gap === null ? `${count.toLocaleString('en-GB')} patients have it` : `This patient lacks it. ${gap}`}
      </span>
    </div>
  );
}
