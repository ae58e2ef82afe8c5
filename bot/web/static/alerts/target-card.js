import { CircleAlert, Pencil, Trash } from "../vendor/lucide-alerts.js";
import { act } from "../shared/act.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { RelativeTime } from "../shared/time.js";
import { toast } from "../shared/toast.js";
import { bringTargetBack, removeTarget, tryTarget } from "./api.js";
import { book } from "./book.js";
import { waitingWords } from "./names.js";

/** @param {{target: import("./types.js").Target, onEdit: () => void}} props */
export function TargetCard({ target, onEdit }) {
  const [trying, work] = useState(false);
  const attempt = async () => {
    if (trying) return;
    work(true);
    await act(async () => {
      const { problem } = await tryTarget(target.id);
      if (problem === null) toast(t("A test was sent to “{name}”. Check that it arrived.", { name: target.name }));
      await book.load();
    });
    work(false);
  };
  const remove = () => act(async () => {
    await removeTarget(target.id);
    await book.load();
    const undo = () => act(async () => { await bringTargetBack(target.id); await book.load(); });
    toast(t("Removed. Nothing is sent there any more."), { label: t("Undo"), run: undo });
  });
  return html`<li class="card target">
    <div class="rule-words"><h2>${target.name}</h2>
      <p class="muted">${target.service} · ${languageName(target.language)}${target.waiting > 0 && html` · ${waitingWords(target.waiting)}`}</p>
      ${target.problem && html`<div class="notice bad" role="alert"><${Icon} of=${CircleAlert} size=${16} /><span class="grow">${t("Messages do not arrive here.")} ${target.problem}
        ${target.problem_at !== null && html` <${RelativeTime} at=${target.problem_at} />`}</span></div>`}
    </div>
    <div class="rule-deeds"><button type="button" class="button" aria-disabled=${trying} onClick=${attempt}>${trying ? t("Sending…") : t("Send a test")}</button>
      <${IconButton} of=${Pencil} label=${t("Change “{name}”", { name: target.name })} onClick=${onEdit} />
      <${IconButton} of=${Trash} label=${t("Remove “{name}”", { name: target.name })} onClick=${remove} /></div>
  </li>`;
}
