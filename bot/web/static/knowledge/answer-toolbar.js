import { Link } from "../vendor/lucide-desk.js";
import { Bold, Heading, Image, List, ListOrdered, Split } from "../vendor/lucide-knowledge.js";
import { html, useRef } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Menu } from "../shared/menu.js";
import { conditional, linked, listed, wrapped } from "./markdown.js";
import { TYPES } from "./pictures.js";

/**
 * @typedef {import("./markdown.js").Written} Written
 * @param {{change: (change: (written: Written) => Written) => void, onPictures: (files: File[]) => void,
 *   attributes: import("./types.js").Attribute[]}} props
 */
export function AnswerToolbar({ change, onPictures, attributes }) {
  const file = useRef(/** @type {HTMLInputElement | null} */ (null));
  /** @type {(of: any, label: string, how: (written: Written) => Written) => any} */
  const tool = (of, label, how) => html`<button type="button" class="button quiet bare" aria-label=${label} title=${label}
    onMouseDown=${stay} onClick=${() => change(how)}><${Icon} of=${of} size=${16} /></button>`;
  const choose = () => {
    if (file.current?.files?.length) onPictures([...file.current.files]);
    if (file.current) file.current.value = "";
  };
  return html`<div class="answer-tools" role="toolbar" lang="" aria-label=${t("How the answer looks")}>
    ${tool(Bold, t("Bold (Ctrl B)"), (written) => wrapped(written, "**", t("bold")))}
    ${tool(Heading, t("Heading"), (written) => listed(written, () => "## "))}
    ${tool(List, t("List"), (written) => listed(written, () => "- "))}
    ${tool(ListOrdered, t("Steps"), (written) => listed(written, (place) => `${place + 1}. `))}
    ${tool(Link, t("Link (Ctrl K)"), (written) => linked(written, t("words of the link")))}
    <button type="button" class="button quiet bare" aria-label=${t("Picture")} title=${t("Picture")} onClick=${() => file.current?.click()}>
      <${Icon} of=${Image} size=${16} /></button>
    <input type="file" class="visually-hidden" tabindex="-1" aria-hidden="true" accept=${TYPES.join(",")} multiple ref=${file} onChange=${choose} />
    ${attributes.length > 0 && html`<${PartMenu} change=${change} attributes=${attributes} />`}
  </div>`;
}

/** A part of the answer that only some are told. @param {{change: (change: (written: Written) => Written) => void, attributes: import("./types.js").Attribute[]}} props */
function PartMenu({ change, attributes }) {
  const words = t("Part for some only");
  return html`<${Menu} kind="button quiet bare" align="start" name=${words} label=${html`<${Icon} of=${Split} size=${16} />`}>
    ${attributes.map(({ name, choices }) => html`<div role="group" key=${name} aria-label=${name}><p class="menu-title" aria-hidden="true">${name}</p>
      ${valuesOf(choices).map((value) => html`<button type="button" role="menuitem" tabindex="-1" key=${value}
        onClick=${() => change((written) => conditional(written, name, value, t("Only shown for {value}.", { value })))}>${value}</button>`)}</div>`)}
  <//>`;
}

/** Where customers answer in words of their own, one that is to be written over. @param {{value: string}[]} choices @returns {string[]} */
const valuesOf = (choices) => (choices.length ? choices.map(({ value }) => value) : ["…"]);

/** The field keeps the focus and what is selected in it. @param {Event} event */
const stay = (event) => event.preventDefault();
