import { Segments } from "../shared/segments.js";
import { html, useId, useState } from "../shared/html.js";
import { date, number, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { kindName } from "../rooms/touchpoint-words.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { rehearse } from "./api.js";
import { tidy } from "./definition.js";
import { fateTone, fateWords, stepName, STEP_ICONS } from "./words.js";

/** @typedef {import("./types.js").Tried} Tried */

/** Who would get what and when, with nothing sent. @param {{editor: import("./journey-editor.js").JourneyEditor, listed: import("./types.js").Listed}} props */
export function TryPart({ editor, listed }) {
  const [by, choose] = useState("past");
  const [days, setDays] = useState(30);
  const [made, make] = useState({ name: "Maja", language: listed.fallback_language, product: "", place: "" });
  const [tried, set] = useState(/** @type {Tried | null} */ (null));
  const [refusal, refuse] = useState(/** @type {any} */ (null));
  const [busy, work] = useState(false);
  const run = async (/** @type {Event} */ event) => {
    event.preventDefault();
    work(true);
    try {
      set(await rehearse({ journey: tidy(editor.journey.peek()), ...(by === "past" ? { days } : { made_up: made }) }));
      refuse(null);
    } catch (failed) {
      set(null);
      refuse(failed);
    } finally {
      work(false);
    }
  };
  return html`<form class="card editor-part" onSubmit=${run}>
      <p class="muted">${t("Tries the journey as it stands here, saved or not. Nothing is sent.")}</p>
      <div><${Segments} label=${t("Try it with")} chosen=${by} choose=${choose} options=${[["past", t("What happened recently")], ["made_up", t("Something made up")]]} /></div>
      ${by === "past" ? html`<${Days} days=${days} onDays=${setDays} />` : html`<${MadeUp} made=${made} make=${make} listed=${listed} />`}
      <div><button class="button primary" aria-disabled=${busy}>${t("Try it")}</button></div></form>
    ${refusal && html`<p class="notice bad" role="alert">${explain(refusal)}</p>`}
    <div class="try-result" aria-live="polite">${tried && html`<${Result} tried=${tried} />`}</div>`;
}

/** @param {{days: number, onDays: (days: number) => void}} props */
function Days({ days, onDays }) {
  const id = useId();
  return html`<div class="row after-field"><label for=${id}>${t("Touchpoints of the last")}</label>
    <input id=${id} class="input number" type="number" min="1" max="366" value=${days} onInput=${typed((value) => onDays(Number(value) || 30))} />${t("days")}</div>`;
}

/** @param {{made: any, make: (made: any) => void, listed: import("./types.js").Listed}} props */
function MadeUp({ made, make, listed }) {
  const [nameId, languageId, productId, placeId] = [useId(), useId(), useId(), useId()];
  const field = (/** @type {string} */ id, /** @type {string} */ name, /** @type {string} */ words) => html`<div class="field"><label for=${id}>${words}</label>
    <input id=${id} class="input" maxlength="80" value=${made[name]} onInput=${typed((value) => make({ ...made, [name]: value }))} /></div>`;
  return html`<div class="part-fields">${field(nameId, "name", t("Customer's name"))}
    <div class="field"><label for=${languageId}>${t("Language")}</label>
      <select id=${languageId} class="input" value=${made.language} onChange=${typed((value) => make({ ...made, language: value }))}>
        ${listed.languages.map((code) => html`<option key=${code} value=${code} selected=${code === made.language}>${languageName(code)}</option>`)}</select></div>
    ${field(productId, "product", t("Product"))}${field(placeId, "place", t("Shop"))}</div>`;
}

/** @param {{tried: Tried}} props */
function Result({ tried: { touchpoints, most, counts, rows } }) {
  if (!touchpoints) return html`<div class="empty"><h3>${t("Nothing that triggers it")}</h3><p>${t("No touchpoint of this kind came in within these days. Try something made up.")}</p></div>`;
  return html`<div class="stack"><div class="row try-sums"><strong>${tn("{n} touchpoint", "{n} touchpoints", touchpoints)}</strong>
      ${Object.entries(counts).sort((a, b) => b[1] - a[1]).map(([fate, n]) => html`<span key=${fate} class=${`tag ${fateTone(fate)}`}>${number(n)} × ${fateWords(fate)}</span>`)}</div>
    ${touchpoints >= most && html`<p class="small muted">${t("Only the newest {n} were checked.", { n: most })}</p>`}
    <ul class="try-list">${rows.map((row, place) => html`<${TriedCard} key=${place} row=${row} />`)}</ul>
    ${touchpoints > rows.length && html`<p class="small muted">${tn("and {n} more", "and {n} more", touchpoints - rows.length)}</p>`}</div>`;
}

/** @param {{row: import("./types.js").TriedRow}} props */
function TriedCard({ row: { contact, kind, product, at, steps } }) {
  const who = contact.name || t("Somebody");
  const fates = new Set(steps.map(({ fate, detail }) => fateWords(fate, detail)));
  const none = fates.size === 1 && !SENT.includes(steps[0].fate);  // all of it for the same reason
  return html`<li class="card try-card"><p><strong>${contact.id ? html`<a href=${`/contact/#${contact.id}`}>${who}</a>` : who}</strong>
      <span class="muted"> · ${languageName(contact.language)} · ${kindName(kind)}${product && ` ${product}`} · ${date(at, { dateStyle: "medium", timeStyle: "short" })}</span></p>
    ${none ? html`<p><span class="tag warn">${t("gets nothing: {reason}", { reason: [...fates][0] })}</span></p>`
      : html`<ol class="try-steps">${steps.map((step) => html`<${TriedStep} key=${step.step} step=${step} language=${contact.language} />`)}</ol>`}</li>`;
}

const SENT = ["sent", "visit"];

/** @param {{step: import("./types.js").TriedStep, language: string}} props */
function TriedStep({ step: { does, at, fate, detail, text, articles = [], survey }, language }) {
  const when = date(at, { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
  return html`<li><${Icon} of=${STEP_ICONS[does]} size=${16} /><div class="grow">
    <p class="row try-step"><span>${stepName(does)}</span><span class="small muted">${when}</span><span class=${`tag ${fateTone(fate)}`}>${fateWords(fate, detail)}</span></p>
    ${SENT.includes(fate) && html`${text && html`<p class="quote" lang=${language}>${text}</p>`}
      ${articles.length > 0 && html`<p class="small">${articles.map((key, place) => html`${place > 0 && ", "}<a key=${key} href=${`/knowledge/#article/${encodeURIComponent(key)}`}>${key}</a>`)}</p>`}
      ${survey && html`<p class="small"><a href=${`/surveys/#survey/${encodeURIComponent(survey)}`}>${survey}</a></p>`}`}</div></li>`;
}
