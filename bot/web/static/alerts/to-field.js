import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { targetName } from "./names.js";
import { hashOf } from "./where.js";

const DESKS = ["desk:theirs", "desk:managers", "desk:everyone"];

/** Who is told. @param {{to: string[], book: import("./types.js").Book, onChange: (to: string[]) => void}} props */
export function ToField({ to, book, onChange }) {
  const turn = (/** @type {string} */ each) => onChange(to.includes(each) ? to.filter((one) => one !== each) : [...to, each]);
  const box = (/** @type {string} */ each, note = "") => html`<label class="check" key=${each}><input type="checkbox" checked=${to.includes(each)} onChange=${() => turn(each)} />
    <span>${targetName(each, book)}${note && html` <span class="muted">${note}</span>`}</span></label>`;
  const people = book.agents.map(({ id }) => `desk:${id}`);
  return html`<fieldset class="conditions"><legend>${t("Tell")}</legend>
    ${book.targets.map(({ id, service }) => box(id, service))}
    ${!book.targets.length && html`<p class="muted">${t("Mail and chats can be added under")} <a href=${hashOf("targets")}>${t("Destinations")}</a>.</p>`}
    ${DESKS.map((each) => box(each))}
    <details open=${people.some((each) => to.includes(each))}><summary>${t("One person's desk")}</summary>${people.map((each) => box(each))}</details>
  </fieldset>`;
}
