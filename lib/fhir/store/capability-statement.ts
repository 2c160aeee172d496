import type { JsonObject } from '../json-value.ts';
import { R4_TYPES } from '../resource-types.ts';
import { parametersOf } from './search-parameters.ts';

const INTERACTIONS = ['read', 'vread', 'update', 'delete', 'history-instance', 'create', 'search-type'];

function describeType(type: string): JsonObject {
  const parameters = Object.entries(parametersOf(type));
  const includes = parameters.filter(([, { kind }]) => kind === 'reference');
  return {
    type,
    interaction: INTERACTIONS.map((code) => ({ code })),
    versioning: 'versioned',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: false,
    conditionalUpdate: false,
    conditionalDelete: 'not-supported',
    ...(includes.length > 0 ? { searchInclude: includes.map(([name]) => `${type}:${name}`) } : {}),
    searchParam: parameters.map(([name, { kind }]) => ({ name, type: kind })),
    ...(type === 'Patient' ? { operation: [EVERYTHING] } : {}),
  };
}

const EVERYTHING = {
  name: 'everything',
  definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything',
};

/** What the embedded store does, and nothing that it does not: the routes and the parameter table are its source. */
export const capabilityStatement = (base: string, started: Date): JsonObject => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: started.toISOString(),
  kind: 'instance',
  software: { name: 'Consilium embedded FHIR store' },
  implementation: { description: 'Embedded FHIR R4 store', url: base },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json', 'json'],
  rest: [
    {
      mode: 'server',
      documentation:
        'Unknown search parameters and modifiers are refused with 400. A transaction may hold up to 50 updates; creations are not limited. Conditional requests are refused.',
      resource: [...R4_TYPES].map(describeType),
      interaction: [{ code: 'transaction' }, { code: 'batch' }],
    },
  ],
});
