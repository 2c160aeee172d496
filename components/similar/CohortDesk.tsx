'use client';

import dynamic from 'next/dynamic';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Member, Profile } from '#lib/similarity/profile.ts';
import { type ColourBy, groupMembers } from './member-groups.ts';
import { NeighbourPanel } from './NeighbourPanel.tsx';
import { NetworkPanel } from './NetworkPanel.tsx';
import { spiralPlaces } from './network-layout.ts';
import { OutcomePanel } from './OutcomePanel.tsx';
import type { AskedPatient } from './OwnScore.tsx';
import type { OpenCohort } from './open-cohort.ts';
import { placeVisitor } from './place-visitor.ts';
import classes from './similar.module.css';
import { fusionWork, useWorkOfMaps } from './use-map.ts';
import { ranksOf, startRanks, useRanking } from './use-ranking.ts';
import { useWeights } from './use-weights.ts';
import { useWhy } from './use-why.ts';
import { WeightPanel } from './WeightPanel.tsx';

const ComparePanel = dynamic(() => import('./ComparePanel.tsx').then((module) => module.ComparePanel), {
  ssr: false,
});

const MapsPanel = dynamic(() => import('./MapsPanel.tsx').then((module) => module.MapsPanel), { ssr: false });

type CohortDeskProps = {
  readonly cohort: OpenCohort;
  /** Somebody who is in no index; `null`: the patient of the cohort, or nobody, is asked about. */
  readonly visitor: Profile | null;
  /** Whose own risk stands beside the outcomes; `null`: nobody's is known. */
  readonly subject: AskedPatient | null;
};

const NONE_ON_CHART = 'Nothing of it on the chart could be read.';

/** Why the patient of a row lacks views. */
function gapsOf(
  member: Member | undefined,
  views: readonly { readonly id: string }[],
): Record<string, string> {
  if (!member) return {};
  const reasons = new Map(member.gaps.map(({ view, detail }) => [view, detail]));
  return Object.fromEntries(
    views.filter(({ id }) => !member.views[id]).map(({ id }) => [id, reasons.get(id) ?? NONE_ON_CHART]),
  );
}

/** Weights, the nearest with their reasons, the network and the outcomes, all of one choice. */
export function CohortDesk({ cohort, visitor, subject }: CohortDeskProps) {
  const table = useMemo(
    () => (visitor ? placeVisitor(cohort.table, visitor) : cohort.table),
    [cohort.table, visitor],
  );
  const count = cohort.table.members.length;
  const patient = visitor ? count : cohort.patient;
  const [picked, setPicked] = useState<number | null>(null);
  const asked = patient ?? picked;
  const weights = useWeights(table.space);
  const byFusion = weights.weighing === 'fusion';
  const fusion = useWorkOfMaps(useMemo(() => (byFusion ? fusionWork(table) : null), [byFusion, table]));
  const fused = byFusion && fusion.status === 'ready' ? fusion.values : null;
  const ranked = useRanking(table, asked, weights.weights, fused);
  const [chosen, setChosen] = useState<number | null>(null);
  const open = chosen ?? ranked[0]?.member ?? null;
  const [wanted, setWanted] = useState<number>(10);
  const [colourBy, setColourBy] = useState<ColourBy>('diagnosis');
  const why = useWhy(table, asked);
  const [compared, setCompared] = useState(false);
  const compare = useRef<HTMLDivElement>(null);
  const nearest = useMemo(() => ranked.slice(0, wanted), [ranked, wanted]);
  const nearMembers = useMemo(
    () => nearest.flatMap(({ member }) => table.members[member] ?? []),
    [nearest, table],
  );
  const [selected, setSelected] = useState<ReadonlySet<number> | null>(null);
  const [shown, setShown] = useState(false);
  const show = useCallback(() => setShown(true), []);
  const network = useLook({ table, count, patient, asked, open, ranked, colourBy, selected });
  const choose = (place: number) => {
    if (patient === null && place !== picked) {
      setPicked(place);
      setChosen(null);
    } else if (place !== asked) setChosen(place);
  };
  useEffect(() => {
    if (compared) compare.current?.scrollIntoView({ block: 'nearest' });
  }, [compared]);
  const counts = useMemo(
    () =>
      Object.fromEntries(
        cohort.table.views.map(({ view, has }) => [view.id, has.reduce((sum, one) => sum + one, 0)]),
      ),
    [cohort.table],
  );
  return (
    <>
      <div className={classes.desk}>
        <div className={classes.column} data-part="list">
          {asked === null ? null : (
            <NeighbourPanel
              table={table}
              ranked={ranked}
              wanted={wanted}
              chosen={open}
              onChoose={setChosen}
              onCompare={() => setCompared(true)}
              why={why}
              summed={fused === null}
            />
          )}
        </div>
        <div className={classes.column} data-part="network">
          <NetworkPanel
            {...network}
            weights={weights.weights}
            fused={fused}
            table={table}
            count={count}
            total={cohort.total}
            colourBy={colourBy}
            onColourBy={setColourBy}
            ranked={ranked}
            onChoose={choose}
            shown={shown}
            onShown={show}
          />
          {asked === null ? null : (
            <OutcomePanel members={nearMembers} wanted={wanted} onWanted={setWanted} patient={subject} />
          )}
        </div>
        <div className={classes.column} data-part="weights">
          <WeightPanel
            views={table.space.views}
            choice={weights}
            gaps={gapsOf(asked === null ? undefined : table.members[asked], table.space.views)}
            counts={counts}
            fusion={fusion}
          />
        </div>
      </div>
      <div ref={compare}>
        {compared && asked !== null && open !== null ? (
          <ComparePanel
            table={table}
            own={asked}
            other={open}
            patient={subject}
            onClose={() => setCompared(false)}
          />
        ) : null}
      </div>
      <MapsPanel
        table={table}
        ready={shown}
        count={count}
        weights={weights.weights}
        grouping={network.grouping}
        asked={asked}
        selected={selected}
        onSelect={setSelected}
      />
    </>
  );
}

type Drawn = {
  readonly table: OpenCohort['table'];
  readonly count: number;
  readonly patient: number | null;
  readonly asked: number | null;
  readonly open: number | null;
  readonly ranked: ReturnType<typeof useRanking>;
  readonly colourBy: ColourBy;
  readonly selected: ReadonlySet<number> | null;
};

/** Whose numbers are written in the network. */
const NEAR = 10;

/** What the network shows; it may follow a moment later than the list. */
function useLook({ table, count, patient, asked, open, ranked: now, colourBy, selected }: Drawn) {
  const ranked = useDeferredValue(now);
  const size = table.members.length;
  // Who stands where at first hangs on the patient alone: weights that change move them from where they are.
  const [start] = useState(() => spiralPlaces(startRanks(now, size, patient)));
  const [clusters, setClusters] = useState<Int32Array | null>(null);
  const grouping = useMemo(
    () => groupMembers(table.members.slice(0, count), colourBy, { ranks: ranksOf(ranked, count), clusters }),
    [table, count, colourBy, ranked, clusters],
  );
  const look = useMemo(() => {
    const nearest = ranked.slice(0, NEAR).map(({ member }) => member);
    return { grouping, middle: asked, nearest, chosen: open, selected };
  }, [grouping, asked, ranked, open, selected]);
  return { start, middle: patient, onClusters: setClusters, grouping, look };
}
