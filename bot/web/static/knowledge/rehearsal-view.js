import { ArrowRight } from "../vendor/lucide-knowledge.js";
import { html } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { RelativeTime } from "../shared/time.js";
import { rehearse } from "./api.js";
import { useAsked } from "../rooms/asked.js";
import { useEditor } from "./editor-context.js";
import { Refused } from "../rooms/notice.js";
import { Outcome } from "./outcome.js";

/** The draft, tried on questions that were really asked. @param {{revision: number | null | undefined}} props */
export function RehearsalView({ revision }) {
  const { key, saving } = useEditor();
  const { answer, refusal, again } = useAsked(async () => {
    await saving.flush();
    return rehearse(key);
  }, [revision]);
  if (refusal) return html`<${Refused} refusal=${refusal} again=${again} />`;
  if (!answer) return html`<p class="muted row"><span class="spinner"></span>${t("Asking past questions again…")}</p>`;
  const { questions, asked, complete, improves, breaks, changes } = answer;
  if (!questions) {
    return html`<p class="muted">
      ${t("No customer has asked anything yet. Once some have, this shows what the draft does to their questions.")}</p>`;
  }
  if (!improves.length && !breaks.length && !changes.length) {
    return html`<p class="muted">${tn(
      "{n} past question was asked again: it gets the same as before.",
      "{n} past questions were asked again: all get the same as before.", questions,
    )}</p>`;
  }
  return html`<div class="rehearsal">
    <p>${tn("{n} past question was asked again.", "{n} past questions were asked again.", questions)}
      ${!complete && ` ${t("There was not time for all {n}.", { n: asked })}`}</p>
    <${Cases} kind="bad" words=${tn("breaks {n}", "breaks {n}", breaks.length)} cases=${breaks} open />
    <${Cases} kind="good" words=${tn("improves {n}", "improves {n}", improves.length)} cases=${improves} open />
    <${Cases} kind="" cases=${changes}
      words=${tn("changes {n}, nobody knows which way", "changes {n}, nobody knows which way", changes.length)} />
  </div>`;
}

const MARKS = { good: "+", bad: "−", "": "~" };

/** @param {{kind: keyof typeof MARKS, words: string, cases: import("./types.js").Case[], open?: boolean}} props */
function Cases({ kind, words, cases, open = false }) {
  if (!cases.length) return html`<p class="cases-none muted">${words}</p>`;
  return html`<details class="cases" open=${open}>
    <summary><span class=${`tag ${kind}`}><span aria-hidden="true">${MARKS[kind]}</span> ${words}</span></summary>
    <ul class="case-list">${cases.map((each, place) => html`<${CaseItem} key=${place} it=${each} />`)}</ul></details>`;
}

/** @param {{it: import("./types.js").Case}} props */
function CaseItem({ it: { question, language, at, conversation, before, after } }) {
  return html`<li class="case">
    <p class="case-words" lang=${language}>“${question}”</p>
    <p class="case-turn small"><${Outcome} outcome=${before} />
      <${Icon} of=${ArrowRight} size=${14} label=${t("becomes")} /><${Outcome} outcome=${after} /></p>
    <p class="small muted"><${RelativeTime} at=${at} side="start" />${" · "}
      <a href=${`/desk/#${encodeURIComponent(conversation)}`}>${t("Open the conversation")}</a></p>
  </li>`;
}
