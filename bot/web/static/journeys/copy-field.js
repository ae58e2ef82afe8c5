import { Copy } from "../vendor/lucide-journeys.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { toast } from "../shared/toast.js";

/** A text to take along. @param {{text: string, label: string}} props */
export function CopyField({ text, label }) {
  const copy = () => navigator.clipboard.writeText(text).then(() => toast(t("Copied")), () => toast(t("Select it and copy it by hand.")));
  return html`<div class="copy-field"><pre tabindex="0" role="region" aria-label=${label}><code>${text}</code></pre>
    <button type="button" class="button" onClick=${copy}><${Icon} of=${Copy} size=${16} />${t("Copy")}</button></div>`;
}
