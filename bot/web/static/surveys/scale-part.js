import { html, useId } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Segments } from "../shared/segments.js";
import { typed } from "../shared/typed.js";
import { LOOKS, scaled } from "./definition.js";
import { useEditor } from "./editor-context.js";
import { lookName, metricName } from "./names.js";

const METRICS = /** @type {import("./types.js").Metric[]} */ (Object.keys(LOOKS));

/** What is measured, and how it looks. */
export function ScalePart() {
  const { editor } = useEditor();
  const survey = /** @type {import("./types.js").Survey} */ (editor.survey.value);
  const id = useId();
  const measure = (/** @type {string} */ metric) => editor.edit((now) => scaled(now, /** @type {import("./types.js").Metric} */ (metric)));
  const looks = LOOKS[survey.metric];
  return html`<section class="card edit-part" aria-labelledby="scale-title"><h3 id="scale-title">${t("Scale")}</h3>
    <div class="part-fields">
      <div class="field"><label for=${id}>${t("What is measured")}</label>
        <select id=${id} class="input" value=${survey.metric} onChange=${typed(measure)}>
          ${METRICS.map((metric) => html`<option key=${metric} value=${metric} selected=${metric === survey.metric}>${metricName(metric)}</option>`)}</select></div>
      <div class="field"><span class="label">${t("Look")}</span>
        <${Segments} label=${t("Look")} chosen=${survey.look} options=${looks.map((look) => [look, lookName(look)])}
          choose=${(/** @type {import("./types.js").Look} */ look) => editor.edit((now) => scaled(now, now.metric, look))} /></div>
    </div>
  </section>`;
}
