// Suggestions under the search field: arrows walk them, escape leaves them, looking elsewhere closes them.
const sheet = () => document.getElementById("suggestions");
const asker = () => document.querySelector("[data-suggests]");

function show(open) {
  const box = sheet();
  if (!box) return;
  box.hidden = !open || !box.childElementCount;
  asker()?.setAttribute("aria-expanded", String(!box.hidden));
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target === sheet()) show(document.activeElement === asker());
});

document.addEventListener("focusin", (event) => {
  if (event.target === asker()) show(true);
  else if (!event.target.closest("#suggestions")) show(false);
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("#suggestions, .topbar > .search, [data-show-search]")) show(false);
});

document.addEventListener("keydown", (event) => {
  const box = sheet();
  const field = asker();
  if (!box || !field || box.hidden || !(event.target === field || box.contains(event.target))) return;
  if (event.key === "Escape") {
    event.preventDefault();
    field.focus();
    show(false);
    return;
  }
  const direction = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  // In a stepper the arrows count.
  if (!direction || event.target.matches("input[type=number], select")) return;
  event.preventDefault();
  const places = [field, ...box.querySelectorAll("[data-suggestion]")];
  const row = event.target.closest(".suggestion");
  const at = places.indexOf(row ? row.querySelector("[data-suggestion]") : event.target);
  places[(at + direction + places.length) % places.length].focus();
});
