import { z } from 'zod';
import { problemDetails, riskAnswer, riskQuestion } from '#lib/contract/risk-schema.ts';
import { similarCohort, similarPatient, similarStatus } from '#lib/similarity/cohort-schema.ts';
import { similarAnswer, similarQuestion } from '#lib/similarity/similar-schema.ts';
import { BODY_LIMIT } from '../risk/read-body.ts';
import { icuPaths, icuSchemas } from './icu-paths.ts';
import { answered, parameter, problemResponse, refTo, refusals } from './openapi-parts.ts';

const registry = z.registry<{ id: string }>();
registry.add(riskQuestion, { id: 'RiskQuestion' });
registry.add(riskAnswer, { id: 'RiskAnswer' });
registry.add(similarQuestion, { id: 'SimilarQuestion' });
registry.add(similarAnswer, { id: 'SimilarAnswer' });
registry.add(similarCohort, { id: 'SimilarCohort' });
registry.add(similarStatus, { id: 'SimilarStatus' });
registry.add(similarPatient, { id: 'SimilarPatient' });
registry.add(problemDetails, { id: 'ProblemDetails' });
for (const [id, schema] of Object.entries(icuSchemas)) registry.add(schema, { id });

/** The registry's schemas as OpenAPI holds them: its own references take the place of the ids of JSON Schema. */
function componentSchemas(): Record<string, object> {
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => refTo(id).$ref });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _dialect, $id: _id, ...schema }]) => [id, schema]),
  );
}

const bundleSchema = {
  type: 'object',
  properties: { resourceType: { const: 'Bundle' } },
  required: ['resourceType'],
  externalDocs: { url: 'https://hl7.org/fhir/R4/bundle.html' },
};

/** A question about one patient, as JSON or as the bundle itself. */
const onePatient = (question: string) => ({
  required: true,
  description: `One patient; at most ${BODY_LIMIT / 2 ** 20} MiB.`,
  content: {
    'application/json': { schema: refTo(question) },
    'application/fhir+json': { schema: bundleSchema },
  },
});

const assessRisk = {
  operationId: 'assessRisk',
  summary: 'The risk of one patient with its reasons, gaps and receipt, or why there is no score.',
  description:
    'A research prototype and no medical device. Nothing that is sent is kept or logged. The answer is made by the model that the pages show, on this server.',
  parameters: [
    parameter('at', 'The time to look back from; a date belongs in the body, since addresses are logged.', {
      type: 'string',
      pattern: '^(own|latest|\\+[0-9.]+d)$',
      default: 'own',
    }),
    parameter('model', 'Id of a model that gives risks.', { type: 'string' }),
  ],
  requestBody: onePatient('RiskQuestion'),
  responses: {
    '200': answered('A score, or the reasons why there is none.', 'RiskAnswer'),
    ...refusals,
    '422': problemResponse('The bundle is not the chart of one patient.'),
    '503': problemResponse("The hospital's source or the model does not answer."),
  },
};

const similarPaths = {
  '/api/similar': {
    post: {
      operationId: 'findSimilar',
      summary: 'The patients of the index who are most like one, and why.',
      description:
        'A research prototype and no medical device. Nothing that is sent is kept or logged. Neighbours are told by age band and sex.',
      requestBody: onePatient('SimilarQuestion'),
      responses: {
        '200': answered('The nearest, in order.', 'SimilarAnswer'),
        ...refusals,
        '409': problemResponse('There is no index that can be searched; `detail` says why.'),
        '422': problemResponse('There is nothing to compare, or the profile was made with another space.'),
        '503': problemResponse("The hospital's source, the database or the networks do not answer."),
      },
    },
  },
  '/api/similar/cohort': {
    get: {
      operationId: 'readCohort',
      summary: 'What a page needs to draw a cohort and to rank it.',
      parameters: [
        parameter('patient', 'FHIR logical id of whom the cohort is shown beside', { type: 'string' }),
      ],
      responses: { '200': answered('The cohort, or why there is none.', 'SimilarCohort') },
    },
  },
  '/api/similar/status': {
    get: {
      operationId: 'readIndexStatus',
      summary: 'Whether there is an index to search.',
      responses: { '200': answered('Its state.', 'SimilarStatus') },
    },
  },
  '/api/similar/members/{member}': {
    get: {
      operationId: 'openNeighbour',
      summary: 'The patient whom an opaque id stands for, for whoever may open it.',
      parameters: [{ name: 'member', in: 'path', required: true, schema: { type: 'string' } }],
      responses: {
        '200': answered('The patient.', 'SimilarPatient'),
        '404': problemResponse('The source lists no such patient.'),
      },
    },
  },
};

/** What programs outside may ask, as OpenAPI 3.1: made of the very schemas that the route parses with. */
export const openapiDocument = () => ({
  openapi: '3.1.1',
  info: {
    title: 'Consilium',
    version: '1',
    description:
      'Asks for the risk of one patient, for the patients who are like one, and for what alerts in intensive care. Requests carry the session cookie of the app where it asks for sign-in.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  paths: { '/api/risk': { post: assessRisk }, ...similarPaths, ...icuPaths },
  components: { schemas: componentSchemas() },
});
