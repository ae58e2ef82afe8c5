import { Eraser, Hash, MousePointer2, MoveUpRight, Pencil, Play, Snowflake, Undo2, X } from "../../vendor/lucide-call.js";
import { html, useEffect } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { seenOn } from "./marks.js";
import { TINTS } from "./shapes.js";
import { freeze } from "./freeze.js";

/**
 * The tools for pointing and drawing, above the bar, while one of them is in the hand; and what there is to do with a frozen
 * picture, for whoever sees it.
 * @param {{room: import("../room/live-room.js").LiveRoom}} props
 */
export function Tools({ room }) {
  const { together } = room;
  const drawing = together.tool.value !== null;
  const { target } = together;
  useEffect(() => (drawing ? keys(together) : undefined), [drawing]);
  if (!target || room.role.value === "supervisor") return null;
  const { stills } = together.board.value;
  const frozen = stills[target.on] !== undefined;
  const [held] = frozen ? [target.on] : Object.keys(stills);  // may be beside the stage, such as one's own camera
  if (!drawing) return held ? html`<div class="drawing-tools"><${Freeze} room=${room} on=${held} frozen /></div>` : null;
  const marks = seenOn(together.board.value, target.on);
  const own = marks.some(({ by }) => by === together.you);
  return html`<div class="drawing-tools" role="toolbar" aria-label=${t("Point and draw")} style=${{ "--tint": TINTS[together.colour] }}>
    <div class="tool-group" role="group" aria-label=${t("Tool")}>
      <${Tool} together=${together} wish="point" drawing=${MousePointer2} words=${t("Point")} />
      <${Tool} together=${together} wish="arrow" drawing=${MoveUpRight} words=${t("Arrow")} />
      <${Tool} together=${together} wish="pen" drawing=${Pencil} words=${t("Pen")} />
      <${Tool} together=${together} wish="number" drawing=${Hash} words=${t("Number")} />
    </div>
    <div class="tool-group">
      <${Press} drawing=${Undo2} words=${t("Undo")} faded=${!own} press=${() => together.undo(target.on)} />
      <${Press} drawing=${Eraser} words=${t("Clear all")} faded=${!marks.length} press=${() => together.clear(target.on)} />
      <${Freeze} room=${room} on=${target.on} frozen=${frozen} />
    </div>
    <${Press} drawing=${X} words=${t("Done")} press=${() => together.take(null)} />
  </div>`;
}

/** Escape lays the tool down, Ctrl or ⌘ with Z undoes. @param {import("./together.js").Together} together */
function keys(together) {
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.defaultPrevented) return;
    const { target } = together;
    if (event.key === "Escape") together.take(null);
    else if (target && (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z" && !writes(event.target)) together.undo(target.on);
    else return;
    event.preventDefault();
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}

/** @param {EventTarget | null} target */
const writes = (target) => target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** @param {{together: import("./together.js").Together, wish: import("./together.js").Wish, drawing: any, words: string}} props */
function Tool({ together, wish, drawing, words }) {
  const held = together.tool.value === wish;
  return html`<button type="button" class=${`tool ${held ? "held" : ""}`} aria-pressed=${held} title=${words}
    onClick=${() => { if (!held) together.take(wish); }}><${Icon} of=${drawing} size=${20} /><span>${words}</span></button>`;
}

/** @param {{drawing: any, words: string, press: () => unknown, faded?: boolean}} props */
function Press({ drawing, words, press, faded = false }) {
  return html`<button type="button" class="tool" aria-disabled=${faded || undefined} title=${words} onClick=${() => { if (!faded) press(); }}>
    <${Icon} of=${drawing} size=${20} /><span>${words}</span></button>`;
}

/** @param {{room: import("../room/live-room.js").LiveRoom, on: string, frozen: boolean}} props */
function Freeze({ room, on, frozen }) {
  return frozen ? html`<${Press} drawing=${Play} words=${t("Go on")} press=${() => room.together.thaw(on)} />`
    : html`<${Press} drawing=${Snowflake} words=${t("Freeze")} press=${() => freeze(room)} />`;
}
