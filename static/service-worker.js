// Answers from what the page has saved on this phone. It knows no content and never changes with it, so a new
// version may take over at once. The page downloads, checks and switches; see js/saved.js for the two caches.
const STATE_CACHE = "dalil-state";
const STATE = "/saved-state.json";
const PACK_CACHE = "dalil-pack-";
const NETWORK_LIMIT = 4000;
const SHARED = /^\/static\/|\.webmanifest$/;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin || request.headers.has("range")) return;
  if (request.mode === "navigate") event.respondWith(page(request, address.pathname));
  else if (SHARED.test(address.pathname)) event.respondWith(sharedFile(request, address.pathname));
});

// Never caches.open: it would bring a deleted cache back, empty.
async function savedState() {
  const found = await caches.match(STATE, { cacheName: STATE_CACHE });
  return found ? found.json() : { languages: {} };
}

function saved(path, language, release) {
  return caches.match(path, { cacheName: `${PACK_CACHE}${language}-${release}`, ignoreVary: true });
}

async function firstSaved(path, languages, preferred) {
  const codes = Object.keys(languages).sort((a, b) => (b === preferred) - (a === preferred));
  for (const code of codes) {
    const found = await saved(path(code), code, languages[code].release);
    if (found) return found;
  }
  return undefined;
}

async function page(request, path) {
  const { languages } = await savedState();
  const code = path.split("/")[1];
  const found = await firstSaved(() => path, languages, code);
  if (found) return found;
  try {
    return await fromNetwork(request);
  } catch (error) {
    const withSlash = path.endsWith("/") ? undefined : await firstSaved(() => `${path}/`, languages, code);
    if (withSlash) return Response.redirect(`${path}/`, 302);
    return (await firstSaved((language) => `/${language}/offline/`, languages, code)) || nothingSaved();
  }
}

async function sharedFile(request, path) {
  const { languages } = await savedState();
  return (await firstSaved(() => path, languages)) || fetch(request);
}

// The limit is on the first byte; a page that has begun to arrive is not cut off.
function fromNetwork(request) {
  if (typeof AbortController === "undefined") return fetch(request);
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), NETWORK_LIMIT);
  return fetch(request, { signal: controller.signal }).finally(() => clearTimeout(timer));
}

// The last resort, when even the saved pages are gone: three languages, one sentence.
function nothingSaved() {
  const body =
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    "<title>…</title><p>No internet, and nothing is saved on this phone." +
    '<p lang="fr">Pas d’internet, et rien n’est gardé sur ce téléphone.' +
    '<p lang="ar" dir="rtl">لا يوجد إنترنت، ولا شيء محفوظ في هذا الهاتف.';
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" };
  return new Response(body, { status: 503, headers });
}
