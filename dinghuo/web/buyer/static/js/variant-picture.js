// The large picture is that of the variant whose quantity is being typed.
document.addEventListener("focusin", (event) => {
  const goods = event.target.closest("[data-picture]");
  const image = document.querySelector(".product-pictures > .picture img");
  if (!goods?.dataset.picture || !image) return;
  image.srcset = goods.dataset.pictures;
  image.src = goods.dataset.picture;
  const words = goods.querySelector("input[aria-label]")?.getAttribute("aria-label");
  if (words) image.alt = words;
});
