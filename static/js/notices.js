// Urgent notices come with the index, so that they reach a saved page the same day without changing it.

/** Show notices at the top of the page; each is shown once. */
export function showNotices(notices) {
  const main = document.querySelector("main");
  for (const notice of notices || []) {
    const id = `notice-${notice.id}`;
    if (document.getElementById(id)) continue;
    const box = document.createElement("section");
    box.id = id;
    box.className = "note danger notice";
    box.setAttribute("role", "alert");
    const words = document.createElement(notice.path ? "a" : "p");
    words.lang = notice.lang;
    words.dir = notice.dir;
    words.textContent = notice.text;
    if (notice.path) words.href = notice.path;
    box.appendChild(words);
    main.insertBefore(box, main.firstChild);
  }
}
