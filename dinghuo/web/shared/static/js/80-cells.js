// A sheet of fields is worked like a spreadsheet: arrows and Enter go from row to row, pasted cells fill the sheet.
function sheetOf(field) {
  const sheet = field.closest?.("[data-cells]");
  if (!sheet || !field.matches("input.input")) return null;
  return [...sheet.querySelectorAll("tbody tr")]
    .map((row) => [...row.querySelectorAll("input.input:not([type=hidden])")])
    .filter((row) => row.length);
}

function placeOf(rows, field) {
  const down = rows.findIndex((row) => row.includes(field));
  return [down, rows[down].indexOf(field)];
}

document.addEventListener("keydown", (event) => {
  const steps = { ArrowUp: -1, ArrowDown: 1, Enter: event.shiftKey ? -1 : 1 }[event.key];
  const rows = steps && sheetOf(event.target);
  if (!rows || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  const [down, across] = placeOf(rows, event.target);
  // Enter would send the sheet; on its last row it stays where it is.
  event.preventDefault();
  const next = rows[down + steps]?.[across];
  if (next) {
    next.focus();
    next.select();
  }
});

document.addEventListener("paste", (event) => {
  const rows = sheetOf(event.target);
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  if (!rows || (lines.length === 1 && lines[0].length === 1)) return;
  event.preventDefault();
  const [down, across] = placeOf(rows, event.target);
  lines.forEach((cells, y) => cells.forEach((cell, x) => {
    const field = rows[down + y]?.[across + x];
    if (!field) return;
    field.value = cell.trim();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }));
});
