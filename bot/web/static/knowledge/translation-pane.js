import { Trash } from "../vendor/lucide-knowledge.js";
import { html, useId } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { languageName } from "../shared/language-name.js";
import { toast } from "../shared/toast.js";
import { typed } from "../shared/typed.js";
import { AnswerField } from "./answer-field.js";
import { tidyFilm, tidyLink, translationIn, translationOf, withoutTranslation } from "./article.js";
import { useEditor } from "./editor-context.js";
import { VariantsField } from "./variants-field.js";

/** The article in one language. @param {{language: string}} props */
export function TranslationPane({ language }) {
  const editor = useEditor();
  const article = editor.article.value;
  const translation = (article && translationOf(article, language)) ?? translationIn(language);
  const edit = (/** @type {Partial<import("./types.js").Translation>} */ part) => editor.editIn(language, part);
  const name = languageName(language);
  const title = useId();
  return html`<section class="translation" lang=${language} aria-label=${name}>
    <header class="translation-head"><h2 lang="">${name}</h2><${RemoveTranslation} language=${language} name=${name} /></header>
    <div class="field"><label for=${title}>${t("Title")}</label>
      <input id=${title} class="input title-input" maxlength="500" value=${translation.title}
        placeholder=${t("The question as most people ask it")} aria-invalid=${!translation.title.trim() && Boolean(translation.answer)}
        onInput=${typed((words) => edit({ title: words }))} /></div>
    <${AnswerField} translation=${translation} onChange=${(/** @type {string} */ answer) => edit({ answer })} />
    <${VariantsField} translation=${translation} onChange=${(/** @type {string[]} */ variants) => edit({ variants })} />
    <div class="link-fields">
      <${LinkField} label=${t("Read on at")} tidy=${tidyLink} value=${translation.link}
        onChange=${(/** @type {string | null} */ link) => edit({ link })} />
      <${LinkField} label=${t("Video")} tidy=${tidyFilm} value=${translation.video}
        onChange=${(/** @type {string | null} */ video) => edit({ video })} />
    </div>
  </section>`;
}

/**
 * @param {{label: string, value: string | null, tidy: (value: string | null) => string | null,
 *   onChange: (value: string | null) => void}} props  tidy: null for what is no address
 */
function LinkField({ label, value, tidy, onChange }) {
  const id = useId();
  const wrong = Boolean(value?.trim()) && !tidy(value);
  return html`<div class="field"><label for=${id}>${label} <span class="muted">${t("(optional)")}</span></label>
    <input id=${id} class="input" type="url" inputmode="url" maxlength="2000" placeholder="https://" value=${value ?? ""}
      aria-invalid=${wrong} onInput=${typed((link) => onChange(link || null))} />
    ${wrong && html`<span class="wrong">${t("An address begins with https://")}</span>`}</div>`;
}

/** The first language stays: the others fall back on it. @param {{language: string, name: string}} props */
function RemoveTranslation({ language, name }) {
  const editor = useEditor();
  const article = editor.article.value;
  if (!article || editor.languages.value[0] === language) return null;
  const remove = () => {
    const was = translationOf(article, language);
    const [first] = editor.languages.peek();
    if (editor.language.peek() === language) editor.write(editor.beside.peek() ?? first);
    if ([language, editor.language.peek()].includes(editor.beside.peek() ?? "")) editor.beside.value = null;
    editor.edit(withoutTranslation(article, language));
    if (was) toast(t("{language} is removed.", { language: name }), { label: t("Undo"), run: () => editor.editIn(language, was) });
  };
  return html`<${IconButton} of=${Trash} label=${t("Remove {language}", { language: name })} onClick=${remove} />`;
}
