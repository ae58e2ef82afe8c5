import { Download } from "../vendor/lucide-desk.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { exportAddress } from "./exchange-api.js";
import { FORMATS } from "./formats.js";

/** All articles as a file, which can be imported again without loss. */
export function ExportPart() {
  return html`<section class="card exchange-part" aria-labelledby="export-title">
    <h2 id="export-title">${t("Export")}</h2>
    <p class="muted">${t("All published articles, in a file that can be brought back.")}</p>
    <ul class="export-list">${FORMATS.map(({ name, words, about }) => html`<li key=${name}>
      <div class="grow"><strong>${words()}</strong><p class="small muted">${about()}</p></div>
      <a class="button" href=${exportAddress(name)} download aria-label=${t("Download as {format}", { format: words() })}><${Icon} of=${Download} size=${16} />${t("Download")}</a></li>`)}</ul>
  </section>`;
}
