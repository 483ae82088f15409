// On the page for no internet: the other languages that are saved here too.
import { canSave, readState } from "./saved.js";

/** Show the links to saved languages. */
export async function startOffline(part) {
  if (!part || !canSave()) return;
  const { languages } = await readState();
  for (const item of part.querySelectorAll("[data-language]")) {
    item.hidden = !(item.dataset.language in languages);
    if (!item.hidden) part.hidden = false;
  }
}
