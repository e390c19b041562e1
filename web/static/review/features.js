// What can be done on the review page beyond typing, saving and moving; one module each.

import "./terms.js";
import "./alternatives.js";
import "./words.js";
import "./replace.js";
import "./filters.js";
import "./mentions.js";
import "./talk.js";
import "./marks.js";
import "./tabs.js";
