/**
 * Keeps the app, never the patients: build output, model files and the two pages that need no server (/upload, /models)
 * work offline after the first visit. Of everything else, above all /patients, the worklist, server actions and /api,
 * nothing is kept: a page that the server does not answer for is replaced by one that says so.
 */
const FILES = 'consilium-files-1';
const PAGES = 'consilium-pages-1';
const OFFLINE_PAGES = ['/upload', '/models'];
/** Files of earlier builds go, oldest first, beyond this number. */
const MOST_FILES = 400;

const isBuildOutput = ({ pathname }) => pathname.startsWith('/_next/static/');
const ICON = '/icon.svg';
/** Shown in place of a page that only the server can make. */
const OFFLINE = '/offline.html';
const OFFLINE_PARTS = [OFFLINE, '/offline.css', ICON];
const isModelFile = ({ pathname }) => /^\/models\/.+\.(onnx|json|txt)$/.test(pathname);
const isOwn = (url) => url.origin === self.location.origin;
const endsSession = ({ pathname }) => pathname === '/sign-in' || pathname.startsWith('/api/auth/');

async function keep(cacheName, key, response) {
  if (!response.ok || response.redirected || response.status === 206) return;
  const cache = await caches.open(cacheName);
  await cache.put(key, response);
}

/**
 * A worker finds its parameters in the fragment of its own address, which a kept or fetched response has lost. One
 * without an address of its own takes that of the request, fragment included (Fetch standard, HTTP fetch). Nothing else
 * is answered so: a browser keeps compiled scripts and WebAssembly for a response as it was kept, and for no copy of it.
 */
const atRequestedAddress = (request, response) =>
  request.destination === 'worker' ? new Response(response.body, response) : response;

/** Names of build output carry a hash of their content, so a kept copy is always the right one. */
async function fromCacheFirst(request) {
  const kept = await caches.match(request, { cacheName: FILES });
  if (kept) return atRequestedAddress(request, kept);
  const response = await fetch(request);
  await keep(FILES, request, response.clone()).catch(() => undefined);
  return response.ok ? atRequestedAddress(request, response) : response;
}

/** A model's folder may be rebuilt under the same name; the page checks each file's hash against its manifest. */
async function fromNetworkFirst(request, cacheName, key) {
  try {
    const response = await fetch(request);
    await keep(cacheName, key, response.clone()).catch(() => undefined);
    return response;
  } catch (error) {
    const kept = await caches.match(key, { cacheName });
    if (kept) return kept;
    throw error;
  }
}

/** Looked through since this worker started. */
const followed = new Set();

async function fileText(href) {
  const kept = await caches.match(href, { cacheName: FILES });
  if (kept) return kept.text();
  const response = await fetch(href);
  const copy = response.clone();
  await keep(FILES, href, response);
  return copy.ok ? copy.text() : '';
}

/** A file of the build and every script that it can load later. Media are kept when they are used: many never are. */
async function keepFile(address) {
  const url = new URL(address, self.location.origin);
  url.hash = '';
  if (!isOwn(url) || !isBuildOutput(url) || followed.has(url.href)) return;
  followed.add(url.href);
  const isMedia = url.pathname.startsWith('/_next/static/media/');
  const text = isMedia ? await keepMedia(url.href) : await fileText(url.href);
  const names = text.match(/static\/chunks\/[\w.~-]+?\.(?:js|css)/g) ?? [];
  await Promise.all(names.map((name) => keepFile(`/_next/${name}`)));
}

async function keepMedia(href) {
  if (!(await caches.match(href, { cacheName: FILES }))) await keep(FILES, href, await fetch(href));
  return '';
}

/** A page and the files that it names; under sign-in the redirect to it is not kept. */
async function keepPage(path) {
  const response = await fetch(path, { cache: 'no-cache' });
  const copy = response.clone();
  await keep(PAGES, path, response);
  const html = await copy.text();
  const names = new Set(html.match(/\/_next\/static\/[^"'\\\s<>)]+/g));
  await Promise.allSettled([...names].map(keepFile));
}

const keepOfflineParts = () =>
  Promise.allSettled(
    OFFLINE_PARTS.map(async (path) => keep(FILES, path, await fetch(path, { cache: 'no-cache' }))),
  );

async function dropOldFiles() {
  const cache = await caches.open(FILES);
  const requests = await cache.keys();
  const own = requests.filter(({ url }) => !OFFLINE_PARTS.includes(new URL(url).pathname));
  const surplus = own.slice(0, Math.max(0, own.length - MOST_FILES));
  await Promise.all(surplus.map((request) => cache.delete(request)));
}

async function dropOtherVersions() {
  const names = await caches.keys();
  const old = names.filter(
    (name) => /^consilium-(files|pages)-/.test(name) && name !== FILES && name !== PAGES,
  );
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([keepOfflineParts(), self.skipWaiting()]));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOtherVersions(), dropOldFiles(), self.clients.claim()]));
});

/** A page tells what it loaded before this worker was in charge of it. */
self.addEventListener('message', (event) => {
  if (event.data?.type !== 'loaded' || !Array.isArray(event.data.urls)) return;
  const work = [...event.data.urls.map(keepFile), ...OFFLINE_PAGES.map(keepPage), keepOfflineParts()];
  event.waitUntil(Promise.allSettled(work));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !isOwn(url)) return;
  if (isBuildOutput(url)) event.respondWith(fromCacheFirst(request));
  else if (isModelFile(url) || OFFLINE_PARTS.includes(url.pathname))
    event.respondWith(fromNetworkFirst(request, FILES, url.pathname));
  else if (request.mode === 'navigate') navigate(event, url);
});

function navigate(event, url) {
  // The kept pages bear the name of whoever was signed in.
  if (endsSession(url)) event.waitUntil(caches.delete(PAGES));
  const answer = OFFLINE_PAGES.includes(url.pathname)
    ? fromNetworkFirst(event.request, PAGES, url.pathname)
    : fetch(event.request);
  event.respondWith(answer.catch((error) => offlinePage(url, error)));
}

/** Under the address that was asked for; its first link tries that again. */
async function offlinePage({ href }, error) {
  const kept = await caches.match(OFFLINE, { cacheName: FILES });
  if (!kept) throw error;
  const address = href.replaceAll('&', '&amp;');
  const html = (await kept.text()).replace('class="again" href="/"', () => `class="again" href="${address}"`);
  return new Response(html, { headers: kept.headers });
}
