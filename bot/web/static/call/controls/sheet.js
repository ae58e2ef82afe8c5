import { X } from "../../vendor/lucide-call.js";
import { html, useEffect, useRef } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";

/**
 * A small panel over the pictures, which go on behind it. Escape, the cross and a press elsewhere close it, and the focus goes
 * back to where it came from.
 * @param {{title: string, onClose: () => void, children?: any}} props
 */
export function Sheet({ title, onClose, children }) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const before = document.activeElement;
    element.current?.focus();
    const elsewhere = (/** @type {PointerEvent} */ event) => {
      const target = /** @type {Element} */ (event.target);
      if (!element.current?.contains(target) && !target.closest("[aria-expanded=true]")) onClose();
    };
    addEventListener("pointerdown", elsewhere);
    return () => {
      removeEventListener("pointerdown", elsewhere);
      const lost = document.activeElement === document.body || element.current?.contains(document.activeElement);
      if (lost && before instanceof HTMLElement) before.focus();
    };
  }, []);
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return html`<section class="sheet" role="dialog" aria-label=${title} tabindex="-1" ref=${element} onKeyDown=${press}>
    <div class="row"><h2 class="grow">${title}</h2>
      <button type="button" class="button quiet bare" aria-label=${t("Close")} onClick=${onClose}><${Icon} of=${X} /></button></div>
    ${children}
  </section>`;
}
