// One's own page: the keys of the review page, as on its list.

import { keyTable } from "./review/dialogs.js";
import { Keys } from "./review/keys.js";

const section = document.getElementById("mykeys");
keyTable(section, new Keys(JSON.parse(section.dataset.keys)));
