import { ArrowDown, ArrowUp } from "../vendor/lucide-knowledge.js";
import { X } from "../vendor/lucide.js";
import { announce } from "../shared/announce.js";
import { html, useEffect, useId, useRef, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { typed } from "../shared/typed.js";
import { addVariants, duplicates, linesOf, moveVariant } from "./variants.js";

const SHOWN = 12;

/**
 * Further ways of asking: written one after the other, or pasted by the dozen.
 * @param {{translation: import("./types.js").Translation, onChange: (variants: string[]) => void}} props
 */
export function VariantsField({ translation, onChange }) {
  const { variants, title } = translation;
  const [all, showAll] = useState(false);
  const rows = useRef(/** @type {HTMLOListElement | null} */ (null));
  const focus = useRef(/** @type {{place: number, tool: number} | null} */ (null));
  const twice = duplicates(variants, title);
  const shown = all ? variants : variants.slice(0, SHOWN);
  const label = useId();
  useEffect(() => {
    const to = focus.current;
    focus.current = null;
    if (to) rows.current?.children[to.place]?.querySelectorAll("button")[to.tool]?.focus();
  });
  /** The focus goes along with what is moved. @type {(place: number, tool: number, next: string[]) => void} */
  const change = (place, tool, next) => {
    focus.current = { place: Math.max(0, Math.min(place, next.length - 1)), tool };
    onChange(next);
  };
  return html`<div class="field variants" role="group" aria-labelledby=${label}>
    <p class="label" id=${label}>${t("Ways of asking")} <span class="muted">${variants.length || ""}</span></p>
    ${shown.length > 0 && html`<ol class="variant-list" ref=${rows}>${shown.map((variant, place) => html`<li class="variant" key=${place}>
      <input class="variant-text" value=${variant} maxlength="2000" aria-label=${t("Way of asking {n}", { n: place + 1 })}
        aria-invalid=${twice.has(place)} onInput=${typed((words) => onChange(variants.with(place, words)))}
        onBlur=${() => { if (!variant.trim()) onChange(variants.toSpliced(place, 1)); }} />
      ${twice.has(place) && html`<span class="tag warn">${t("twice")}</span>`}
      <span class="variant-tools" lang="">
        <${IconButton} of=${ArrowUp} label=${t("Move up: {words}", { words: variant })}
          onClick=${() => change(place - 1, 0, moveVariant(variants, place, place - 1))} />
        <${IconButton} of=${ArrowDown} label=${t("Move down: {words}", { words: variant })}
          onClick=${() => change(place + 1, 1, moveVariant(variants, place, place + 1))} />
        <${IconButton} of=${X} label=${t("Remove “{words}”", { words: variant })}
          onClick=${() => change(place, 2, variants.toSpliced(place, 1))} />
      </span></li>`)}</ol>`}
    ${variants.length > SHOWN && html`<button type="button" class="button link" onClick=${() => showAll(!all)}>
      ${all ? t("Show fewer") : t("Show all {n}", { n: variants.length })}</button>`}
    <${AddVariant} variants=${variants} title=${title} onChange=${onChange} />
  </div>`;
}

/** @param {{variants: string[], title: string, onChange: (variants: string[]) => void}} props */
function AddVariant({ variants, title, onChange }) {
  const [text, write] = useState("");
  const [known, setKnown] = useState(/** @type {string[]} */ ([]));
  const add = (/** @type {string} */ words) => {
    const added = addVariants(variants, words, title);
    setKnown(added.known);
    if (added.variants.length > variants.length) {
      onChange(added.variants);
      announce(tn("{n} way of asking added", "{n} ways of asking added", added.variants.length - variants.length));
    }
    write("");
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    add(text);
  };
  const paste = (/** @type {ClipboardEvent} */ event) => {
    const pasted = event.clipboardData?.getData("text") ?? "";
    if (linesOf(pasted).length < 2) return;
    event.preventDefault();
    add(text + pasted);
  };
  return html`<input class="input" maxlength="2000" value=${text} enterkeyhint="done" aria-label=${t("Add a way of asking")}
      placeholder=${t("Another way of asking, then Enter; or paste many lines")} onKeyDown=${press} onPaste=${paste}
      onBlur=${() => { if (text.trim()) add(text); }} onInput=${typed(write)} />
    ${known.length > 0 && html`<span class="hint" role="status">${tn(
      "Left out, was there already: {words}", "Left out, were there already: {words}", known.length,
      { words: known.slice(0, 3).join(" · ") },
    )}</span>`}`;
}
