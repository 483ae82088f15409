// The preview's overlay: a button shows and hides the state of each block's message. Only the preview serves this.
const KEY = "dalil-preview-overlay";

function start() {
  const blocks = document.querySelectorAll("[data-message]");
  if (!blocks.length) return;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = "/preview/overlay.css";
  document.head.appendChild(sheet);
  const counts = {};
  for (const block of blocks) {
    const state = block.dataset.message.split(":")[0];
    block.dataset.messageState = state;
    block.title = block.dataset.message;
    counts[state] = (counts[state] || 0) + 1;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "preview-overlay";
  button.textContent = Object.keys(counts)
    .map((state) => `${counts[state]} ${state}`)
    .join(", ");
  button.addEventListener("click", () => toggle(!document.documentElement.hasAttribute(`data-${KEY}`)));
  document.body.appendChild(button);
  toggle(sessionStorage.getItem(KEY) === "on");
}

function toggle(on) {
  document.documentElement.toggleAttribute(`data-${KEY}`, on);
  sessionStorage.setItem(KEY, on ? "on" : "off");
}

start();
