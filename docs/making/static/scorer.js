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

// A page that has every word that was asked for is found by itself. Where few guides are, pages that have some of the
// words come too: those that have the rare ones, and in headings, first.
const withEveryWord = Search.performTermsSearch;
const spelt = {licens: "licenc", color: "colour", standardiz: "standardis"};
Search.performTermsSearch = (asked, excluded) => {
  const words = new Set([...asked].map((word) => spelt[word] ?? word));
  const every = withEveryWord(words, excluded);
  const guides = every.filter(([docname]) => !/^(project|files)\//.test(docname));
  if (words.size < 2 || guides.length > 2) return every;
  const some = new Map();
  let all = 0;
  for (const word of words) {
    const found = withEveryWord(new Set([word]), excluded);
    const rare = Math.log(1 + Search._index.docnames.length / (1 + found.length));
    all += rare;
    for (const page of found) {
      if (!some.has(page[0])) some.set(page[0], [page, 0]);
      some.get(page[0])[1] += rare * (page[4] > Scorer.partialTitle ? 1.5 : 1);
    }
  }
  const known = new Set(every.map(([docname]) => docname));
  const others = [...some.values()].filter(([page]) => !known.has(page[0]));
  return [...every, ...others.map(([page, held]) => [...page.slice(0, 4), 20 * held / all - 15, ...page.slice(5)])];
};
