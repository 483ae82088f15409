// "Leave now": hides the page at once, then goes away without leaving this page behind "Back".
// The behaviour follows GOV.UK's "Exit this page": a real link first, Shift three times, never Escape.

const PRESSES = 3;
const FORGET_AFTER = 5000;

/**
 * Improve the "Leave now" link.
 *
 * @param {HTMLAnchorElement | null} link - The link; its data attributes carry the words to speak.
 */
export function startLeave(link) {
  if (!link) return;
  const leaving = new Leaving(link);
  link.addEventListener("click", (event) => {
    // A click with a key held down opens a new tab: this page would stay, so it must hide here all the same.
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) event.preventDefault();
    leaving.leave();
  });
  document.addEventListener("keydown", (event) => leaving.press(event));
  document.addEventListener("keyup", (event) => leaving.release(event));
  window.addEventListener("pageshow", () => leaving.undo());
}

class Leaving {
  constructor(link) {
    this.link = link;
    this.title = document.title;
    this.presses = 0;
    this.withOtherKey = false;
    this.timer = 0;
    this.overlay = null;
    this.status = document.createElement("p");
    this.status.className = "vh";
    this.status.setAttribute("role", "status");
    document.body.appendChild(this.status);
  }

  /** Hide everything, speak, and replace this page by the neutral one. */
  leave() {
    this.forget("");
    if (!this.overlay) {
      this.overlay = document.createElement("div");
      this.overlay.className = "leaving";
      this.overlay.setAttribute("role", "alert");
      document.documentElement.classList.add("left");
      document.body.appendChild(this.overlay);
      // Spoken only when it arrives after the element that announces it.
      this.overlay.textContent = this.link.dataset.leaving;
    }
    document.title = this.link.dataset.title;
    neutralPage(this.link).then((address) => window.location.replace(address));
  }

  /** A page that comes back from the browser's memory must not stay hidden. */
  undo() {
    this.forget("");
    document.documentElement.classList.remove("left");
    if (this.overlay) this.overlay.remove();
    this.overlay = null;
    document.title = this.title;
  }

  press(event) {
    if (event.key !== "Shift") this.withOtherKey = event.shiftKey;
  }

  /** Count presses of Shift alone; Shift with another key, or another key, starts over. */
  release(event) {
    if (event.key !== "Shift") {
      if (!event.shiftKey) this.forget("");
      return;
    }
    if (this.withOtherKey) {
      this.withOtherKey = false;
      this.forget("");
      return;
    }
    this.presses += 1;
    if (this.presses === PRESSES) {
      this.leave();
      return;
    }
    this.status.textContent = this.presses > 1 ? this.link.dataset.more : "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.forget(this.presses > 1 ? this.link.dataset.expired : ""), FORGET_AFTER);
  }

  forget(words) {
    clearTimeout(this.timer);
    this.presses = 0;
    this.status.textContent = words;
  }
}

// Without internet the other site would end on an error: a plain page that is already on the phone takes its
// place. Asked of the phone first, because "online" in a browser only means that some network is there.
async function neutralPage(link) {
  const saved = "caches" in window && link.dataset.away && (await caches.match(link.dataset.away));
  if (!saved) return link.href;
  return (await answers()) ? link.href : link.dataset.away;
}

function answers() {
  if (!navigator.onLine) return Promise.resolve(false);
  const limit = new Promise((resolve) => setTimeout(() => resolve(false), 800));
  const asked = fetch("/healthz", { cache: "no-store" }).then((answer) => answer.ok, () => false);
  return Promise.race([asked, limit]);
}
