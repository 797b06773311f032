// Files dropped on a field, or pasted while it has the focus, become its files.
document.addEventListener("dragover", (event) => {
  const drop = event.target.closest?.("[data-drop]");
  if (!drop) return;
  event.preventDefault();
  drop.classList.add("is-over");
});
document.addEventListener("dragleave", (event) => event.target.closest?.("[data-drop]")?.classList.remove("is-over"));

function give(drop, files) {
  const field = drop.querySelector("input[type=file]");
  field.files = files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("drop", (event) => {
  const drop = event.target.closest?.("[data-drop]");
  if (!drop) return;
  event.preventDefault();
  drop.classList.remove("is-over");
  if (event.dataTransfer.files.length) give(drop, event.dataTransfer.files);
});
document.addEventListener("paste", (event) => {
  const drop = event.target.closest?.("[data-drop]");
  if (drop && event.clipboardData?.files.length) give(drop, event.clipboardData.files);
});

// A choice that asks for nothing more may send its form by itself.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-sends]")) event.target.form?.requestSubmit();
});
