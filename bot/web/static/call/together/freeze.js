import { announce } from "../../shared/announce.js";
import { t } from "../../shared/i18n.js";
import { explain } from "../../shared/wording.js";
import { photograph } from "./still.js";
import { small, snapshot, taken } from "./snapshot.js";

/** What one press does with the picture on the stage. */

/** @typedef {import("../live-room.js").LiveRoom} LiveRoom */

/** Everyone sees the same still picture. @param {LiveRoom} room */
export async function freeze({ together }) {
  const { target } = together;
  const canvas = target && taken(together, target.on, target.layer);
  if (!target || !canvas) return;
  await together.freeze(target.on, canvas);
  announce(t("Everyone sees this picture now, until somebody goes on."));
}

/** What is seen goes into the conversation. @param {LiveRoom} room @returns {Promise<boolean>} whether it did */
export async function keep(room) {
  const { target } = room.together;
  const made = target && await snapshot(room.together, target);
  if (!target || !made) return false;
  return sent(room, made.blob, { of: target.kind, marked: made.marked });
}

/**
 * A sharp photo goes into the conversation, and everyone sees it instead of the camera, to draw on.
 * @param {LiveRoom} room @param {Blob} file @returns {Promise<boolean>}
 */
export async function photo(room, file) {
  const canvas = await photograph(file);
  const done = await sent(room, await small(canvas), { of: "photo", marked: false });
  if (done && room.sharing.value.camera) await room.together.freeze(`${room.you.value}/camera`, canvas);
  return done;
}

/** @param {LiveRoom} room @param {Blob} blob @param {{of: "screen" | "camera" | "photo", marked: boolean}} what */
async function sent(room, blob, what) {
  try {
    await room.send(blob, what);
    room.together.say(true, t("The picture is in the conversation."));
    return true;
  } catch (error) {
    room.together.say(false, explain(error));
    return false;
  }
}
