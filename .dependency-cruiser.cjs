// Imports point down only: clinical evaluation ← contract fhir dicom signal genomics ← modalities ← fusion similarity icu intake ← models guidance ← worklist ← components ← app, cli.
// Each layer lists what it may reach; everything else inside the project is a violation.
const layers = {
  'lib/clinical': [],
  'lib/contract': ['lib/clinical'],
  'lib/fhir': ['lib/clinical'],
  'lib/dicom': ['lib/clinical'],
  'lib/signal': ['lib/clinical', 'lib/evaluation'],
  'lib/genomics': ['lib/clinical'],
  'lib/inference': ['lib/clinical', 'lib/contract'],
  'lib/modalities': ['lib/clinical', 'lib/contract', 'lib/fhir', 'lib/dicom', 'lib/signal', 'lib/genomics'],
  'lib/intake': [
    'lib/clinical',
    'lib/contract',
    'lib/fhir',
    'lib/dicom',
    'lib/signal',
    'lib/genomics',
    'lib/modalities',
  ],
  'lib/evaluation': [],
  'lib/simulator': ['lib/clinical', 'lib/evaluation'],
  'lib/fusion': [
    'lib/clinical',
    'lib/evaluation',
    'lib/contract',
    'lib/fhir',
    'lib/dicom',
    'lib/modalities',
    'lib/inference',
  ],
  'lib/models': ['lib/clinical', 'lib/contract', 'lib/modalities', 'lib/inference', 'lib/fusion'],
  'lib/guidance': ['lib/clinical', 'lib/contract', 'lib/modalities'],
  'lib/similarity': [
    'lib/clinical',
    'lib/evaluation',
    'lib/contract',
    'lib/modalities',
    'lib/inference',
    'lib/fusion',
  ],
  'lib/icu': ['lib/clinical', 'lib/contract', 'lib/modalities', 'lib/inference', 'lib/fusion'],
  'lib/worklist': ['lib/clinical', 'lib/contract', 'lib/modalities', 'lib/fusion', 'lib/models'],
  'lib/server': [
    'lib/clinical',
    'lib/contract',
    'lib/fhir',
    'lib/dicom',
    'lib/modalities',
    'lib/inference',
    'lib/fusion',
    'lib/similarity',
    'lib/models',
    'lib/simulator',
  ],
  components: ['lib/(?!server)'],
  app: ['components', 'lib'],
  cli: ['lib'],
};

const layerRules = Object.entries(layers).map(([layer, below]) => ({
  name: `layer-${layer.replace('/', '-')}`,
  severity: 'error',
  comment: `${layer} may import only: ${[layer, ...below].join(', ')}`,
  from: { path: `^${layer}/` },
  to: {
    path: '^(app|components|lib|cli|training|scripts|e2e)/',
    pathNot: [layer, ...below].map((p) => `^${p}`),
  },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'modalities-are-strangers',
      severity: 'error',
      comment: 'One modality never imports another: adding or deleting one touches one folder.',
      from: { path: '^lib/modalities/([^/]+)/' },
      to: { path: '^lib/modalities/([^/]+)/', pathNot: '^lib/modalities/($1|fixtures)/' },
    },
    {
      name: 'actions-import-no-component',
      severity: 'error',
      comment: 'What an action answers is data of lib; a screen is drawn from it.',
      from: { path: '^app/actions/' },
      to: { path: '^components/' },
    },
    {
      name: 'lib-knows-no-framework',
      severity: 'error',
      comment: 'lib runs in a browser, a worker and Node alike.',
      from: { path: '^lib/', pathNot: '^lib/server/' },
      to: { path: '(^|node_modules/)(react|react-dom|next|@mantine)(/|$)' },
    },
    {
      name: 'one-file-knows-the-runtime',
      severity: 'error',
      from: { path: '^(app|components|lib|cli)/', pathNot: '^lib/inference/runtime\\.ts$' },
      to: { path: '(^|node_modules/)onnxruntime-web' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'What two files need of each other stands in a third; a type counts as much as a value.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-dead-files',
      severity: 'error',
      comment: 'What no entry point reaches is deleted; fixtures and samples are for tests.',
      from: { path: '^(app|cli|scripts)/|^(proxy|instrumentation)\\.ts$|\\.worker\\.ts$' },
      to: {
        path: '^(lib|components)/',
        pathNot: ['/fixtures/', '/sample-[^/]+\\.ts$', '\\.d\\.ts$', '\\.worker\\.ts$'],
        reachable: false,
      },
    },
    // @medplum/fhirtypes is types alone: there is no file to resolve.
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@medplum/fhirtypes$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
