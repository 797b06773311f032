// What is rejected isn't accepted: the one number follows from the other.
document.addEventListener("input", (event) => {
  const rejected = event.target.closest?.("[data-rejected]");
  const line = rejected?.closest("[data-arrived]");
  if (!line) return;
  const accepted = line.querySelector("[data-accepted]");
  const left = Number(line.dataset.arrived) - (Number(rejected.value) || 0);
  if (left >= 0) accepted.value = String(Number(left.toFixed(6)));
});
