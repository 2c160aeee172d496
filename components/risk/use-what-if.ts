'use client';

import { useEffect, useMemo, useState } from 'react';
import { readmissionSession } from '#components/scoring/model-sessions.ts';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { answerWhatIf, risksOf } from '#lib/fusion/answer-what-if.ts';
import type { Source } from '#lib/fusion/sources.ts';
import { survivalSession } from '#lib/fusion/survival-outputs.ts';
import {
  AS_IT_IS,
  isAsked,
  sourcesToLeave,
  supposedVector,
  vectorOfReport,
  type WhatIf,
  withoutFeatures,
} from '#lib/fusion/what-if.ts';
import { createLatestRun } from './latest-run.ts';

/** A question that is put to the model beside the report, and the latest answer to it. */
export type WhatIfState = {
  readonly asked: WhatIf;
  /** `null`: nothing is asked, or the answer is not here yet. While the next is computed, the one before. */
  readonly answer: Scored | null;
  /** A sentence, when the model could not be run. */
  readonly failed: string | null;
  /** What can be left out, with the risk without each; a risk is absent until it is computed. */
  readonly sources: readonly Source[];
  readonly without: ReadonlyMap<string, number>;
  readonly ask: (asked: WhatIf) => void;
};

async function openModel() {
  const [{ readmission }, session] = await Promise.all([
    import('#lib/models/readmission/model.ts'),
    readmissionSession.load(),
  ]);
  return { nothingToMeasure: readmission.nothingToMeasure, session: survivalSession(session) };
}

const NONE: ReadonlyMap<string, number> = new Map();
const sentenceOf = (cause: unknown): string =>
  cause instanceof Error && cause.message !== '' ? cause.message : 'The model could not be run.';

/** What-if questions about one report, answered by the same model in its worker. Another report begins anew. */
export function useWhatIf(report: Scored, manifest: SurvivalManifest): WhatIfState {
  // The week of a report may follow later: it stays the same report.
  const { attributions: of } = report;
  const [state, setState] = useState<Kept>({ of, asked: AS_IT_IS, answer: null, failed: null });
  const vector = useMemo(
    () =>
      vectorOfReport(
        report,
        manifest.inputs.features.map(({ id }) => id),
        manifest.sources,
      ),
    [report, manifest],
  );
  const run = useMemo(() => {
    const settle = (outcome: Pick<Kept, 'answer' | 'failed'>) =>
      setState((now) => (now.of === of && isAsked(now.asked) ? { ...now, ...outcome } : now));
    return createLatestRun<WhatIf>(async (asked) => {
      try {
        const { session, nothingToMeasure } = await openModel();
        const supposed = supposedVector(vector, manifest, manifest.sources, asked);
        const answer = await answerWhatIf(report, supposed, session, nothingToMeasure);
        settle({ answer, failed: null });
      } catch (cause) {
        settle({ answer: null, failed: sentenceOf(cause) });
      }
    });
  }, [report, of, manifest, vector]);
  const sources = useMemo(() => sourcesToLeave(vector, manifest.sources), [vector, manifest]);
  const without = useWithout(vector, sources);
  const current = state.of === of ? state : null;
  return {
    asked: current?.asked ?? AS_IT_IS,
    answer: current?.answer ?? null,
    failed: current?.failed ?? null,
    sources,
    without,
    ask: (asked) => {
      const answer = isAsked(asked) ? (current?.answer ?? null) : null;
      setState({ of, asked, answer, failed: null });
      if (isAsked(asked)) run(asked);
    },
  };
}

type Kept = {
  /** Whose attributions: they tell one report from another. */
  readonly of: Scored['attributions'];
  readonly asked: WhatIf;
  readonly answer: Scored | null;
  readonly failed: string | null;
};

/** The risk without each source, by its id; empty until it is computed, and where the model could not be run. */
function useWithout(
  vector: ReturnType<typeof vectorOfReport>,
  sources: readonly Source[],
): ReadonlyMap<string, number> {
  const [computed, setComputed] = useState<{
    readonly of: unknown;
    readonly risks: ReadonlyMap<string, number>;
  }>();
  useEffect(() => {
    const leaving = new AbortController();
    const vectors = sources.map(({ features }) => withoutFeatures(vector, features));
    openModel()
      .then(({ session }) => risksOf(vectors, session, leaving.signal))
      .then((risks) => {
        const pairs = sources.flatMap(({ id }, index): [string, number][] => {
          const risk = risks[index];
          return risk === undefined ? [] : [[id, risk]];
        });
        if (!leaving.signal.aborted) setComputed({ of: vector, risks: new Map(pairs) });
      })
      .catch(() => {
        // The switches work without the numbers beside them, and say what failed when they are used.
      });
    return () => leaving.abort();
  }, [vector, sources]);
  return computed?.of === vector ? computed.risks : NONE;
}
