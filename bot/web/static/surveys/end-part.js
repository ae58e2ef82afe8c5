import { html } from "../shared/html.js";
import { number, t } from "../shared/i18n.js";
import { valuesOf } from "../shared/survey/card-state.js";
import { useEditor } from "./editor-context.js";
import { NobodyToBook } from "./nobody-to-book.js";
import { Picks } from "./picks.js";
import { surveyList } from "./survey-list.js";

/** What is offered once there is a value. */
export function EndPart() {
  const { editor } = useEditor();
  const survey = /** @type {import("./types.js").Survey} */ (editor.survey.value);
  const books = survey.after === "book";
  const turn = () => editor.edit((now) => (books ? { ...now, after: "nothing", book_for: [] } : { ...now, after: "book" }));
  return html`<section class="card edit-part" aria-labelledby="end-title"><h3 id="end-title">${t("At its end")}</h3>
    <label class="check"><input type="checkbox" checked=${books} onChange=${turn} />${t("Offer to book a call with us")}</label>
    ${books && !surveyList.known.value.bookable && html`<${NobodyToBook} />`}
    ${books && html`<${Picks} label=${t("For these ratings")} any=${t("any rating")} options=${valuesOf(survey).map((value) => /** @type {const} */ ([value, number(value)]))}
      chosen=${survey.book_for} onChange=${(/** @type {number[]} */ book_for) => editor.edit((now) => ({ ...now, book_for }))} />`}
  </section>`;
}
