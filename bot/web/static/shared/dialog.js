import { X } from "../vendor/lucide.js";
import { html, useEffect, useId, useRef } from "./html.js";
import { t } from "./i18n.js";
import { Icon } from "./icons.js";

/**
 * A modal dialog over <dialog>: the browser keeps the focus inside, it goes back to where it was. Mount it to open it; Escape, the cross
 * and a press beside it call onClose, and the owner unmounts it.
 * @param {{title: string, onClose: () => void, children?: any, actions?: any}} props  actions: the row of buttons below
 */
export function Dialog({ title, onClose, children, actions }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const heading = useId();
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      // When this runs the dialog is off the page already, and a browser gives the focus back only while it is on it.
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const cancel = (/** @type {Event} */ event) => { event.preventDefault(); onClose(); };
  const press = (/** @type {MouseEvent} */ event) => { if (event.target === element.current) onClose(); };
  return html`<dialog class="dialog" ref=${element} aria-labelledby=${heading} onCancel=${cancel} onMouseDown=${press}>
    <div class="dialog-body">
      <div class="row">
        <h2 id=${heading} class="grow">${title}</h2>
        <button type="button" class="button quiet bare" aria-label=${t("Close")} onClick=${onClose}><${Icon} of=${X} /></button>
      </div>
      ${children}
      ${actions && html`<div class="dialog-actions">${actions}</div>`}
    </div>
  </dialog>`;
}
