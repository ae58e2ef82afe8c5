// The demo shop's own script: a basket that counts, and buttons that open the chat through its public interface.

const page = /** @type {any} */ (window);
page.Heard ??= (/** @type {any[]} */ ...call) => { (page.Heard.queue ??= []).push(call); };

let things = 0;
for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".add"))) {
  button.addEventListener("click", () => {
    things += 1;
    const basket = document.getElementById("basket");
    if (basket) basket.textContent = `Basket: ${things} ${things === 1 ? "thing" : "things"}`;
  });
}

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-ask]"))) {
  button.addEventListener("click", () => page.Heard("write", button.dataset.ask ?? ""));
}
