import { html, useRef, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";

/**
 * Where a file is dropped, or chosen by a button.
 * @param {{icon: any, label: string, accept: string, file: File | null | undefined, busy?: boolean, take: (file: File) => void,
 *   children?: any}} props  label: of the field; accept: as `<input accept>`; file: the one that was taken; children: what may be dropped
 */
export function DropZone({ icon, label, accept, file, busy = false, take, children }) {
  const [over, hover] = useState(false);
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const first = (/** @type {FileList | null | undefined} */ files) => { if (files?.length && !busy) take(files[0]); };
  const chosen = () => { first(field.current?.files); if (field.current) field.current.value = ""; };
  const drag = (/** @type {DragEvent} */ event) => { event.preventDefault(); hover(true); };
  const drop = (/** @type {DragEvent} */ event) => { event.preventDefault(); hover(false); first(event.dataTransfer?.files); };
  return html`<div class=${over ? "drop over" : "drop"} onDragOver=${drag} onDragLeave=${() => hover(false)} onDrop=${drop}>
    <${Icon} of=${icon} size=${28} />
    <p>${file ? html`<strong>${file.name}</strong>` : t("Drop a file here")}</p>
    <input ref=${field} type="file" class="visually-hidden" tabindex="-1" aria-label=${label} accept=${accept} onChange=${chosen} />
    <button type="button" class="button" aria-disabled=${busy} onClick=${() => !busy && field.current?.click()}>${file ? t("Choose another file") : t("Choose a file")}</button>
    ${children}
  </div>`;
}
