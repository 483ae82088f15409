// Words come from the template, translated by the server; scripts only fill in figures and dates.

/** Return the words of a data attribute with %(name)s filled in. */
export function say(element, name, values = {}) {
  const words = element.dataset[name] || "";
  return words.replace(/%\((\w+)\)s/g, (whole, key) => (key in values ? values[key] : whole));
}

/** Return an edition such as 2026-11-22b in words; the letter stays, because a day can have several. */
export function editionWords(edition, locale) {
  const [year, month, day] = edition.slice(0, 10).split("-").map(Number);
  const style = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  const words = new Intl.DateTimeFormat(locale, style).format(new Date(Date.UTC(year, month - 1, day)));
  return edition.length > 10 ? `${words} (${edition.slice(10)})` : words;
}

/** Return bytes as whole kilobytes, at least 1. */
export function kilobytes(bytes) {
  return Math.max(1, Math.round(bytes / 1024));
}
