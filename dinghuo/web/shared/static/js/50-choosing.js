// Choosing rows: all at once, and the bar that says how many and what can be done with them.
function count(scope) {
  const picks = [...scope.querySelectorAll("[data-pick]")];
  const chosen = picks.filter((pick) => pick.checked).length;
  const all = scope.querySelector("[data-pick-all]");
  if (all) {
    all.checked = chosen > 0 && chosen === picks.length;
    all.indeterminate = chosen > 0 && chosen < picks.length;
  }
  const bar = scope.querySelector("[data-bulk]");
  if (!bar) return;
  bar.classList.toggle("is-shown", chosen > 0);
  const words = bar.querySelector("[data-bulk-count]");
  if (words) words.textContent = String(chosen);
}

document.addEventListener("change", (event) => {
  const scope = event.target.closest("[data-choosing]");
  if (!scope) return;
  if (event.target.matches("[data-pick-all]")) {
    for (const pick of scope.querySelectorAll("[data-pick]")) pick.checked = event.target.checked;
  }
  if (event.target.matches("[data-pick-all], [data-pick]")) count(scope);
});
document.querySelectorAll("[data-choosing]").forEach(count);

// Shift chooses everything between two rows.
let lastPick = null;
document.addEventListener("click", (event) => {
  const pick = event.target.closest("[data-pick]");
  if (!pick) return;
  const scope = pick.closest("[data-choosing]");
  if (event.shiftKey && lastPick && scope?.contains(lastPick)) {
    const picks = [...scope.querySelectorAll("[data-pick]")];
    const [from, to] = [picks.indexOf(lastPick), picks.indexOf(pick)].sort((a, b) => a - b);
    for (const between of picks.slice(from, to + 1)) between.checked = pick.checked;
    count(scope);
  }
  lastPick = pick;
});
