// The browser's own question about the home screen is held back until the reader taps for it: explained, never nagging.

/**
 * Offer to install where the browser can.
 *
 * @param {HTMLElement | null} part - The part of "On this phone" about the home screen, with its words.
 */
export function startInstalling(part) {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    if (part) offer(part, event);
  });
  if (!part) return;
  window.addEventListener("appinstalled", () => tell(part));
  if (window.matchMedia("(display-mode: standalone)").matches || navigator.standalone) tell(part);
}

function offer(part, event) {
  const button = part.querySelector("button");
  button.hidden = false;
  // The question may be asked once; the browser sends a new event if it may be asked again.
  button.onclick = () => {
    button.hidden = true;
    event.prompt();
  };
}

function tell(part) {
  part.querySelector("button").hidden = true;
  part.querySelector("[role=status]").textContent = part.dataset.installed;
}
