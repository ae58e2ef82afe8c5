import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Details } from "./details.js";
import { useEditor } from "./editor-context.js";
import { LanguageBar } from "./language-bar.js";
import { narrow } from "./narrow.js";
import { Proof } from "./proof.js";
import { TranslationPane } from "./translation-pane.js";
import { TryOut } from "./try-out.js";

const SIDES = { proof: Proof, details: Details, try: TryOut };

/** The words, and at their side how they will look, whom they are for, what the bot would do. One at a time where it is narrow. */
export function WritePage() {
  const [part, show] = useState(/** @type {keyof typeof SIDES | "words"} */ (narrow.peek() ? "words" : "proof"));
  const shown = part === "words" && !narrow.value ? "proof" : part;
  /** @type {(name: typeof part, words: string) => any} */
  const tab = (name, words) => html`<button type="button" class="segment" aria-pressed=${shown === name}
    onClick=${() => show(name)}>${words}</button>`;
  return html`<div class="write">
    ${(!narrow.value || shown === "words") && html`<${Words} />`}
    <div class="side">
      <div class="segments" role="group" aria-label=${t("What is shown")}>
        ${narrow.value && tab("words", t("Words"))}
        ${tab("proof", t("Preview"))}${tab("details", t("Details"))}${tab("try", t("Try out"))}</div>
      ${shown !== "words" && html`<section class="side-part" key=${shown}><${SIDES[shown]} /></section>`}
    </div>
  </div>`;
}

/** In one language, or in two beside each other. */
function Words() {
  const { language: { value: language }, beside } = useEditor();
  const source = narrow.value ? null : beside.value;
  return html`<section class="words-pane" aria-label=${t("Words")}>
    <${LanguageBar} />
    <div class=${source ? "translations two" : "translations"}>
      ${source && html`<${TranslationPane} key=${source} language=${source} />`}
      <${TranslationPane} key=${language} language=${language} />
    </div>
  </section>`;
}
