import { html, useEffect, useId, useRef, useState } from "./html.js";

/**
 * A button that opens a menu. Arrow keys walk through it; Escape, Tab and a press elsewhere close it.
 * @param {{label: any, name?: string, kind?: string, align?: "start" | "end", children?: any}} props  label: what the button
 *   shows; name: its accessible name where that is no text; kind: classes of the button; children: buttons and links
 */
export function Menu({ label, name, kind = "button", align = "end", children }) {
  const [open, setOpen] = useState(false);
  const root = useRef(/** @type {HTMLDivElement | null} */ (null));
  const id = useId();
  const button = () => root.current?.querySelector("button");
  const close = (back = false) => {
    setOpen(false);
    if (back) button()?.focus();
  };

  useEffect(() => {
    if (!open) return;
    items(root.current)[0]?.focus();
    const elsewhere = (/** @type {Event} */ event) => {
      if (!root.current?.contains(/** @type {Node} */ (event.target))) close();
    };
    addEventListener("pointerdown", elsewhere);
    return () => removeEventListener("pointerdown", elsewhere);
  }, [open]);

  const press = (/** @type {KeyboardEvent} */ event) => {
    if (!open) return;
    if (event.key === "Tab") return close();
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) step(root.current, by);
    else if (event.key === "Escape") close(true);
    else return;
    event.preventDefault();
  };
  const chosen = (/** @type {Event} */ event) => {
    const item = /** @type {HTMLElement} */ (event.target).closest("[role^=menuitem]");
    if (!item || item.hasAttribute("data-stays")) return;
    close(Boolean(root.current?.contains(document.activeElement))); // not where what was chosen has taken the focus along
  };
  return html`<div class="menu-root" ref=${root} onKeyDown=${press}>
    <button type="button" class=${kind} aria-haspopup="menu" aria-expanded=${open} aria-controls=${open ? id : undefined}
      aria-label=${name} title=${name} onClick=${() => setOpen(!open)}>${label}</button>
    ${open && html`<div class=${`menu ${align}`} id=${id} role="menu" onClick=${chosen}>${children}</div>`}
  </div>`;
}

/** @param {HTMLElement | null} root @returns {HTMLElement[]} */
const items = (root) => /** @type {HTMLElement[]} */ ([...root?.querySelectorAll(".menu [role^=menuitem]") ?? []]);

/** @param {HTMLElement | null} root @param {number} by  1 or -1 */
function step(root, by) {
  const all = items(root);
  const place = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  all[(place + by + all.length) % all.length]?.focus();
}
