// The stepper's − and +: change the number at once, and tell the server when the hand rests.
const REST_MS = 350;
const waiting = new WeakMap();

function announce(field) {
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(() => field.dispatchEvent(new Event("change", { bubbles: true })), REST_MS));
}

function move(field, direction) {
  const step = Number(field.step) || 1;
  const least = field.min === "" ? -Infinity : Number(field.min);
  const most = field.max === "" ? Infinity : Number(field.max);
  const now = Number(field.value) || 0;
  // Off the grid of its multiple, a number goes to the next one on it.
  const steps = now / step;
  const next = (direction > 0 ? Math.floor(steps + 1e-9) + 1 : Math.ceil(steps - 1e-9) - 1) * step;
  const kept = Math.min(most, Math.max(least, Number(next.toFixed(6))));
  field.value = kept === 0 && field.placeholder ? "" : String(kept);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  announce(field);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  const field = button.closest("[data-stepper]").querySelector(".stepper-number");
  if (!field.disabled && !field.readOnly) move(field, Number(button.dataset.step));
});

// In the order pad the arrows go from row to row; typing replaces what stands there.
document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("[data-pad] .stepper-number");
  if (!field || !["ArrowUp", "ArrowDown", "Enter"].includes(event.key)) return;
  const all = [...field.closest("[data-pad]").querySelectorAll(".stepper-number:not(:disabled)")];
  const next = all[all.indexOf(field) + (event.key === "ArrowUp" ? -1 : 1)];
  event.preventDefault();
  if (next) next.focus();
  else field.dispatchEvent(new Event("change", { bubbles: true }));
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches?.(".stepper-number")) event.target.select();
});
// A wheel over a focused number would change it unseen.
document.addEventListener("wheel", (event) => {
  if (event.target.matches?.("input[type=number]:focus")) event.target.blur();
}, { passive: true });
