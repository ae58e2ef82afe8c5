import { Dialog } from "../shared/dialog.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";

/** @param {{onClose: () => void}} props */
export function ListHelp({ onClose }) {
  /** @type {[string, string][]} */
  const keys = [
    ["j", t("Next article")], ["k", t("Previous article")], ["Enter", t("Open the article")],
    ["x", t("Choose the article, or no longer")],
    ["/", t("Search")], ["n", t("New article")], ["?", t("This help")],
  ];
  return html`<${Dialog} title=${t("Keyboard shortcuts")} onClose=${onClose}>
    <dl class="shortcuts">${keys.map(([key, words]) => html`<div key=${key}><dt>${words}</dt><dd><kbd>${key}</kbd></dd></div>`)}</dl>
  <//>`;
}
