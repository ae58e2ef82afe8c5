import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { useEditor } from "./editor-context.js";
import { WordsTable } from "./words-table.js";

/** What is asked, and what is said afterwards. */
export function WordsPart() {
  const { editor } = useEditor();
  const survey = /** @type {import("./types.js").Survey} */ (editor.survey.value);
  /** @param {"question" | "low" | "high" | "thanks"} where @param {string} label @param {Partial<import("./words-table.js").TextRow>} [more] */
  const row = (where, label, more = {}) => ({
    where, label, words: survey[where], ...more,
    set: (/** @type {(words: any) => any} */ change) => editor.edit((now) => ({ ...now, [where]: change(now[where]) })),
  });
  const rows = [row("question", t("Question"), { lines: true }), row("low", t("Low end"), { longest: 60, placeholder: t("optional") }),
    row("high", t("High end"), { longest: 60, placeholder: t("optional") }), row("thanks", t("Thanks"), { lines: true, placeholder: t("standard text") })];
  return html`<section class="card edit-part" aria-labelledby="words-title"><h3 id="words-title">${t("Words")}</h3>
    <${WordsTable} label=${t("Texts of the survey")} rows=${rows} />
    <p class="small muted">${t("{known} are filled in where they are known; {example} says what stands there otherwise.", {
      known: "{name}, {agent}, {article}, {product}", example: `{name|${t("there")}}`,
    })}</p>
  </section>`;
}
