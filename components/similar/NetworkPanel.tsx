'use client';

import { Button, Menu, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import { Panel } from '#components/ui/Panel.tsx';
import { upperFirst } from '#lib/clinical/quantity-text.ts';
import type { CohortTable } from '#lib/similarity/cohort-table.ts';
import type { Neighbour } from '#lib/similarity/rank.ts';
import type { Weights } from '#lib/similarity/weights.ts';
import { loadNetwork } from './load-network.ts';
import { COLOURINGS, type ColourBy, type Grouping } from './member-groups.ts';
import { NetworkLegend } from './NetworkLegend.tsx';
import { NetworkTable } from './NetworkTable.tsx';
import { type NetworkLook, networkMarks } from './network-marks.ts';
import { networkSvg } from './network-svg.ts';
import { readPaints } from './read-paints.ts';
import classes from './similar.module.css';
import { type NetworkState, useNetwork } from './use-network.ts';

const NetworkCanvas = dynamic(loadNetwork, {
  ssr: false,
  loading: () => <div className={classes.canvas} role="status" aria-label="Drawing the network" />,
});

type NetworkPanelProps = {
  readonly table: CohortTable;
  /** How many of the members are of the index: the patient may stand beside them. */
  readonly count: number;
  /** Members of the whole index, of a large one more than are drawn. */
  readonly total: number;
  readonly weights: Weights;
  /** Similarities of all pairs by network fusion; `null`: the weights count. */
  readonly fused: Float32Array | null;
  /** Row of the patient, who stays in the middle; `null`: nobody does. */
  readonly middle: number | null;
  /** Where everybody starts; one array for as long as the patient is the same. */
  readonly start: Float32Array;
  readonly onClusters: (clusters: Int32Array) => void;
  readonly look: NetworkLook;
  readonly grouping: Grouping;
  readonly colourBy: ColourBy;
  readonly onColourBy: (by: ColourBy) => void;
  /** All in the order of their similarity; empty: nobody is asked about. */
  readonly ranked: readonly Neighbour[];
  readonly onChoose: (place: number) => void;
  /** Whether the first picture is on the screen: what takes the processor in the background waits for it. */
  readonly shown: boolean;
  readonly onShown: () => void;
};

const isColouring = (value: string): value is ColourBy => COLOURINGS.some((one) => one.value === value);

/** The cohort as a network, or as a table of the same patients. */
export function NetworkPanel(props: NetworkPanelProps) {
  const { count, total, look, grouping, colourBy, onColourBy, ranked, onChoose, onShown } = props;
  const network = useNetwork(props);
  const [view, setView] = useState<'network' | 'table'>('network');
  const host = useRef<HTMLDivElement>(null);
  const patients = drawnText(count, total, look.middle !== null);
  const description =
    look.middle === null
      ? `${upperFirst(patients)}; each is joined with the five most similar.`
      : `${upperFirst(patients)}, this one in the middle; each is joined with the five most similar.`;
  return (
    <Panel
      title="Network"
      description={description}
      actions={<SaveMenu {...props} network={network} host={host} title={`Similar patients: ${patients}`} />}
    >
      <div ref={host} className={classes.controls}>
        <NativeSelect
          size="xs"
          label="Colour and shape by"
          value={colourBy}
          data={COLOURINGS.filter(({ value }) => look.middle !== null || value !== 'similarity')}
          onChange={({ currentTarget }) =>
            isColouring(currentTarget.value) && onColourBy(currentTarget.value)
          }
        />
        <SegmentedControl
          size="xs"
          aria-label="Network: view"
          value={view}
          onChange={(value) => {
            setView(value === 'table' ? 'table' : 'network');
            onShown();
          }}
          data={[
            { value: 'network', label: 'Network' },
            { value: 'table', label: 'Table' },
          ]}
        />
      </div>
      {view === 'network' ? (
        <NetworkCanvas
          network={network}
          look={look}
          onChoose={onChoose}
          onShown={onShown}
          label={`Network of ${patients}. Arrow keys move it, plus and minus zoom, 0 shows all. The table holds the same patients.`}
        />
      ) : (
        <NetworkTable {...props} ranked={ranked} />
      )}
      <NetworkLegend label="Groups of the network" groups={grouping.groups} />
    </Panel>
  );
}

/** `1,000 patients`; of an index that is larger than what is drawn `the 1,000 nearest of 1,040 patients`. */
function drawnText(count: number, total: number, beside: boolean): string {
  const [drawn, all] = [count.toLocaleString('en-GB'), total.toLocaleString('en-GB')];
  if (count >= total) return `${drawn} patients`;
  return beside ? `the ${drawn} nearest of ${all} patients` : `${drawn} of ${all} patients`;
}

type SaveMenuProps = Pick<NetworkPanelProps, 'look' | 'grouping' | 'table'> & {
  readonly network: NetworkState;
  readonly host: React.RefObject<HTMLDivElement | null>;
  readonly title: string;
};

const NAME = 'similar-patients-network';

function SaveMenu({ network, look, grouping, table, host, title }: SaveMenuProps) {
  const { edges, places } = network;
  const save = async (kind: 'svg' | 'png') => {
    if (!host.current || !edges) return;
    const { saveSvg, savePng } = await import('./save-network.ts');
    const simulated = table.space.training.simulated ? 'The search was learned on simulated patients.' : '';
    const notes = [`Places say who is similar to whom, not how much. Association, not advice. ${simulated}`];
    const marks = networkMarks(places.length / 2, look);
    const svg = networkSvg({ places, marks, edges, grouping, title, notes }, readPaints(host.current));
    if (kind === 'svg') saveSvg(svg, NAME);
    else await savePng(svg, NAME);
  };
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
          Save picture
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save('png')}>As PNG</Menu.Item>
        <Menu.Item onClick={() => void save('svg')}>As SVG</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
