import { ArrowLeft } from "../vendor/lucide-recovery.js";
import { html, useEffect, useMemo } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { explain } from "../shared/wording.js";
import { ApologiseStep } from "./apologise-step.js";
import { CaseHead } from "./case-head.js";
import { Diagnosed, DiagnoseStep } from "./diagnose-step.js";
import { Ended } from "./ended.js";
import { HearStep } from "./hear-step.js";
import { History } from "./history.js";
import { Path } from "./letters.js";
import { OpenedCase } from "./opened-case.js";
import { Others } from "./others.js";
import { ResolveStep } from "./resolve-step.js";
import { useRoom } from "./room.js";
import { hashOf } from "./where.js";
import { Said } from "./said.js";
import { ThreadPart } from "./thread-part.js";

/** One case: what the customer says, the next step, and what was before. @param {{id: string}} props */
export function CasePage({ id }) {
  const room = useRoom();
  const opened = useMemo(() => new OpenedCase(id, room), [id]);
  useEffect(() => {
    opened.open();
    return () => opened.close();
  }, [opened]);
  const detail = opened.detail.value, refusal = opened.refusal.value;
  return html`
    <a class="button quiet case-back" href=${hashOf("cases")}><${Icon} of=${ArrowLeft} size=${16} />${t("All cases")}</a>
    ${detail ? html`<${Shown} opened=${opened} detail=${detail} />`
      : refusal ? html`<div class="empty" role="alert"><h2>${refusal.code === "not_found" ? t("There is no such case") : t("The case cannot be shown")}</h2>
          <p>${explain(refusal)}</p><button type="button" class="button" onClick=${() => opened.load()}>${t("Try again")}</button></div>`
      : html`<div class="case-skeletons" aria-busy="true"><span class="visually-hidden">${t("Loading…")}</span>
          <span class="skeleton"></span><span class="skeleton"></span></div>`}`;
}

/** @param {{opened: OpenedCase, detail: import("./types.js").Detail}} props */
function Shown({ opened, detail }) {
  const { case: it, moments, others } = detail;
  return html`<div class="case-page">
    <${CaseHead} opened=${opened} detail=${detail} />
    <div class="case-main">
      <${Said} detail=${detail} />
      <section class="card case-steps" aria-label=${t("What is to be done")}>
        <${Path} it=${it} />
        <${Next} opened=${opened} detail=${detail} />
      </section>
    </div>
    <div class="case-side">
      <${ThreadPart} opened=${opened} it=${it} />
      <${History} moments=${moments} />
      <${Others} others=${others} />
    </div>
  </div>`;
}

/** @param {{opened: OpenedCase, detail: import("./types.js").Detail}} props */
function Next({ opened, detail }) {
  const { case: it, may } = detail;
  if (it.step === "closed") return html`<${Ended} it=${it} /><${Diagnosed} opened=${opened} detail=${detail} />`;
  if (!may.includes(it.step)) {
    return html`<p class="muted">${t("{name} has this case. You can read it and leave a note.", { name: it.owner?.name ?? "" })}</p>`;
  }
  const Step = { hear: HearStep, apologise: ApologiseStep, resolve: ResolveStep, diagnose: DiagnoseStep }[it.step];
  return html`<${Step} key=${`${it.step}.${it.round}`} opened=${opened} detail=${detail} />
    ${it.step === "diagnose" && html`<${Ended} it=${it} />`}`;
}
