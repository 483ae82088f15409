// Shows only the contacts of one city. Without it every list can be opened, and the index of cities stays.

/**
 * Turn the hidden form into a filter over the contacts of the page.
 *
 * @param {HTMLFormElement | null} form - The form; its data attribute holds the words for "nothing here".
 */
export function startFilter(form) {
  if (!form) return;
  const choice = form.querySelector("select");
  const status = form.querySelector("[role=status]");
  const contacts = Array.from(document.querySelectorAll("[data-cities]"));
  const groups = Array.from(document.querySelectorAll("[data-group]"));
  const opened = document.querySelector("[data-group] details[open]");

  function show() {
    const city = choice.value;
    let shown = 0;
    contacts.forEach((contact) => {
      const cities = contact.dataset.cities.split(" ");
      contact.hidden = city !== "" && !cities.includes(city) && !cities.includes("national");
      if (!contact.hidden) shown += 1;
    });
    groups.forEach((group) => {
      group.hidden = !group.querySelector("[data-cities]:not([hidden])");
      const list = group.querySelector("details");
      list.open = city !== "" || list === opened;
    });
    status.textContent = shown ? "" : form.dataset.none;
  }

  // A link to a need opens its list; a browser would only scroll to it.
  function openTarget() {
    const target = document.getElementById(location.hash.slice(1));
    const list = target && target.parentElement.querySelector("details");
    if (list) list.open = true;
  }

  choice.addEventListener("change", show);
  window.addEventListener("hashchange", openTarget);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A browser may restore the last choice on "Back": on a shared phone nothing of it may stay.
  window.addEventListener("pageshow", () => {
    choice.value = "";
    show();
    openTarget();
  });
  form.hidden = false;
}
