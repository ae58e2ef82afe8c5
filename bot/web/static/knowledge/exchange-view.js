import { html } from "../shared/html.js";
import { ExportPart } from "./export-part.js";
import { ImportPart } from "./import-part.js";

/** Articles into and out of files. */
export function ExchangeView() {
  return html`<div class="exchange"><${ImportPart} /><${ExportPart} /></div>`;
}
