import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type AppServer, copyHospital, freePort, startApp } from './app-server.ts';
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts';

let app: AppServer;
let provider: IdentityProvider;
let data: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const redirect_uris = [`${origin}/api/auth/callback`];
  provider = await startIdentityProvider([
    { client_id: 'consilium', client_secret: 'a client secret', redirect_uris },
  ]);
  data = await mkdtemp(join(tmpdir(), 'consilium-e2e-sign-in-'));
  const settings = {
    PORT: String(port),
    CONSILIUM_DATA: data,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'consilium',
    OIDC_CLIENT_SECRET: 'a client secret',
    CONSILIUM_SESSION_SECRET: 'only for this test: thirty-two characters',
  };
  await copyHospital(data);
  app = await startApp(port, settings);
});

test.afterAll(async () => {
  await app.kill();
  await provider.close();
  await rm(data, { recursive: true, force: true });
});

/** Fills the provider's own forms. Its fonts come from elsewhere; the test stays on this machine. */
async function signIn(page: Page, login: string): Promise<void> {
  await page.route(/^https:/, (route) => route.abort());
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('a visitor signs in, gets to the page asked for, and signs out for good', async ({ page }) => {
  await page.goto(`${app.origin}/upload`);
  await expect(page).toHaveURL(`${app.origin}/sign-in?return=%2Fupload`);
  await signIn(page, 'nurse-1');
  await expect(page).toHaveURL(`${app.origin}/upload`);

  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'consilium-session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expect(cookie?.value).not.toContain('nurse');

  await page.getByRole('button', { name: 'Sign out Name of nurse-1' }).click();
  await expect(page.getByText('You are signed out')).toBeVisible();
  await page.goto(`${app.origin}/upload`);
  await expect(page).toHaveURL(/\/sign-in\?/);
});

test('a copy of the cookie of a signed-out session opens nothing', async ({ page, playwright }) => {
  await page.goto(`${app.origin}/`);
  await signIn(page, 'nurse-3');
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'consilium-session');
  const thief = await playwright.request.newContext({
    extraHTTPHeaders: { cookie: `consilium-session=${cookie?.value}` },
  });
  expect((await thief.get(`${app.origin}/api/fhir/metadata`)).status()).toBe(200);
  await page.getByRole('button', { name: 'Sign out Name of nurse-3' }).click();
  await expect(page.getByText('You are signed out')).toBeVisible();
  for (const path of ['fhir/metadata', 'fhir/Patient', 'dicomweb/studies'])
    expect([path, (await thief.get(`${app.origin}/api/${path}`)).status()]).toEqual([path, 401]);
  expect((await thief.get(`${app.origin}/`, { maxRedirects: 0 })).status()).toBe(307);
  await thief.dispose();
});

test('after a sign-out the provider asks for the password again', async ({ page }) => {
  await page.goto(app.origin);
  await signIn(page, 'nurse-2');
  await expect(page).toHaveURL(`${app.origin}/`);
  await page.goto(`${app.origin}/sign-in?signed-out=1`);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByPlaceholder('Enter any login')).toBeVisible();
});

test('without a session nothing about patients comes out', async ({ request }) => {
  const forged = { cookie: 'consilium-session=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c' };
  for (const headers of [{}, forged]) {
    for (const path of ['fhir/Patient', 'dicomweb/studies', 'dicomweb/studies/1.2/metadata']) {
      const api = await request.get(`${app.origin}/api/${path}`, { headers });
      expect([path, api.status()]).toEqual([path, 401]);
      expect(await api.text()).toContain('Sign-in is required.');
    }
    const upload = await request.post(`${app.origin}/api/dicomweb/studies`, { headers, data: 'x' });
    expect(upload.status()).toBe(401);
    const page = await request.get(`${app.origin}/`, { headers, maxRedirects: 0 });
    expect(page.status()).toBe(307);
    const action = await request.post(`${app.origin}/`, {
      headers: { ...headers, 'next-action': '0'.repeat(42), 'content-type': 'text/plain' },
      data: '[]',
    });
    expect(action.status()).toBe(401);
  }
});

test('a foreign return address is not followed', async ({ page }) => {
  await page.goto(`${app.origin}/sign-in?return=https://attacker.example/`);
  await expect(page.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
    'href',
    '/api/auth/sign-in?return=%2F',
  );
});
