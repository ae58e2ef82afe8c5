import { html, useMemo } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { AttributeCard } from "./attribute-card.js";
import { filled } from "./filled.js";
import { WordFrame } from "./word-frame.js";
import { WordTable } from "./word-table.js";
import { readAttributes, writeAttributes } from "./words-api.js";

/** @typedef {import("./words-api.js").Attribute} Attribute */

/** What is asked of a customer before some articles are answered. @param {{languages: string[]}} props */
export function Attributes({ languages }) {
  const table = useMemo(() => new WordTable(readAttributes, writeAttributes, tidied), []);
  return html`<${WordFrame} table=${table} title=${t("What is asked first")} add=${t("Add")} onAdd=${() => table.add({ name: "", question: {}, choices: [] })}
    about=${t("What must be known of a customer before an article that needs it is answered, such as the model. Parts of an answer can be for some values only.")}
    saved=${t("Saved. The bot knows it from now on.")}
    empty=${t("Nothing is asked. Add the model, the country, or whatever an answer depends on.")}>
    <ul class="stack attributes">${(table.lines.value ?? []).map(({ id, row }) => html`<${AttributeCard} key=${id} row=${row} languages=${languages}
      wrong=${table.wrong.value?.id === id} edit=${(/** @type {(row: Attribute) => Attribute} */ change) => table.edit(id, change)} remove=${() => table.remove(id)} />`)}</ul>
  <//>`;
}

/** Without what was left empty. @param {Attribute} row @returns {Attribute | null} */
function tidied({ name, question, choices }) {
  const told = filled(question);
  const kept = choices.map(({ value, labels }) => ({ value: value.trim(), labels: filled(labels) })).filter(({ value }) => value);
  if (!name.trim() && !Object.keys(told).length && !kept.length) return null;
  return { name: name.trim(), question: told, choices: kept };
}
