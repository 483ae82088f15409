// Keeps the reader's language on this phone: at the first visit, visibly, and fresh ever after.
// The reader can stop it, refuse it for good, and take the refusal back.
import { asSavingError, readIndex, save } from "./download.js";
import { showNotices } from "./notices.js";
import { canSave, changeState, forgetAll, packCache, readState, releaseIn } from "./saved.js";
import { editionWords, kilobytes, say } from "./words.js";
import { registerWorker } from "./worker.js";

const HOUR = 3600000;
const DAY = 24 * HOUR;
const OLD_AFTER = 60 * DAY;
const ASK_ABOVE = 300 * 1024;

/**
 * Start keeping.
 *
 * @param {HTMLElement | null} bar - The bar above the footer; its data attributes carry the words.
 */
export function startKeeping(bar) {
  if (!bar) return;
  if (!canSave()) {
    readNotices(bar.dataset.language);
    return;
  }
  const keeper = new Keeper(bar);
  keeper.start();
  window.addEventListener("pageshow", (event) => event.persisted && keeper.refresh());
  window.addEventListener("online", () => keeper.start());
  document.addEventListener("visibilitychange", () => document.hidden || keeper.refresh());
}

class Keeper {
  constructor(bar) {
    this.bar = bar;
    this.language = bar.dataset.language;
    this.words = bar.querySelector("[role=status]");
    this.bytes = bar.querySelector("progress");
    this.busy = null;
    this.size = "";
    for (const button of bar.querySelectorAll("button")) {
      button.addEventListener("click", () => this[button.dataset.does]());
    }
  }

  /** See what is here, and what is to be done without being asked. */
  async start() {
    if (this.busy) return;
    const state = await readState();
    const have = state.languages[this.language];
    if (have && (await caches.has(packCache(this.language, have.release)))) {
      showNotices(have.notices);
      await registerWorker();
      await this.showSaved(have, state.checked);
      await this.refresh();
    } else if (state.refused) {
      await readNotices(this.language);
    } else {
      await this.offer();
    }
  }

  /** Save at once, or ask first when data is dear, the language is large or the app is a quiet one. */
  async offer() {
    const index = await this.look();
    if (!index) return;
    const saver = navigator.connection && navigator.connection.saveData;
    this.size = kilobytes(index.wire);
    if (saver || index.wire > ASK_ABOVE || this.bar.dataset.quiet) this.show("ask", ["keep", "refuse"]);
    else await this.keep();
  }

  /** Bring the language, or what is new in it. */
  async keep() {
    if (this.busy) return;
    this.busy = new AbortController();
    try {
      await changeState((state) => {
        state.refused = false;
      });
      await registerWorker();
      this.show("saving", ["stop", "refuse"]);
      const progress = (done, total) => this.showProgress(done, total);
      const index = await save(this.language, { progress, signal: this.busy.signal });
      await this.showSaved(index, Date.now());
    } catch (error) {
      this.showError(error);
    } finally {
      this.busy = null;
    }
  }

  stop() {
    if (this.busy) this.busy.abort();
  }

  /** Remove what is here, and never save again until the reader says so. */
  async refuse() {
    this.stop();
    await forgetAll();
    await changeState((state) => {
      state.refused = true;
    });
    this.show("refused", ["keep"]);
  }

  /** Look for news when the last look is older than an hour. */
  async refresh() {
    const state = await readState();
    const have = state.languages[this.language];
    if (!have || this.busy || Math.abs(Date.now() - state.checked) < HOUR) return;
    const index = await this.look();
    if (!index) return;
    if (index.release === have.release) {
      await changeState((newest) => {
        newest.checked = Date.now();
        newest.languages[this.language].notices = index.notices;
      });
      await this.showSaved(have, Date.now());
    } else {
      await this.keep();
    }
  }

  /** Read the index; obey its kill flag and show its notices. Without a line there is nothing to tell. */
  async look() {
    const index = await readNotices(this.language);
    if (!index || !index.kill) return index;
    await forgetAll();
    return null;
  }

  /** Say that the language is here, after reading it back; past two months, that the law may have changed. */
  async showSaved({ release, edition }, checked) {
    const whole = (await releaseIn(packCache(this.language, release))) === release;
    const age = Date.now() - checked;
    if (!whole) this.show("damaged", ["keep"]);
    else if (age > OLD_AFTER) this.show("old", [], { days: Math.floor(age / DAY) });
    else this.show("saved", [], { edition: editionWords(edition, this.bar.dataset.locale) });
  }

  showProgress(done, total) {
    this.bytes.max = total;
    this.bytes.value = done;
  }

  showError(error) {
    if (error.name === "AbortError") this.show("stopped", ["keep", "refuse"]);
    else this.show(asSavingError(error).reason, ["keep", "refuse"]);
  }

  show(name, actions, values = {}) {
    this.bar.hidden = false;
    this.bar.classList.toggle("asks", actions.length > 0);
    this.bytes.hidden = name !== "saving";
    this.words.textContent = say(this.bar, name, Object.assign({ size: this.size }, values));
    for (const button of this.bar.querySelectorAll("button")) button.hidden = !actions.includes(button.dataset.does);
  }
}


// Urgent notices are for every reader, also for those who keep nothing. Without a line there is nothing to tell.
async function readNotices(language) {
  try {
    const index = await readIndex(language);
    showNotices(index.notices);
    return index;
  } catch (error) {
    if (!error.reason && !(error instanceof TypeError)) throw error;
    return null;
  }
}
