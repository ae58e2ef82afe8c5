import { CircleAlert, CircleCheck } from "../vendor/lucide.js";
import { CircleQuestionMark } from "../vendor/lucide-knowledge.js";
import { html, useEffect, useId, useRef, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { explainQuestion } from "./api.js";
import { ConsideredArticle } from "./considered.js";
import { channelName } from "./names.js";

/** A question, what the bot would do with it now, and why. @param {{focused?: boolean}} props  focused: ready to be written in */
export function TryOut({ focused = false }) {
  const [question, write] = useState("");
  const [channel, setChannel] = useState("widget");
  const [state, set] = useState({ shown: /** @type {import("./types.js").Explanation | null} */ (null), refusal: /** @type {any} */ (null) });
  const id = useId();
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => { if (focused) field.current?.focus(); }, []);
  const ask = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!question.trim()) return;
    try {
      set({ shown: await explainQuestion(question.trim(), channel), refusal: null });
    } catch (refusal) {
      set({ shown: null, refusal });
    }
  };
  return html`<div class="try-out">
    <form class="field" onSubmit=${ask}><label for=${id}>${t("What would a customer ask?")}</label>
      <div class="try-row"><input id=${id} ref=${field} class="input" maxlength="500" autocomplete="off" enterkeyhint="search" value=${question}
          placeholder=${t("where is my parcel")} onInput=${typed(write)} />
        <select class="input" aria-label=${t("Channel")} value=${channel} onChange=${typed(setChannel)}>${["widget", "telegram"].map((each) => html`
          <option key=${each} value=${each} selected=${each === channel}>${channelName(each)}</option>`)}</select>
        <button class="button">${t("Ask")}</button></div>
      <span class="hint">${t("Answered from what is published now; drafts do not count.")}</span></form>
    <div role="status">${state.refusal ? html`<p class="notice warn">${explain(state.refusal)}</p>` : state.shown && html`<${Explained} it=${state.shown} />`}</div>
  </div>`;
}

/** @param {{it: import("./types.js").Explanation}} props */
function Explained({ it: { explanation, titles, thresholds } }) {
  const { words, mended, synonyms, tier, articles, verdict } = explanation;
  const best = articles[0] && (titles[articles[0].article] ?? articles[0].article);
  const mends = Object.entries(mended);
  return html`<div class="explained">
    <p class=${`verdict ${verdict}`}><${Icon} of=${{ confident: CircleCheck, unsure: CircleQuestionMark }[verdict] ?? CircleAlert} size=${18} />
      <span>${verdictWords(verdict, best)}</span></p>
    <dl class="readings small">
      <div><dt>${t("Read as")}</dt><dd>${words.length ? words.map((word) => html`<code>${word}</code> `) : t("no words")}</dd></div>
      ${mends.length > 0 && html`<div><dt>${t("Mended")}</dt><dd>${mends.map(([from, to]) => html`<span key=${from}><code>${from}</code> → <code>${to}</code> </span>`)}</dd></div>`}
      ${synonyms.length > 0 && html`<div><dt>${t("Synonyms")}</dt><dd>${synonyms.map(({ term, others }) => html`<span key=${term}><code>${term}</code> → <code>${others.join(", ")}</code> </span>`)}</dd></div>`}
      <div><dt>${t("Ranked by")}</dt><dd>${tier === "semantic" ? t("meaning and words") : t("words")}</dd></div>
    </dl>
    <ol class="considered-list">${articles.map((each) => html`<${ConsideredArticle} key=${each.article} it=${each} title=${titles[each.article] ?? each.article} thresholds=${thresholds} />`)}</ol>
  </div>`;
}

/** @param {string} verdict @param {string} [best] */
function verdictWords(verdict, best = "") {
  if (verdict === "confident") return t("Answers with “{title}”.", { title: best });
  if (verdict === "unsure") return t("Asks which of these is meant.");
  return t("Says that it does not know, and offers a person.");
}
