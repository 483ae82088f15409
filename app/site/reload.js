// Waits until a file of the content changes, then shows the page anew. Only the preview serves this.
async function changed(since) {
  const answer = await fetch(`/preview/changed?since=${since}`, { cache: "no-store" });
  return answer.text();
}

async function watch() {
  const first = await changed("");
  let now = first;
  while (now === first) now = await changed(first);
  location.reload();
}

watch();
