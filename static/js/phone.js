// "On this phone": each language with its state, to add, check and remove; storage for longer; forgetting.
import { asSavingError, readIndex, save } from "./download.js";
import { canSave, changeState, forgetAll, packCache, readState, releaseIn, removeLanguage } from "./saved.js";
import { editionWords, kilobytes, say } from "./words.js";
import { registerWorker } from "./worker.js";

const SERVER_LIMIT = 2000;

/**
 * Bring the page to life.
 *
 * @param {HTMLElement | null} page - The page's main part; its data attributes carry the words.
 */
export function startPhone(page) {
  if (!page) return;
  startForgetting(page);
  if (!canSave()) return;
  page.querySelector("[data-unsupported]").hidden = true;
  for (const item of page.querySelectorAll("[data-language]")) new LanguageItem(page, item).start();
  startPersisting(page);
}

class LanguageItem {
  constructor(page, item) {
    this.page = page;
    this.item = item;
    this.language = item.dataset.language;
    this.words = item.querySelector("[role=status]");
    this.bytes = item.querySelector("progress");
    this.busy = null;
    this.wire = 0;
    this.shown = "";
    for (const button of item.querySelectorAll("button")) {
      button.addEventListener("click", () => this[button.dataset.does]());
    }
  }

  /** Say what is really here, after reading all of it back. */
  async start() {
    const have = (await readState()).languages[this.language];
    if (!have) {
      this.show("absent", ["add"]);
      await this.showSize();
      return;
    }
    const whole = (await releaseIn(packCache(this.language, have.release))) === have.release;
    const values = { edition: editionWords(have.edition, this.page.dataset.locale) };
    if (whole) this.show("here", ["add", "remove"], values, have.wire);
    else this.show("damaged", ["add", "remove"]);
  }

  /** Say what the language would cost in data, unless that question itself is too dear or finds no line. */
  async showSize() {
    if (navigator.connection && navigator.connection.saveData) return;
    try {
      const { wire } = await readIndex(this.language);
      // The reader may have tapped meanwhile: what is said of that stays.
      if (!this.busy && this.shown === "absent") this.show("absent", ["add"], {}, wire);
    } catch (error) {
      if (!error.reason && !(error instanceof TypeError)) throw error;
    }
  }

  /** Bring the language, or what is new or missing in it. */
  async add() {
    if (this.busy) return;
    this.busy = new AbortController();
    try {
      await changeState((state) => {
        state.refused = false;
      });
      await registerWorker();
      const have = (await readState()).languages[this.language];
      if (have && !(await this.isWhole(have))) await removeLanguage(this.language);
      const index = await readIndex(this.language);
      if (index.kill) {
        await forgetAll();
        await this.start();
        return;
      }
      this.wire = index.wire;
      this.show("saving", ["stop"], { done: 0, size: kilobytes(this.wire) });
      const progress = (done, total) => this.progress(done, total);
      await save(this.language, { progress, signal: this.busy.signal });
      await this.start();
    } catch (error) {
      if (error.name === "AbortError") this.show("stopped", ["add"]);
      else this.show(asSavingError(error).reason, ["add"]);
    } finally {
      this.busy = null;
    }
  }

  async isWhole(have) {
    return (await releaseIn(packCache(this.language, have.release))) === have.release;
  }

  stop() {
    if (this.busy) this.busy.abort();
  }

  async remove() {
    await removeLanguage(this.language);
    await this.start();
  }

  progress(done, total) {
    this.bytes.max = total;
    this.bytes.value = done;
    const part = Math.min(1, done / total);
    this.words.textContent = say(this.page, "saving", {
      done: Math.round((this.wire * part) / 1024),
      size: kilobytes(this.wire),
    });
  }

  show(name, actions, values = {}, wire = 0) {
    this.shown = name;
    this.bytes.hidden = name !== "saving";
    // A figure with its unit is isolated, so that it keeps its order in a line from right to left.
    const size = wire ? ` (\u2066${kilobytes(wire)} kB\u2069)` : "";
    this.words.textContent = say(this.page, name, values) + size;
    for (const button of this.item.querySelectorAll("button")) button.hidden = !actions.includes(button.dataset.does);
  }
}

// Asked by tap only, and never waited for: one browser shows a question that may stay open for ever.
function startPersisting(page) {
  const part = page.querySelector("[data-persist]");
  if (!navigator.storage || !navigator.storage.persist) return;
  part.hidden = false;
  const words = part.querySelector("[role=status]");
  part.querySelector("button").addEventListener("click", () => {
    navigator.storage.persist().then((agreed) => {
      words.textContent = say(part, agreed ? "agreed" : "declined");
    });
  });
}

function startForgetting(page) {
  const form = page.querySelector("[data-forget]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    forget(form);
  });
}

async function forget(form) {
  const words = form.querySelector("[role=status]");
  words.textContent = say(form, "forgetting");
  if (canSave()) await forgetAll();
  try {
    // A server of ours also empties what scripts cannot reach; without a line the script has done it alone.
    const emptied = fetch(form.getAttribute("action"), { method: "POST", redirect: "manual", cache: "no-store" });
    // A line that has gone quiet must not hold the reader on this page.
    await Promise.race([emptied, new Promise((resolve) => setTimeout(resolve, SERVER_LIMIT))]);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  window.location.replace(form.dataset.leave);
}
