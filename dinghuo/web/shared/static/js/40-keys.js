// The keyboard: / and ⌘K search, j and k walk the rows, enter opens, x chooses, ? lists the keys.
const ROWS = "[data-rows] > :is(tr, article, li)";
let current = null;

function isTyping(target) {
  return target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null;
}

function walk(direction) {
  const rows = [...document.querySelectorAll(ROWS)].filter((row) => row.offsetParent !== null);
  if (!rows.length) return;
  const at = rows.indexOf(current);
  const next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? (direction > 0 ? 0 : rows.length - 1) : at + direction))];
  current?.classList.remove("is-current");
  next.classList.add("is-current");
  next.scrollIntoView({ block: "nearest" });
  current = next;
}

function search() {
  const fields = [...document.querySelectorAll("[data-search]")];
  const field = fields.find((one) => one.offsetParent !== null) ?? fields[0];
  if (!field) return false;
  field.closest(".topbar")?.classList.add("is-searching");
  field.focus();
  field.select();
  return true;
}

document.addEventListener("keydown", (event) => {
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
    if (search()) event.preventDefault();
    return;
  }
  if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "/") {
    if (search()) event.preventDefault();
  } else if (event.key === "?") {
    document.getElementById("keys")?.showModal();
  } else if (event.key === "j" || event.key === "k") {
    walk(event.key === "j" ? 1 : -1);
  } else if (event.key === "Enter" && current && event.target === document.body) {
    current.querySelector("a[href]:not([tabindex='-1'])")?.click();
  } else if (event.key === "x" && current) {
    current.querySelector("[data-pick]")?.click();
  }
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-show-search]")) return;
  const bar = event.target.closest(".topbar");
  bar.classList.toggle("is-searching");
  if (bar.classList.contains("is-searching")) bar.querySelector("[data-search]")?.focus();
});
