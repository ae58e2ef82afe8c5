import { html } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { useEditor } from "./editor-context.js";

/** Which languages are written side by side, and what each of them lacks. @param {{codes: string[], onShow: (shown: string[]) => void}} props */
export function LanguageBar({ codes, onShow }) {
  const { editor, shown } = useEditor();
  const turn = (/** @type {string} */ code) => {
    const next = shown.includes(code) ? shown.filter((each) => each !== code) : codes.filter((each) => each === code || shown.includes(each));
    if (next.length) onShow(next);
  };
  const bare = codes.filter((code) => editor.lacks(code));
  return html`<div class="language-bar"><div class="language-tabs" role="group" aria-label=${t("Languages shown")}>
      ${codes.map((code) => html`<${LanguageTab} key=${code} code=${code} pressed=${shown.includes(code)} lacks=${editor.lacks(code)} onTurn=${() => turn(code)} />`)}</div>
    ${bare.length > 0 && bare.some((code) => !shown.includes(code)) && html`<button type="button" class="button link" onClick=${() => onShow([codes[0], ...bare.filter((code) => code !== codes[0])])}>
      ${t("Show what is missing")}</button>`}</div>`;
}

/** @param {{code: string, pressed: boolean, lacks: number, onTurn: () => void}} props */
function LanguageTab({ code, pressed, lacks, onTurn }) {
  return html`<button type="button" class="chip" aria-pressed=${pressed} onClick=${onTurn}>${languageName(code)}
    ${lacks > 0 && html`<span class="tag warn">${tn("{n} missing", "{n} missing", lacks)}</span>`}</button>`;
}
