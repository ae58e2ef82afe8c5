// "Talk to us" opens the chat that is on the page; without JavaScript the link leads to the chat by itself.
(function () {
  "use strict";
  const page = /** @type {any} */ (window);
  page.Heard = page.Heard || function () { (page.Heard.queue = page.Heard.queue || []).push(arguments); };
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("[data-talk]") : null;
    if (!(link instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.dataset.talk) page.Heard("write", link.dataset.talk);
    else page.Heard("open");
  });
})();
