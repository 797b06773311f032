// Menus close when one looks elsewhere; dialogs open over the page; toasts pass.
const TOAST_MS = 7000;

function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  dialog.showModal();
  dialog.querySelector("[autofocus]")?.focus();
}

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const opener = event.target.closest("[data-open]");
  if (opener) {
    event.preventDefault();
    openDialog(opener.dataset.open);
    return;
  }
  const closer = event.target.closest("[data-close]");
  const dialog = closer ? closer.closest("dialog") : event.target.closest("dialog");
  // Outside its box a click on a modal dialog still has the dialog as its target.
  if (dialog?.open && (closer || (event.target === dialog && outside(dialog, event)))) {
    event.preventDefault();
    dialog.close();
  }
  event.target.closest("[data-dismiss]")?.closest("[data-toast]")?.remove();
});

function outside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

// A frame that scrolls would cut a sheet off, so it is laid over the page where there is room.
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.("[data-menu]")) return;
  const sheet = menu.querySelector(":scope > :not(summary)");
  if (!menu.open || !sheet || !menu.closest(".table-frame, .dialog, .sidenav")) {
    sheet?.removeAttribute("style");
    return;
  }
  if (getComputedStyle(sheet).position === "fixed") return;
  const near = menu.querySelector("summary").getBoundingClientRect();
  const size = sheet.getBoundingClientRect();
  const below = near.bottom + 4 + size.height <= innerHeight || near.top < size.height + 8;
  Object.assign(sheet.style, {
    position: "fixed",
    inset: "auto",
    width: `${size.width}px`,
    top: `${below ? near.bottom + 4 : near.top - size.height - 4}px`,
    left: `${Math.max(8, Math.min(near.right - size.width, innerWidth - size.width - 8))}px`,
  });
}, true);
document.addEventListener("scroll", (event) => {
  for (const menu of document.querySelectorAll(".table-frame [data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}, { capture: true, passive: true });

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("[data-menu][open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

function pass(toast) {
  // One that can be undone, or that reports a fault, waits for the reader.
  if (toast.querySelector("form") || toast.classList.contains("toast-bad")) return;
  setTimeout(() => toast.remove(), TOAST_MS);
}
document.querySelectorAll("[data-toast]").forEach(pass);

function sayFault(words) {
  const toast = document.createElement("div");
  toast.className = "toast toast-bad";
  toast.dataset.toast = "";
  const text = document.createElement("span");
  text.textContent = words;
  const close = document.createElement("button");
  close.className = "button button-small";
  close.type = "button";
  close.dataset.dismiss = "";
  close.textContent = document.body.dataset.wordsClose;
  toast.append(text, close);
  document.getElementById("toasts")?.replaceChildren(toast);
}

document.addEventListener("htmx:sendError", () => sayFault(document.body.dataset.wordsOffline));
document.addEventListener("htmx:responseError", () => sayFault(document.body.dataset.wordsFailed));
document.addEventListener("htmx:afterSettle", (event) => {
  event.detail.elt?.querySelectorAll?.("[data-toast]").forEach(pass);
});

// What went wrong is where one looks next; but a scanner types wherever the focus is: its next code replaces the last.
const wrong = document.querySelector("[data-focus]");
const scan = document.querySelector("[data-scan]");
if (scan) {
  wrong?.scrollIntoView({ block: "nearest" });
  scan.focus({ preventScroll: Boolean(wrong) });
  scan.select();
} else {
  wrong?.focus();
}
