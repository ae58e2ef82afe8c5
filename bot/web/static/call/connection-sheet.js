import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Sheet } from "./sheet.js";

/** How the connection is. @param {{room: import("./live-room.js").LiveRoom, onClose: () => void}} props */
export function ConnectionSheet({ onClose }) {
  return html`<${Sheet} title=${t("About the connection")} onClose=${onClose}><//>`;
}
