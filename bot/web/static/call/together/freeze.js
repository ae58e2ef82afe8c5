import { announce } from "../../shared/announce.js";
import { t } from "../../shared/i18n.js";
import { explain } from "../../shared/wording.js";
import { small, snapshot, taken } from "./snapshot.js";
import { photograph } from "./still.js";

/** What one press does with the picture on the stage. What becomes of it is said. */

/** @typedef {import("../room/live-room.js").LiveRoom} LiveRoom */

/** Everyone sees the same still picture. @param {LiveRoom} room */
export async function freeze({ together }) {
  const { target } = together;
  const canvas = target && taken(together, target.on, target.layer);
  if (!target || !canvas) return;
  try {
    await together.freeze(target.on, canvas);
    announce(t("Everyone sees this picture now, until somebody goes on."));
  } catch {
    together.say(false, t("The picture could not be frozen. Please try again."));
  }
}

/** What is seen goes into the conversation. @param {LiveRoom} room */
export async function keep(room) {
  const { target } = room.together;
  if (!target) return;
  await told(room, async () => {
    const made = await snapshot(room.together, target);
    if (made) await room.send(made.blob, { of: target.kind, marked: made.marked });
    return made !== null;
  });
}

/**
 * A sharp photo goes into the conversation, and everyone sees it instead of the camera, to draw on.
 * @param {LiveRoom} room @param {() => Promise<Blob>} shot
 */
export async function photo(room, shot) {
  await told(room, async () => {
    const canvas = await photograph(await shot());
    await room.send(await small(canvas), { of: "photo", marked: false });
    if (room.sharing.value.camera) await room.together.freeze(`${room.you.value}/camera`, canvas);
    return true;
  });
}

/** @param {LiveRoom} room @param {() => Promise<boolean>} run  whether there was something to send */
async function told({ together }, run) {
  try {
    if (await run()) together.say(true, t("The picture is in the conversation."));
  } catch (error) {
    const coded = typeof (/** @type {{code?: unknown}} */ (error).code) === "string";  // the server's word; else it was the camera, or the browser
    together.say(false, coded ? explain(error) : t("The picture could not be taken. Please try again."));
  }
}
