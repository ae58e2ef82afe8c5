import { Columns2, Plus } from "../vendor/lucide-knowledge.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { Menu } from "../shared/menu.js";
import { typed } from "../shared/typed.js";
import { translationOf } from "./article.js";
import { useEditor } from "./editor-context.js";

/** The article's languages: which is written, which stands beside it, and one more. */
export function LanguageBar() {
  const editor = useEditor();
  const { languages: { value: languages }, language: { value: language }, beside: { value: beside } } = editor;
  const others = languages.filter((each) => each !== language);
  return html`<div class="language-bar">
    <div class="language-tabs" role="group" aria-label=${t("Language that is written")}>
      ${languages.map((code) => html`<${LanguageTab} key=${code} code=${code} pressed=${code === language} />`)}
      <${AddLanguage} />
    </div>
    ${others.length > 0 && html`<label class="beside">
      <${Icon} of=${Columns2} size=${16} /><span class="muted small">${t("Beside it")}</span>
      <select class="input" value=${beside ?? ""} onChange=${typed((code) => { editor.beside.value = code || null; })}>
        <option value="" selected=${!beside}>${t("nothing")}</option>
        ${others.map((code) => html`<option key=${code} value=${code} selected=${code === beside}>${languageName(code)}</option>`)}
      </select></label>`}
  </div>`;
}

/** @param {{code: string, pressed: boolean}} props */
function LanguageTab({ code, pressed }) {
  const editor = useEditor();
  const article = editor.article.value;
  const translation = article && translationOf(article, code);
  const bare = !translation?.title.trim() || !translation.answer.trim();
  return html`<button type="button" class="chip" aria-pressed=${pressed} onClick=${() => editor.write(code)}>
    ${languageName(code)}
    ${bare && html`<span class="bare-mark" title=${t("not finished")}><span class="visually-hidden">, ${t("not finished")}</span></span>`}
  </button>`;
}

function AddLanguage() {
  const editor = useEditor();
  const first = editor.languages.value[0];
  const add = (/** @type {string} */ code) => {
    if (!editor.beside.peek() && first) editor.beside.value = first;
    editor.write(code);
  };
  return html`<${Menu} kind="chip add-language" align="start" label=${html`<${Icon} of=${Plus} size=${14} />${t("Add a language")}`}>
    ${editor.addable.value.map((code) => html`<button type="button" role="menuitem" tabindex="-1" key=${code} onClick=${() => add(code)}>
      ${languageName(code)}</button>`)}<//>`;
}
