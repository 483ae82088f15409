// Urgent notices come with the index, so that they reach a saved page the same day without changing it.

/** Show exactly these notices at the top of the page, but for those whose last day is over. */
export function showNotices(notices) {
  const today = new Date().toISOString().slice(0, 10);
  const shown = (notices || []).filter((notice) => notice.until >= today);
  const main = document.querySelector("main");
  let list = main.querySelector(".notices");
  if (list) list.remove();
  if (!shown.length) return;
  list = document.createElement("div");
  list.className = "notices";
  list.setAttribute("role", "status");
  main.insertBefore(list, main.firstChild);
  for (const notice of shown) list.appendChild(boxFor(notice));
}

function boxFor(notice) {
  const box = document.createElement("p");
  box.className = "note danger notice";
  const words = document.createElement(notice.path ? "a" : "span");
  words.lang = notice.lang;
  words.dir = notice.dir;
  words.textContent = notice.text;
  if (notice.path) words.href = notice.path;
  box.appendChild(words);
  return box;
}
