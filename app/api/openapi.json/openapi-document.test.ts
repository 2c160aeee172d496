import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { icuSchemas } from './icu-paths.ts';
import { openapiDocument } from './openapi-document.ts';

const document: unknown = JSON.parse(JSON.stringify(openapiDocument()));

describe('docs/openapi.json', () => {
  it('is what the app publishes', () => {
    const file = new URL('../../../docs/openapi.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(document);
  });

  it('refers to nothing but its own schemas', () => {
    const text = JSON.stringify(document);
    const referred = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to);
    expect(new Set(referred)).toEqual(
      new Set(
        [
          'RiskQuestion',
          'RiskAnswer',
          'SimilarQuestion',
          'SimilarAnswer',
          'SimilarCohort',
          'SimilarStatus',
          'SimilarPatient',
          'ProblemDetails',
          ...Object.keys(icuSchemas),
        ].map((id) => `#/components/schemas/${id}`),
      ),
    );
    expect(text).not.toMatch(/"\$(id|schema|defs)"/);
  });
});
