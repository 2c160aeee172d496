'use client';

import { IconArrowRight } from '@tabler/icons-react';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { Panel } from '#components/ui/Panel.tsx';
import { useSeen } from '#components/ui/use-seen.ts';
import type { SimilarAnswer } from '#lib/similarity/similar-schema.ts';
import { askNearest, type NearestState } from './ask-nearest.ts';
import { askWhileIndexing } from './ask-while-indexing.ts';
import { outcomeText, whoText } from './member-text.ts';
import nearest from './nearest.module.css';
import { pointsText } from './similarity-text.ts';

const SHOWN = 3;

/** The three nearest of a patient in a line each, and the way to the rest. Nothing where nobody is indexed. */
export function NearestPanel({ patientId }: { readonly patientId: string }) {
  const { ref, seen } = useSeen();
  return <div ref={ref}>{seen ? <Nearest patientId={patientId} /> : null}</div>;
}

/** While the patients are indexed the panel asks how far that has come. */
function useNearest(patientId: string): NearestState {
  const [units] = useUnitSystem();
  const [state, setState] = useState<NearestState>({ status: 'nothing' });
  useEffect(
    () =>
      askWhileIndexing<NearestState>(
        (signal) => askNearest({ patientId, count: SHOWN, units }, signal),
        setState,
      ),
    [patientId, units],
  );
  return state;
}

function Nearest({ patientId }: { readonly patientId: string }) {
  const state = useNearest(patientId);
  if (state.status === 'nothing') return null;
  if (state.status === 'found') return <Found answer={state.answer} patientId={patientId} />;
  return (
    <Panel title="Similar patients">
      <p className={nearest.note}>{state.status === 'refused' ? state.reason : state.detail}</p>
    </Panel>
  );
}

type FoundProps = { readonly answer: SimilarAnswer; readonly patientId: string };

function Found({ answer: { neighbours, members }, patientId }: FoundProps) {
  return (
    <Panel
      title="Similar patients"
      description={`The nearest of ${members.toLocaleString('en-GB')}, in points above two taken at random.`}
    >
      {neighbours.length === 0 ? (
        <p className={nearest.note}>Nobody shares a source of data with this patient.</p>
      ) : (
        <ol className={nearest.list}>
          {neighbours.map(({ member, ageBand, sex, outcome, similarity, why }) => (
            <li key={member}>
              <span className={nearest.points}>{pointsText(similarity)}</span>
              <span>
                {whoText({ ageBand, sex })} · {outcomeText({ outcome })}
                <span className={nearest.why}>{why.short}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
      <Link href={`/similar/${encodeURIComponent(patientId)}`} prefetch={false} className={nearest.link}>
        All similar patients, and why <IconArrowRight size={14} aria-hidden />
      </Link>
    </Panel>
  );
}
