// Answers before guides, guides before references, and what was long ago last.
var Scorer = {
  score: ([docname, title, anchor, descr, score]) => {
    const places = [["how_do_i", 9], ["first_result", 4], ["tutorials/", 4], ["methods/", 3], ["coming_from/", 4],
      ["promises/", 3], ["reference/cpp/", -3], ["reference/", 0], ["gallery", -6], ["project/", -9], ["files/", -12]];
    const found = places.find(([place]) => docname.startsWith(place));
    const within = descr && descr.includes("parameter") ? -20 : 0;
    return score + within + (found ? found[1] : 4);
  },
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: {0: 15, 1: 5, 2: -5},
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
