import { Moon, Pencil, Trash, Zap } from "../vendor/lucide-alerts.js";
import { act } from "../shared/act.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { Switch } from "../shared/switch.js";
import { toast } from "../shared/toast.js";
import { removeRule, turnRule, writeRule } from "./api.js";
import { book as all } from "./book.js";
import { conditionWords, kindName, targetName, windowWords } from "./names.js";

/** @param {{kept: import("./types.js").Kept, book: import("./types.js").Book, onEdit: () => void}} props */
export function RuleCard({ kept: { rule, enabled }, book, onEdit }) {
  const turn = () => act(async () => { await turnRule(rule.id, !enabled); await all.load(); });
  const remove = () => act(async () => {
    await removeRule(rule.id);
    await all.load();
    const undo = () => act(async () => { await writeRule(rule, null); if (!enabled) await turnRule(rule.id, false); await all.load(); });
    toast(t("The rule is removed."), { label: t("Undo"), run: undo });
  });
  const joint = rule.match === "all" ? t("and") : t("or");
  const to = rule.to.map((each) => targetName(each, book)).filter(Boolean);
  const away = rule.to.some((each) => !each.startsWith("desk:"));
  return html`<li class=${enabled ? "card rule" : "card rule off"}>
    <${Switch} on=${enabled} label=${t("Rule “{name}” is on", { name: rule.name })} onTurn=${turn} />
    <div class="rule-words">
      <h2>${rule.name}</h2>
      <p>${kindName(rule.on)}${rule.conditions.length > 0 && html`: ${rule.conditions.map((each, place) => html`
        ${place > 0 && html` <span class="muted">${joint}</span> `}<span key=${place}>${conditionWords(each)}</span>`)}`}</p>
      <p class="muted rule-to">→ ${to.length ? to.join(", ") : html`<span class="wrong">${t("nobody: its destination was removed")}</span>`}</p>
      ${away && html`<p class="rule-tags"><span class="tag"><${Icon} of=${rule.urgent ? Zap : Moon} size=${12} />${rule.urgent ? t("also in quiet hours") : t("not in quiet hours")}</span>
        <span class="tag">${windowWords(rule)}</span></p>`}
    </div>
    <div class="rule-deeds"><${IconButton} of=${Pencil} label=${t("Change “{name}”", { name: rule.name })} onClick=${onEdit} />
      <${IconButton} of=${Trash} label=${t("Remove “{name}”", { name: rule.name })} onClick=${remove} /></div>
  </li>`;
}
