import { Check } from "../vendor/lucide.js";
import { Copy } from "../vendor/lucide-desk.js";
import { html, useRef, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";

/** A link to be copied. @param {{url: string, name: string}} props  name: of the field */
export function LinkField({ url, name }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    // The clipboard is there on HTTPS and localhost only; elsewhere the old way works.
    await (navigator.clipboard?.writeText(url) ?? Promise.reject(new Error())).catch(() => document.execCommand("copy"));
    setCopied(true);
  };
  return html`<div class="row">
    <input class="input grow" ref=${field} readonly value=${url} aria-label=${name} onFocus=${() => field.current?.select()} />
    <button type="button" class="button" onClick=${copy}><${Icon} of=${copied ? Check : Copy} size=${16} />
      <span aria-live="polite">${copied ? t("Copied") : t("Copy")}</span></button>
  </div>`;
}
