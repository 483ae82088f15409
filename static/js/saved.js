// What is saved on this phone: one state entry, and one cache for each language and release.
// The state is one JSON: { languages: { ar: { release, edition, pages } }, refused, checked }.
// A language counts as saved only once the state names it: writing the state is the switch.

export const STATE_CACHE = "dalil-state";
const STATE = "/saved-state.json";
const PACK_CACHE = "dalil-pack-";
const HASH = "ETag";
// In each language's cache: the headers of its pages, and a mark for each part that has arrived.
export const HEADERS = "/.headers";
const PART = /^\/packs\//;

/** Say whether this browser can keep pages. */
export function canSave() {
  return "serviceWorker" in navigator && "caches" in window && Boolean(window.crypto && crypto.subtle);
}

/** Return the state, empty when nothing was ever saved. */
export async function readState() {
  const found = await caches.match(STATE, { cacheName: STATE_CACHE });
  const state = found ? await found.json() : {};
  return Object.assign({ languages: {}, refused: false, checked: 0 }, state);
}

/** Change the state in one write; `change` gets the newest state and alters it. */
export async function changeState(change) {
  const state = await readState();
  change(state);
  const cache = await caches.open(STATE_CACHE);
  await cache.put(STATE, new Response(JSON.stringify(state), { headers: { "Content-Type": "application/json" } }));
  return state;
}

export function packCache(language, release) {
  return `${PACK_CACHE}${language}-${release}`;
}

/** Return the SHA-256 of a text, in hexadecimal. */
export async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Put a text whose hash is known into a cache, bearing the site's whole header policy. */
export async function store(cache, path, hash, text, type, headers) {
  if ((await sha256(text)) !== hash) throw new Error(`wrong hash: ${path}`);
  const all = Object.assign({}, headers, { "Content-Type": type, [HASH]: hash });
  await cache.put(path, new Response(text, { headers: all }));
}

/** Return the release that a cache really holds, computed from every byte in it as `Pack.release` is. */
export async function releaseIn(name) {
  const cache = await caches.open(name);
  const kept = await cache.match(HEADERS);
  const headers = kept ? await kept.json() : {};
  const lines = Object.keys(headers).map((header) => `${header}: ${headers[header]}`);
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    if (path === HEADERS || PART.test(path)) continue;
    lines.push(`${path} ${await sha256(await (await cache.match(request)).text())}`);
  }
  return (await sha256(lines.sort().join("\n"))).slice(0, 32);
}

/** Remove a language from this phone. */
export async function removeLanguage(language) {
  await sweep(await changeState((state) => delete state.languages[language]), language);
}

/** Delete a language's caches that the state does not name. */
export async function sweep(state, language) {
  const current = state.languages[language];
  const wanted = current && packCache(language, current.release);
  for (const name of await caches.keys()) {
    if (name.startsWith(packCache(language, "")) && name !== wanted) await caches.delete(name);
  }
}

/** Remove everything that Dalil keeps on this phone. */
export async function forgetAll() {
  for (const name of await caches.keys()) await caches.delete(name);
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
}
