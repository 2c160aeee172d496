'use client';

import { IconArrowRight } from '@tabler/icons-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { Panel } from '#components/ui/Panel.tsx';
import { useSeen } from '#components/ui/use-seen.ts';
import { learnedWeights } from '#lib/similarity/weights.ts';
import { outcomeText, whoText } from './member-text.ts';
import nearest from './nearest.module.css';
import type { OpenCohort } from './open-cohort.ts';
import { pointsText } from './similarity-text.ts';
import { useCohort } from './use-cohort.ts';
import { useRanking } from './use-ranking.ts';
import { useWhy } from './use-why.ts';

const SHOWN = 3;

/** The three nearest of a patient in a line each, and the way to the rest. Nothing where nobody is indexed. */
export function NearestPanel({ patientId }: { readonly patientId: string }) {
  const { ref, seen } = useSeen();
  return <div ref={ref}>{seen ? <Nearest patientId={patientId} /> : null}</div>;
}

function Nearest({ patientId }: { readonly patientId: string }) {
  const { state } = useCohort(patientId);
  if (state.status === 'indexing')
    return (
      <Panel title="Similar patients">
        <p className={nearest.note}>
          The patients are being indexed: {state.done.toLocaleString('en-GB')}
          {state.all === null ? '' : ` of ${state.all.toLocaleString('en-GB')}`} so far.
        </p>
      </Panel>
    );
  if (state.status !== 'ready' || state.patient === null) return null;
  return <NearestOf cohort={state} patient={state.patient} patientId={patientId} />;
}

type NearestOfProps = {
  readonly cohort: OpenCohort;
  readonly patient: number;
  readonly patientId: string;
};

function NearestOf({ cohort: { table, total }, patient, patientId }: NearestOfProps) {
  const weights = useMemo(() => learnedWeights(table.space), [table]);
  const ranked = useRanking(table, patient, weights, null);
  const why = useWhy(table, patient);
  return (
    <Panel
      title="Similar patients"
      description={`The nearest of ${total.toLocaleString('en-GB')}, in points above two taken at random.`}
    >
      {ranked.length === 0 ? (
        <p className={nearest.note}>Nobody shares a source of data with this patient.</p>
      ) : (
        <ol className={nearest.list}>
          {ranked.slice(0, SHOWN).map((neighbour) => {
            const member = table.members[neighbour.member];
            return member ? (
              <li key={neighbour.member}>
                <span className={nearest.points}>{pointsText(neighbour.similarity)}</span>
                <span>
                  {whoText(member)} · {outcomeText(member)}
                  <span className={nearest.why}>{why(neighbour).short}</span>
                </span>
              </li>
            ) : null;
          })}
        </ol>
      )}
      <Link href={`/similar/${encodeURIComponent(patientId)}`} prefetch={false} className={nearest.link}>
        All similar patients, and why <IconArrowRight size={14} aria-hidden />
      </Link>
    </Panel>
  );
}
