import { CircleAlert } from "../../vendor/lucide-call.js";
import { html } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { PROBLEMS } from "../room/capture.js";
import { thisBrowser } from "./browser.js";
import { remedy } from "./remedies.js";

/**
 * @typedef {import("../room/capture.js").CallProblem} CallProblem
 * @typedef {import("./remedies.js").Device} Device
 * @typedef {import("./remedies.js").Cause} Cause
 */

/**
 * What stands in the way, and the remedy, step by step.
 * @param {{room: import("../room/live-room.js").LiveRoom, again?: () => unknown}} props
 */
export function Problem({ room, again }) {
  const problem = room.problem.value;
  if (!problem) return null;
  const steps = stepsFor(problem);
  return html`<div class="notice bad problem" role="alert"><${Icon} of=${CircleAlert} />
    <div class="grow">
      <p>${steps.length ? shortWords(problem) : t(PROBLEMS[problem.code] ?? PROBLEMS.refused)}</p>
      ${steps.length > 1 ? html`<ol class="steps">${steps.map((step) => html`<li key=${step}>${step}</li>`)}</ol>`
        : steps.map((step) => html`<p key=${step}>${step}</p>`)}
      ${again && html`<p><button type="button" class="button" onClick=${again}>${t("Try again")}</button></p>`}
    </div></div>`;
}

/** @param {CallProblem} problem @returns {string[]} none where the problem's own words say it all */
function stepsFor({ code, cause }) {
  const [, device, why] = /^(microphone|camera)_(denied|missing|busy)$/.exec(code) ?? [];
  if (!device) return [];
  const system = /system/i.test(/** @type {any} */ (cause)?.message ?? "");  // Chromium: "Permission denied by system"
  return remedy(/** @type {Device} */ (device), /** @type {Cause} */ (why), thisBrowser(),
    { framed: why === "denied" && notHandedOn(device), system });
}

/** Whether the page around this frame keeps the device for itself. @param {string} device */
function notHandedOn(device) {
  const policy = /** @type {any} */ (document).permissionsPolicy ?? /** @type {any} */ (document).featurePolicy;
  return policy?.allowsFeature?.(device) === false;
}

/** @param {CallProblem} problem */
function shortWords({ code }) {
  switch (code) {
    case "microphone_denied": return t("The microphone is blocked.");
    case "camera_denied": return t("The camera is blocked.");
    case "microphone_missing": return t("No microphone was found.");
    case "camera_missing": return t("No camera was found.");
    case "microphone_busy": return t("The microphone is in use elsewhere.");
    default: return t("The camera is in use elsewhere.");
  }
}
