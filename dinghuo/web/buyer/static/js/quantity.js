// A button that proposes a quantity ("make it 24", "24 boxes as last time") puts it into the stepper of its goods.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-quantity]");
  const goods = button?.closest("[data-goods]");
  const field = goods?.querySelector(".stepper-number");
  if (!field) return;
  event.preventDefault();
  const units = goods.querySelector("select.stepper-unit");
  if (units && button.dataset.unit) units.value = button.dataset.unit;
  field.value = button.dataset.quantity;
  field.dispatchEvent(new Event("change", { bubbles: true }));
});
