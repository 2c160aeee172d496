import type { Code } from '#lib/clinical/code-set.ts';
import { codings } from '#lib/fhir/elements.ts';

/** The codes of a CodeableConcept that name their system; without one a code means nothing. */
export const codesOf = (concept: unknown): readonly Code[] =>
  codings(concept).flatMap(({ system, code, display }) =>
    system === undefined ? [] : [{ system, code, ...(display === undefined ? {} : { display }) }],
  );
