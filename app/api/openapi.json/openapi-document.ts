import { z } from 'zod';
import { problemDetails, riskAnswer, riskQuestion } from '#lib/contract/risk-schema.ts';
import { BODY_LIMIT } from '../risk/read-body.ts';

const registry = z.registry<{ id: string }>();
registry.add(riskQuestion, { id: 'RiskQuestion' });
registry.add(riskAnswer, { id: 'RiskAnswer' });
registry.add(problemDetails, { id: 'ProblemDetails' });

const refTo = (id: string) => ({ $ref: `#/components/schemas/${id}` });

/** The registry's schemas as OpenAPI holds them: its own references take the place of the ids of JSON Schema. */
function componentSchemas(): Record<string, object> {
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => refTo(id).$ref });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _dialect, $id: _id, ...schema }]) => [id, schema]),
  );
}

const problemResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: refTo('ProblemDetails') } },
});

const parameter = (name: string, description: string, schema: object) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});

const post = {
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
  requestBody: {
    required: true,
    description: `One patient; at most ${BODY_LIMIT / 2 ** 20} MiB.`,
    content: {
      'application/json': { schema: refTo('RiskQuestion') },
      'application/fhir+json': {
        schema: {
          type: 'object',
          properties: { resourceType: { const: 'Bundle' } },
          required: ['resourceType'],
          externalDocs: { url: 'https://hl7.org/fhir/R4/bundle.html' },
        },
      },
    },
  },
  responses: {
    '200': {
      description: 'A score, or the reasons why there is none.',
      headers: { 'Cache-Control': { schema: { const: 'no-store' } } },
      content: { 'application/json': { schema: refTo('RiskAnswer') } },
    },
    '400': problemResponse('The question cannot be read; `errors` names each field.'),
    '401': problemResponse('Nobody is signed in.'),
    '403': problemResponse('Another site sent this request.'),
    '404': problemResponse("The hospital's source has no such patient."),
    '413': problemResponse('The body is too large.'),
    '415': problemResponse('The body is of another kind.'),
    '421': problemResponse('This server does not answer to that host name.'),
    '422': problemResponse('The bundle is not the chart of one patient.'),
    '503': problemResponse("The hospital's source or the model does not answer."),
  },
};

/** What programs outside may ask, as OpenAPI 3.1: made of the very schemas that the route parses with. */
export const openapiDocument = () => ({
  openapi: '3.1.1',
  info: {
    title: 'Consilium',
    version: '1',
    description:
      'Asks for the risk of one patient. Requests carry the session cookie of the app where it asks for sign-in.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  paths: { '/api/risk': { post } },
  components: { schemas: componentSchemas() },
});
