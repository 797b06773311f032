// Rows with a quantity stay when a list is searched or turned over: they move to [data-kept], and aren't listed twice.
const keptRows = () => document.querySelector("[data-kept]");
const nameOf = (row) => row.querySelector("input[type=hidden]")?.value;
document.addEventListener("htmx:beforeSwap", (event) => {
  const list = event.detail.target?.closest?.("[data-keep]");
  const kept = list && keptRows();
  if (!kept) return;
  for (const row of list.querySelectorAll("tbody tr")) {
    if (Number(row.querySelector("input[type=number]")?.value) > 0) kept.querySelector("tbody").append(row);
  }
  kept.hidden = !kept.querySelector("tbody tr");
});
document.addEventListener("htmx:afterSwap", () => {
  const kept = keptRows();
  if (!kept) return;
  const names = new Set([...kept.querySelectorAll("tbody tr")].map(nameOf));
  for (const row of document.querySelectorAll("[data-keep] tbody tr")) if (names.has(nameOf(row))) row.remove();
});
