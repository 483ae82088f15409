// Brings a language onto this phone: parts or one delta, each verified, into a staging cache, then one switch.
// A cut line, a full disk, a login page in place of a file: what was saved stays whole, and a retry goes on
// from the parts that already arrived.
import { HEADERS, changeState, packCache, readState, releaseIn, sha256, store, sweep } from "./saved.js";

const STALL_LIMIT = 15000;
const HTML = "text/html; charset=utf-8";

/** Something that the reader is told in words of the page; `reason` names the words: line, full, foreign, damaged, unfit. */
export class SavingError extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** Return a language's index; it is asked for each time and small. */
export async function readIndex(language, signal) {
  const text = await fetchText(`/packs/${language}.json`, () => {}, signal);
  const index = parse(text);
  if (!index.release || !Array.isArray(index.parts)) throw new SavingError("foreign");
  return index;
}

/**
 * Save or update one language; only one tab does it at a time.
 *
 * @param {string} language - The language's code.
 * @param {{progress: function(number, number), signal: AbortSignal}} options - Called with bytes done and in all.
 * @returns {Promise<object>} The index that is now saved.
 */
export function save(language, options) {
  const work = () => bring(language, options);
  return navigator.locks ? navigator.locks.request(`dalil-${language}`, work) : work();
}

async function bring(language, { progress, signal }) {
  const index = await readIndex(language, signal);
  const have = (await readState()).languages[language];
  if (have && have.release === index.release) return index;
  const step = have && index.deltas[have.release];
  const name = packCache(language, index.release);
  try {
    if (step) await bringDelta(name, index, have, language, step, { progress, signal });
    else await bringParts(name, index, { progress, signal });
  } catch (error) {
    const known = asSavingError(error);
    // A step that does not fit what is here is no loss: the whole language always fits.
    if (!step || known.reason !== "unfit") throw known;
    await caches.delete(name);
    await bringParts(name, index, { progress, signal }).catch((second) => {
      throw asSavingError(second);
    });
  }
  const state = await changeState((newest) => {
    const { release, edition, notices, wire } = index;
    newest.languages[language] = { release, edition, notices, wire };
    newest.checked = Date.now();
  });
  for (const [address] of index.parts) await (await caches.open(name)).delete(address);
  await sweep(state, language);
  return index;
}

async function bringParts(name, index, { progress, signal }) {
  const cache = await caches.open(name);
  const total = index.parts.reduce((sum, part) => sum + part[1], 0);
  let done = 0;
  for (const [address, bytes] of index.parts) {
    if (!(await cache.match(address))) {
      const before = done;
      const text = await fetchText(address, (count) => progress(Math.min(before + count, total), total), signal);
      await verifyName(address, text);
      await stage(cache, parse(text));
      // The mark that this part is whole; a retry skips it.
      await cache.put(address, new Response(""));
    }
    done += bytes;
    progress(done, total);
  }
  await verify(name, index);
}

async function stage(cache, part) {
  if (part.headers) await cache.put(HEADERS, new Response(JSON.stringify(part.headers)));
  const headers = await (await cache.match(HEADERS)).json();
  for (const [address, hash, type, text] of part.assets || []) await store(cache, address, hash, text, type, headers);
  for (const [path, hash, body] of part.pages) await store(cache, path, hash, body, HTML, headers);
}

async function bringDelta(name, index, have, language, [address, bytes], { progress, signal }) {
  const text = await fetchText(address, (count) => progress(Math.min(count, bytes), bytes), signal);
  await verifyName(address, text);
  const delta = parse(text);
  const old = await caches.open(packCache(language, have.release));
  await caches.delete(name);
  const cache = await caches.open(name);
  const headers = delta.headers || (await (await old.match(HEADERS)).json());
  await cache.put(HEADERS, new Response(JSON.stringify(headers)));
  const changed = new Map(delta.splices.map(([path, hash, cuts]) => [path, { hash, cuts }]));
  const skipped = new Set(delta.removed.concat(delta.dropped, HEADERS, delta.pages.map(([path]) => path), delta.assets.map(([path]) => path)));
  for (const request of await old.keys()) {
    const path = new URL(request.url).pathname;
    if (!skipped.has(path)) await carryOver(cache, await old.match(request), path, changed.get(path), headers);
  }
  for (const [asset, hash, type, words] of delta.assets) await store(cache, asset, hash, words, type, headers);
  for (const [path, hash, body] of delta.pages) await store(cache, path, hash, body, HTML, headers);
  await verify(name, index);
}

async function carryOver(cache, answer, path, change, headers) {
  const old = await answer.text();
  const text = change ? splice(old, change.cuts) : old;
  const hash = change ? change.hash : answer.headers.get("ETag");
  await store(cache, path, hash, text, answer.headers.get("Content-Type"), headers);
}

/** Cut and fill a text; positions count UTF-16 units, as strings here do. */
export function splice(old, cuts) {
  let text = "";
  let at = 0;
  for (const [start, end, words] of cuts) {
    text += old.slice(at, start) + words;
    at = end;
  }
  return text + old.slice(at);
}

// Nothing is switched to before every byte on the phone adds up to the release that was promised.
async function verify(name, index) {
  if ((await releaseIn(name)) === index.release) return;
  await caches.delete(name);
  throw new SavingError("unfit");
}

async function verifyName(address, text) {
  const promised = address.split("/").pop().split(".")[0];
  if ((await sha256(text)).slice(0, promised.length) === promised) return;
  parse(text);
  throw new SavingError("damaged");
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Another page begins like a page; anything else is a file that did not arrive whole.
    throw new SavingError(/^\s*</.test(text) ? "foreign" : "line");
  }
}

/** Return an error as one that the page has words for; stopping by the reader stays what it is. */
export function asSavingError(error) {
  if (error instanceof SavingError || error.name === "AbortError") return error;
  if (error.name === "QuotaExceededError") return new SavingError("full");
  // A failing fetch is a TypeError; anything else here means that the pieces do not fit together.
  return new SavingError(error instanceof TypeError ? "line" : "unfit");
}

// Ends when no byte has come for a while; a slow line that still delivers is never cut off.
async function fetchText(address, onBytes, signal) {
  // The reader may have stopped between two files, when nothing was listening.
  if (signal && signal.aborted) throw new DOMException("stopped", "AbortError");
  const controller = new AbortController();
  const stop = () => controller.abort();
  if (signal) signal.addEventListener("abort", stop);
  let timer = setTimeout(stop, STALL_LIMIT);
  try {
    const answer = await fetch(address, { cache: "no-store", credentials: "omit", signal: controller.signal });
    if (!answer.ok || answer.redirected) throw new SavingError(answer.status >= 500 ? "line" : "foreign");
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    let text = "";
    let count = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      clearTimeout(timer);
      timer = setTimeout(stop, STALL_LIMIT);
      count += value.length;
      onBytes(count);
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    if (error.name === "AbortError" && !(signal && signal.aborted)) throw new SavingError("line");
    throw error;
  } finally {
    clearTimeout(timer);
    if (signal) signal.removeEventListener("abort", stop);
  }
}
