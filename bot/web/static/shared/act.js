import { Refusal } from "./connection.js";
import { explain } from "./wording.js";
import { toast } from "./toast.js";

/**
 * Does something that the agent asked for; a refusal is told in words.
 * @param {() => Promise<any>} run
 * @returns {Promise<boolean>} whether it was done
 */
export async function act(run) {
  try {
    await run();
    return true;
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    toast(explain(refusal));
    return false;
  }
}
