// A button that proposes a quantity ("make it 24") puts it into the stepper of its goods.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-quantity]");
  const field = button?.closest("[data-goods]")?.querySelector(".stepper-number");
  if (!field) return;
  event.preventDefault();
  field.value = button.dataset.quantity;
  field.dispatchEvent(new Event("change", { bubbles: true }));
});
