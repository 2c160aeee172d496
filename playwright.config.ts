import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { HOSPITAL_DAY } from './e2e/hospital-day.ts';
import { installedChromium } from './scripts/chromium.ts';

// Set in the first process and inherited by the workers: one port and one hospital for the whole run, none shared
// with another run on the same machine.
process.env.E2E_PORT ??= String(20_000 + (process.pid % 10_000));
process.env.E2E_DATA ??= mkdtempSync(join(tmpdir(), 'consilium-e2e-'));
const port = Number(process.env.E2E_PORT);

const executablePath = installedChromium();
const chromium = {
  ...(executablePath ? { executablePath } : {}),
  chromiumSandbox: process.getuid?.() !== 0,
};
const quiet = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
// SwiftShader is a GPU in software: it proves that the WebGPU path is right, not that it is fast.
const softwareGpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

export default defineConfig({
  testDir: 'e2e',
  globalTeardown: './e2e/remove-data.ts',
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI === 'true',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    browserName: 'chromium',
    viewport: { width: 1366, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // A trace doubles what a page costs: `npm run e2e -- --trace=retain-on-failure` where one is wanted.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'wasm',
      testIgnore: /extension\.spec/,
      grepInvert: /@webgpu/,
      use: { launchOptions: { ...chromium, args: quiet } },
    },
    {
      name: 'webgpu',
      testIgnore: /extension\.spec/,
      grep: /@webgpu/,
      // A GPU in software compiles its shaders for seconds before the first score.
      timeout: 240_000,
      expect: { timeout: 100_000 },
      use: { launchOptions: { ...chromium, args: [...quiet, ...softwareGpu] } },
    },
    // Builds an app, unless `npm test` did: beside other tests it would take their time.
    {
      name: 'extension',
      testMatch: /extension\.spec/,
      dependencies: process.env.E2E_EXTENDED ? [] : ['wasm', 'webgpu'],
      use: { launchOptions: { ...chromium, args: quiet } },
    },
  ],
  webServer: {
    command: 'node scripts/prepare.ts && exec node scripts/start.ts',
    url: `http://127.0.0.1:${port}/api/fhir/metadata`,
    reuseExistingServer: false,
    timeout: 300_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    env: {
      PORT: String(port),
      CONSILIUM_DATA: process.env.E2E_DATA,
      CONSILIUM_TODAY: HOSPITAL_DAY,
      CONSILIUM_INDEX: '0',
    },
  },
});
