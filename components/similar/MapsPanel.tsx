'use client';

import { Button, SegmentedControl } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { Panel } from '#components/ui/Panel.tsx';
import { useSeen } from '#components/ui/use-seen.ts';
import type { MapMethod } from '#lib/similarity/cohort-map.ts';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import type { Weights } from '#lib/similarity/weights.ts';
import { ChosenTable } from './ChosenTable.tsx';
import { MapPlot, type Pen } from './MapPlot.tsx';
import maps from './maps.module.css';
import type { Grouping } from './member-groups.ts';
import { NetworkLegend } from './NetworkLegend.tsx';
import type { Paints } from './read-paints.ts';
import classes from './similar.module.css';
import { mapWork, useWorkOfMaps } from './use-map.ts';
import { usePaints } from './use-paints.ts';

type MapsPanelProps = {
  readonly table: CohortTable;
  readonly count: number;
  readonly weights: Weights;
  readonly grouping: Grouping;
  readonly asked: number | null;
  readonly selected: ReadonlySet<number> | null;
  readonly onSelect: (rows: ReadonlySet<number> | null) => void;
  /** Whether maps may take the processor. */
  readonly ready: boolean;
};

const FUSED = 'fused';
const NO_WEIGHTS: Weights = {};
/** Of fewer patients a map shows nothing. */
const LEAST = 3;

/** Every source by itself and all of them fused, as maps that are chosen in together: what a source sees before it is fused. */
export function MapsPanel(props: MapsPanelProps) {
  const { table, count, grouping, selected, onSelect, ready } = props;
  const [method, setMethod] = useState<MapMethod>('pca');
  const [pen, setPen] = useState<Pen>('rectangle');
  const { ref, seen } = useSeen();
  const host = useRef<HTMLDivElement>(null);
  const paints = usePaints(host);
  const subjects = useMemo(
    () => [
      ...table.views.flatMap(({ view, has }) => {
        const there = has.reduce((sum, one) => sum + one, 0);
        const note = `${there.toLocaleString('en-GB')} patients`;
        return there < LEAST ? [] : [{ of: view.id, title: view.label, note }];
      }),
      { of: FUSED, title: 'All sources fused', note: `${count.toLocaleString('en-GB')} patients` },
    ],
    [table, count],
  );
  return (
    <Panel
      title="Maps before fusion"
      description="Each source by itself: near each other are patients whom it sees as alike. Draw round some to see where they are in the others; a source that separates scanners or sites, not diseases, shows it here."
    >
      <div ref={ref}>
        <div ref={host} className={classes.controls}>
          <SegmentedControl
            size="xs"
            aria-label="How the maps are drawn"
            value={method}
            onChange={(value) => setMethod(value === 'umap' ? 'umap' : 'pca')}
            data={[
              { value: 'pca', label: 'Principal axes (PCA)' },
              { value: 'umap', label: 'Neighbourhoods (UMAP)' },
            ]}
          />
          <SegmentedControl
            size="xs"
            aria-label="Choose with"
            value={pen}
            onChange={(value) => setPen(value === 'lasso' ? 'lasso' : 'rectangle')}
            data={[
              { value: 'rectangle', label: 'Rectangle' },
              { value: 'lasso', label: 'Lasso' },
            ]}
          />
          <Button size="xs" variant="default" disabled={selected === null} onClick={() => onSelect(null)}>
            Choose nobody
          </Button>
        </div>
        <div className={maps.maps}>
          {subjects.map((subject) => (
            <OneMap
              key={subject.of}
              {...props}
              {...subject}
              method={method}
              pen={pen}
              paints={paints}
              wanted={seen && ready}
            />
          ))}
        </div>
        <NetworkLegend label="Groups of the maps" groups={grouping.groups} />
        <ChosenTable {...props} />
      </div>
    </Panel>
  );
}

type OneMapProps = MapsPanelProps & {
  readonly of: string;
  readonly title: string;
  readonly note: string;
  readonly method: MapMethod;
  readonly pen: Pen;
  readonly paints: Paints | null;
  readonly wanted: boolean;
};

function OneMap({ table, weights, of, method, wanted, ...plot }: OneMapProps) {
  // A map of one source hangs on no weights, and is not drawn again when they change.
  const counted = of === FUSED ? weights : NO_WEIGHTS;
  const work = useMemo(
    () => (wanted ? mapWork(table, method, of, counted) : null),
    [table, method, of, counted, wanted],
  );
  const map = useWorkOfMaps(work);
  return <MapPlot {...plot} map={map} />;
}
