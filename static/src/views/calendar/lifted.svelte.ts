// The entry that is carried by keys, and the day it would begin on.
import type { Entry } from "../../protocol/records";

class Lifted {
  now = $state.raw<{ entry: Entry; on: string } | null>(null);
}

export const lifted = new Lifted();
