import { CircleAlert, CircleCheck } from "../vendor/lucide.js";
import { CircleQuestionMark } from "../vendor/lucide-knowledge.js";
import { html, useEffect, useId, useRef, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { explainQuestion } from "./api.js";
import { ConsideredArticle } from "./considered.js";
import { Notice } from "../rooms/notice.js";
import { channelName } from "./names.js";

/** @typedef {import("./types.js").Explanation} Explanation */

/** A question, what the bot would do with it now, and why. @param {{focused?: boolean}} props  focused: ready to be written in */
export function TryOut({ focused = false }) {
  const [question, write] = useState("");
  const [channel, setChannel] = useState("widget");
  const [shown, show] = useState(/** @type {Explanation | null} */ (null));
  const [refusal, refuse] = useState(/** @type {any} */ (null));
  const id = useId();
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => { if (focused) field.current?.focus(); }, []);
  const ask = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!question.trim()) return;
    try {
      show(await explainQuestion(question.trim(), channel));
      refuse(null);
    } catch (why) {
      refuse(why);
    }
  };
  return html`<div class="try-out">
    <form class="field" onSubmit=${ask}><label for=${id}>${t("What would a customer ask?")}</label>
      <div class="try-row">
        <input id=${id} ref=${field} class="input" maxlength="500" autocomplete="off" enterkeyhint="search" value=${question}
          placeholder=${t("where is my parcel")} onInput=${typed(write)} />
        <select class="input" aria-label=${t("Channel")} value=${channel} onChange=${typed(setChannel)}>
          ${["widget", "telegram"].map((each) => html`
          <option key=${each} value=${each} selected=${each === channel}>${channelName(each)}</option>`)}</select>
        <button class="button">${t("Ask")}</button></div>
      <span class="hint">${t("Answered from what is published now; drafts do not count.")}</span></form>
    <div role="status">${refusal ? html`<${Notice} kind="warn">${explain(refusal)}<//>` : shown && html`<${Explained} it=${shown} />`}</div>
  </div>`;
}

/** @param {{it: Explanation}} props */
function Explained({ it: { explanation, titles, thresholds } }) {
  const { words, mended, synonyms, tier, articles, verdict } = explanation;
  const best = articles[0] && (titles[articles[0].article] ?? articles[0].article);
  return html`<div class="explained">
    <p class=${`verdict ${verdict}`}>
      <${Icon} of=${{ confident: CircleCheck, unsure: CircleQuestionMark }[verdict] ?? CircleAlert} size=${18} />
      <span>${verdictWords(verdict, best)}</span></p>
    <dl class="readings small">
      <div><dt>${t("Read as")}</dt><dd>${words.length ? words.map((word) => html`<code>${word}</code> `) : t("no words")}</dd></div>
      <${Swaps} words=${t("Corrected")} swaps=${Object.entries(mended)} />
      <${Swaps} words=${t("Synonyms")} swaps=${synonyms.map(({ term, others }) => [term, others.join(", ")])} />
      <div><dt>${t("Ranked by")}</dt><dd>${tier === "semantic" ? t("meaning and words") : t("words")}</dd></div>
    </dl>
    <ol class="considered-list">${articles.map((each) => html`<${ConsideredArticle} key=${each.article} it=${each}
      title=${titles[each.article] ?? each.article} thresholds=${thresholds} />`)}</ol>
  </div>`;
}

/** What was read as something else. @param {{words: string, swaps: string[][]}} props */
function Swaps({ words, swaps }) {
  if (!swaps.length) return null;
  return html`<div><dt>${words}</dt>
    <dd>${swaps.map(([from, to]) => html`<span key=${from}><code>${from}</code> → <code>${to}</code> </span>`)}</dd></div>`;
}

/** @param {string} verdict @param {string} [best] */
function verdictWords(verdict, best = "") {
  if (verdict === "confident") return t("Answers with “{title}”.", { title: best });
  if (verdict === "unsure") return t("Asks which of these is meant.");
  return t("Says that it does not know, and offers a person.");
}
