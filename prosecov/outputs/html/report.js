// Opens the proof of a sentence, and filters, searches and walks through sentences. All text enters the page as text.
(() => {
  "use strict";

  const byId = (id) => document.getElementById(id);
  const main = document.querySelector("main");
  const panel = byId("proof");
  const overview = byId("overview");
  const enlarged = byId("enlarged");
  const sentences = [...document.querySelectorAll("a.sentence")];
  const articles = [...document.querySelectorAll("main > article")];
  const byAnchor = new Map([...sentences, ...articles].map((element) => [decoded(element.id), element]));
  const narrow = matchMedia("(width < 52rem)");

  let known;
  const proofs = () => (known ??= JSON.parse(byId("proofs").textContent));
  let current = null;
  let matching = sentences;
  const filter = { verdict: "", words: "" };

  function decoded(anchor) {
    try {
      return decodeURIComponent(anchor);
    } catch {
      return anchor;
    }
  }

  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child || child === 0));
    return element;
  }

  function svg(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const icon = (name) => svg("svg", { class: "icon", "aria-hidden": "true" }, svg("use", { href: `#icon-${name}` }));

  function button(label, onClick, attributes) {
    const element = h("button", { type: "button", ...attributes }, label);
    element.addEventListener("click", onClick);
    return element;
  }

  const duration = (seconds) => (seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`);

  // The proof of a sentence

  const SIGN_OF_STEP = { passed: "proved", failed: "contradicted", undefined: "unclaimed", skipped: "blocked", "not run": "not-run" };
  const SIGN_OF_RUN = { passed: "proved", failed: "contradicted", error: "blocked", crashed: "blocked", xpassed: "contradicted", skipped: "not-run", xfailed: "contradicted" };
  const IN_DOUBT = new Set(["failed", "undefined", "skipped"]);
  const OWNER = { feature: "Feature", rule: "Rule", scenario: "Scenario", step: "Step of the scenario" };

  // The reasons of other verdicts say what the verdicts mean.
  const NEEDS_MEANING = new Set(["blocked", "stale", "vacuous", "not-understood"]);
  const meaning = (verdict) => document.querySelector(`[data-filter="${verdict}"]`).title;

  function drawProof(sentence) {
    const proof = proofs().sentences[sentence.id];
    const explains = proof.quotations.some((quotation) => quotation.diff.length || quotation.runs.some((run) => failureOf(proofs().runs[run], quotation)));
    const links = proof.links.map(({ text, target }) => h("li", {}, /^https?:/i.test(target) ? h("a", { href: target, rel: "noreferrer" }, text) : `${text} (${target})`));
    panel.replaceChildren(
      h("header", { "data-verdict": proof.slug },
        h("h2", {}, icon(proof.slug), h("span", {}, proof.verdict)),
        h("p", { class: "place" }, proof.place),
        button("Close", close, { class: "close" })),
      NEEDS_MEANING.has(proof.slug) ? h("p", { class: "remark" }, meaning(proof.slug)) : "",
      proof.reason && !explains ? h("p", { class: "reason", dir: "auto" }, proof.reason) : "",
      ...drawMutants(proof),
      ...proof.quotations.map((quotation) => drawQuotation(quotation, proof, sentence)),
      links.length ? h("div", { class: "more" }, "Links in this sentence", h("ul", {}, links)) : "",
    );
  }

  function drawMutants(proof) {
    if (proof.canFail === null) return [];
    const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
    const faults = proof.faults.length ? `, among them ${proof.faults.join(", ")}` : "";
    const said = proof.canFail
      ? `Its check can fail: it noticed ${count(proof.killed ?? proof.faults.length, "mutant")}${faults}.`
      : "No mutant that was tried made its check fail, so the check may prove nothing.";
    if (!proof.survivors.length) return [h("p", { class: "faults" }, said)];
    return [
      h("p", { class: "faults" }, said, ` ${count(proof.survivors.length, "mutant")} survived:`),
      h("ul", { class: "faults" }, proof.survivors.map((survivor) => h("li", {}, survivor))),
    ];
  }

  function drawQuotation(quotation, proof, sentence) {
    const runs = quotation.runs.map((position) => proofs().runs[position]);
    const rule = quotation.owner === "rule" ? "" : runs[0]?.rule;
    const inDoubt = runs.findIndex((run) => run.outcome !== "passed");
    return h("section", { class: "card", "data-verdict": quotation.slug },
      rule ? h("p", { class: "owner", dir: "auto" }, `Rule: ${rule}`) : "",
      h("p", { class: "owner" }, OWNER[quotation.owner]),
      h("h3", { dir: "auto" }, quotation.name),
      h("p", { class: "place" }, quotation.place),
      quotation.part || quotation.verdict !== proof.verdict
        ? h("p", { class: "words", dir: "auto" }, quotation.part ? `“${quotation.part}” ` : "", h("span", { class: "badge" }, icon(quotation.slug), quotation.verdict))
        : "",
      quotation.diff.length ? drawDiff(quotation.diff) : "",
      quotation.reason && !runs.length && quotation.reason !== proof.reason ? h("p", { class: "reason", dir: "auto" }, quotation.reason) : "",
      runs.map((run, position) => drawRun(run, quotation, sentence, position === Math.max(inDoubt, 0))));
  }

  function drawDiff(changes) {
    const tag = { "=": "span", "-": "del", "+": "ins" };
    return h("div", {},
      h("p", { class: "diff", dir: "auto" }, changes.flatMap(([sign, words]) => [h(tag[sign], {}, words), " "])),
      h("p", { class: "remark" }, h("del", {}, "Struck out"), ": quoted by the feature. ", h("ins", {}, "Underlined"), ": in the article now."));
  }

  function drawRun(run, quotation, sentence, isOpen) {
    const outcome = run.outcome === "passed" ? h("span", { class: "unseen" }, " passed") : ` – ${run.outcome}`;
    const label = run.name === quotation.name ? run.outcome : [h("span", { dir: "auto" }, run.name), outcome];
    const details = h("details", { class: "run" },
      h("summary", { "data-verdict": SIGN_OF_RUN[run.outcome] },
        icon(SIGN_OF_RUN[run.outcome]),
        h("span", {}, label, run.isFlaky ? ", flaky" : ""),
        h("span", { class: "time" }, duration(run.seconds))));
    const fill = () => details.childElementCount > 1 || details.append(...drawRunBody(run, quotation, sentence));
    details.addEventListener("toggle", () => details.open && fill());
    if (isOpen) {
      details.open = true;
      fill();
    }
    return details;
  }

  const judgesFor = (quotation) => (step) => !quotation.steps.length || quotation.steps.includes(step.line);

  // A walk goes on after a failure, so that not every failure of a run is one of the quotation.
  function failureOf(run, quotation) {
    if (!run.message) return null;
    const failed = run.steps.filter((step) => step.status === "failed");
    const step = failed.find(judgesFor(quotation)) ?? (quotation.slug === "blocked" ? failed[0] : undefined);
    if (failed.length && !step) return null;
    const isFirst = step === failed[0], isLast = step === failed.at(-1);
    return { step, message: isFirst ? run.message : step.message, details: isFirst ? run.details : "", said: isLast ? run.said : "", url: isLast ? run.url : "" };
  }

  function drawRunBody(run, quotation, sentence) {
    const judges = judgesFor(quotation), failure = failureOf(run, quotation);
    const figure = h("figure", {});
    const choosers = [];
    const choose = (step, chooser) => {
      for (const other of choosers) other.setAttribute("aria-pressed", String(other === chooser));
      figure.replaceChildren(...drawPicture(step.picture, step.control, `Screen at: ${step.keyword} ${step.text}`));
    };
    const drawStep = (step) => {
      const content = [
        h("span", { "data-verdict": SIGN_OF_STEP[step.status] }, icon(SIGN_OF_STEP[step.status])),
        h("span", { class: judges(step) ? "" : "aside", dir: "auto" }, h("span", { class: "keyword" }, step.keyword), ` ${step.text}`, step.status === "passed" ? h("span", { class: "unseen" }, " passed") : ` – ${step.status}`, step.notes.map((note) => h("small", { class: "note" }, note))),
        h("span", { class: "time" }, ["passed", "failed"].includes(step.status) ? duration(step.seconds) : ""),
      ];
      if (!step.picture) return h("li", {}, content);
      const chooser = button(content, () => choose(step, chooser), { "aria-pressed": "false", title: "Show the screen at this step" });
      choosers.push(chooser);
      chooser.step = step;
      return h("li", {}, chooser);
    };
    const steps = h("ol", { class: "steps" }, drawSteps(run.steps, (step) => judges(step) || IN_DOUBT.has(step.status), drawStep));
    const judged = choosers.filter((chooser) => judges(chooser.step));
    const inDoubt = (quotation.slug === "blocked" ? choosers : judged).find((chooser) => IN_DOUBT.has(chooser.step.status));
    const shown = choosers.find((chooser) => chooser.step === failure?.step) ?? inDoubt ?? judged.findLast((chooser) => chooser.step.kind === "when" && chooser.step.control) ?? judged.at(-1) ?? choosers.at(-1);
    const failedWithout = run.outcome !== "passed" && run.picture && !run.steps.some((step) => step.status === "failed" && step.picture);
    if (failedWithout) figure.append(...drawPicture(run.picture, null, "Screen when it failed"));
    else if (shown) choose(shown.step, shown);
    return [
      run.example.length ? h("p", { class: "example", dir: "auto" }, run.example.map(([name, value]) => `${name}: ${value}`).join(" · ")) : "",
      steps,
      figure.childElementCount ? figure : "",
      failure ? drawFailure(run, failure, sentence) : "",
    ].filter(Boolean);
  }

  // Steps that have nothing to do with the sentence are collapsed.
  function drawSteps(steps, matters, drawStep) {
    const items = [];
    let others = [];
    const flush = () => {
      if (others.length > 2) items.push(h("li", {}, h("details", { class: "others" }, h("summary", {}, `${others.length} other steps`), h("ol", { class: "steps" }, others.map(drawStep)))));
      else items.push(...others.map(drawStep));
      others = [];
    };
    for (const step of steps) {
      if (!matters(step)) others.push(step);
      else {
        flush();
        items.push(drawStep(step));
      }
    }
    flush();
    return items;
  }

  function drawFailure(run, { message, details, said, url }, sentence) {
    return h("div", { class: "failure" },
      h("pre", { class: "message", tabindex: "0", dir: "auto" }, message),
      said ? [
        h("h4", {}, "The article says"),
        h("p", { class: "article-says", dir: "auto" }, plainText(sentence)),
        h("h4", {}, "The screen said"),
        h("pre", { tabindex: "0", dir: "auto" }, said),
      ] : "",
      url ? [h("h4", {}, "Address of the page"), h("code", {}, url)] : "",
      run.trace ? [
        h("h4", {}, "Trace"),
        run.traceAddress ? h("p", {}, h("a", { href: run.traceAddress, download: true }, "Download"), " and open it with ", h("code", {}, "playwright show-trace"), ".") : h("code", {}, run.trace),
      ] : "",
      details ? h("details", { class: "account" }, h("summary", {}, "Output of pytest"), h("pre", { tabindex: "0" }, details)) : "");
  }

  const plainText = (sentence) => [...sentence.childNodes].filter((node) => !node.matches?.(".verdict")).map((node) => node.textContent).join("");

  function drawPicture(address, control, caption) {
    const picture = () => {
      const image = h("img", { alt: control ? `${caption}; the control that was used is marked` : caption, loading: "lazy" });
      // In a page that embeds everything, an address is the id of an element at the end of the page.
      const load = () => {
        image.src = address.startsWith("#") ? byId(address.slice(1)).textContent : address;
      };
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", load);
      else load();
      image.addEventListener("load", () => control && image.after(drawMark(image.naturalWidth, image.naturalHeight, control)));
      image.addEventListener("error", () => image.replaceWith(h("span", { class: "missing" }, `There is no picture at ${address}.`)));
      return image;
    };
    const enlarge = () => {
      enlarged.replaceChildren(button("Close", () => enlarged.close(), { class: "close" }), h("div", { class: "shot" }, picture()), h("p", { class: "remark", dir: "auto" }, caption));
      enlarged.showModal();
    };
    const shot = h("button", { type: "button", class: "shot" }, picture());
    shot.addEventListener("click", enlarge);
    return [shot, h("figcaption", { dir: "auto" }, caption)];
  }

  function drawMark(width, height, [x, y, boxWidth, boxHeight]) {
    const gap = 4;
    const box = { x: x - gap, y: y - gap, width: boxWidth + 2 * gap, height: boxHeight + 2 * gap };
    const hole = `M${box.x} ${box.y}h${box.width}v${box.height}h${-box.width}z`;
    return svg("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
      svg("path", { class: "shade", d: `M0 0h${width}v${height}H0z${hole}` }),
      svg("rect", { class: "halo", rx: 4, ...box }),
      svg("rect", { class: "ring", rx: 4, ...box }));
  }

  enlarged.addEventListener("click", (event) => event.target.closest("button, .shot, dialog") && enlarged.close());

  enlarged.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // Escape closes only what is on top.
    event.preventDefault();
    event.stopPropagation();
    enlarged.close();
  });

  // Opening and closing

  function showArticle(article) {
    for (const other of articles) {
      other.hidden = other !== article;
      const link = document.querySelector(`nav a.title[href="#${CSS.escape(other.id)}"]`);
      link?.toggleAttribute("aria-current", !other.hidden);
      const sections = link?.nextElementSibling;
      if (sections) sections.hidden = other.hidden;
    }
  }

  function makeTabStop(sentence) {
    const article = sentence.closest("article");
    for (const other of article.querySelectorAll('a.sentence[tabindex="0"]')) other.tabIndex = -1;
    sentence.tabIndex = 0;
  }

  function open(sentence, { focus = false } = {}) {
    current?.removeAttribute("aria-current");
    current = sentence;
    showArticle(sentence.closest("article"));
    makeTabStop(sentence);
    sentence.setAttribute("aria-current", "true");
    drawProof(sentence);
    panel.hidden = false;
    panel.scrollTop = 0;
    overview.hidden = !narrow.matches;
    document.body.classList.add("open");
    history.replaceState(null, "", `#${sentence.id}`);
    if (focus) sentence.focus({ preventScroll: true });
    sentence.scrollIntoView({ block: "nearest" });
    tellPosition();
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    overview.hidden = false;
    document.body.classList.remove("open");
    current.removeAttribute("aria-current");
    history.replaceState(null, "", location.pathname + location.search);
    current.focus({ preventScroll: true });
    current = null;
    tellPosition();
  }

  function openFromAddress() {
    const anchor = decoded(location.hash.slice(1));
    const target = byAnchor.get(anchor) ?? byId(location.hash.slice(1)) ?? sentenceAround(anchor);
    if (!target) return;
    if (target.matches("a.sentence")) open(target, { focus: true });
    else {
      const article = target.closest("article");
      if (article) showArticle(article);
      target.scrollIntoView();
    }
  }

  // A line in the middle of a sentence belongs to the sentence.
  function sentenceAround(anchor) {
    const [, path, line] = anchor.match(/^(.*):(\d+)$/) ?? [];
    const starts = (sentence) => Number(decoded(sentence.id).slice(path.length + 1).split(".")[0]);
    return path && sentences.findLast((sentence) => decoded(sentence.id).startsWith(`${path}:`) && starts(sentence) <= Number(line));
  }

  function move(from, by) {
    const here = from ? sentences.indexOf(from) : -1;
    const order = by > 0 ? matching : [...matching].reverse();
    const next = order.find((sentence) => (sentences.indexOf(sentence) - here) * by > 0 || here < 0);
    if (next) open(next, { focus: true });
  }

  main.addEventListener("click", (event) => {
    const sentence = event.target.closest("a.sentence");
    if (!sentence || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!getSelection().isCollapsed) return;
    open(sentence, { focus: true });
  });

  main.addEventListener("keydown", (event) => {
    const sentence = event.target.closest?.("a.sentence");
    if (!sentence || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const moves = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    const own = matching.filter((other) => sentence.closest("article").contains(other));
    if (event.key in moves) move(sentence, moves[event.key]);
    else if (event.key === "Home" && own.length) open(own[0], { focus: true });
    else if (event.key === "End" && own.length) open(own.at(-1), { focus: true });
    else if (event.key === " ") open(sentence);
    else return;
    event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target !== byId("search")) close();
  });
  addEventListener("hashchange", openFromAddress);
  byId("previous").addEventListener("click", () => move(current, -1));
  byId("next").addEventListener("click", () => move(current, 1));

  // Filters and search

  let haystacks;
  function haystack(sentence) {
    haystacks ??= new Map();
    if (!haystacks.has(sentence)) {
      const { quotations, place } = proofs().sentences[sentence.id];
      const names = quotations.flatMap(({ place, name, runs }) => [place, name, ...runs.map((run) => proofs().runs[run].name)]);
      haystacks.set(sentence, [plainText(sentence), place, ...names].join("\n").toLowerCase());
    }
    return haystacks.get(sentence);
  }

  function applyFilter() {
    const isOn = Boolean(filter.verdict || filter.words);
    const hasVerdict = (sentence) => !filter.verdict || sentence.dataset.verdict === filter.verdict || sentence.querySelector(`.part[data-verdict="${filter.verdict}"]`);
    matching = sentences.filter((sentence) => hasVerdict(sentence) && (!filter.words || haystack(sentence).includes(filter.words)));
    const found = new Set(matching);
    for (const sentence of sentences) sentence.classList.toggle("match", isOn && found.has(sentence));
    main.classList.toggle("filtered", isOn);
    highlightWords();
    tellPosition();
    const here = matching.find((sentence) => !sentence.closest("article").hidden);
    if (isOn && (here ?? matching[0])) {
      if (!here) showArticle(matching[0].closest("article"));
      (here ?? matching[0]).scrollIntoView({ block: "nearest" });
    }
  }

  function highlightWords() {
    if (!CSS.highlights) return;
    CSS.highlights.delete("search");
    if (!filter.words) return;
    const ranges = [];
    for (const sentence of matching) {
      const texts = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const text = node.data.toLowerCase();
        for (let at = text.indexOf(filter.words); at >= 0; at = text.indexOf(filter.words, at + filter.words.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, Math.min(at + filter.words.length, node.length));
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("search", new Highlight(...ranges));
  }

  function tellPosition() {
    const isOn = main.classList.contains("filtered");
    const position = current ? matching.indexOf(current) + 1 : 0;
    const count = `${matching.length} of ${sentences.length} sentences`;
    byId("found").textContent = isOn ? (position ? `${position} of ${matching.length}, ${count}` : count) : "";
  }

  const filters = [...document.querySelectorAll("[data-filter]")];
  for (const chip of filters) {
    chip.addEventListener("click", () => {
      filter.verdict = chip.getAttribute("aria-pressed") === "true" ? "" : chip.dataset.filter;
      for (const other of filters) other.setAttribute("aria-pressed", String(other.dataset.filter === filter.verdict));
      applyFilter();
    });
  }
  const search = byId("search");
  search.addEventListener("input", () => {
    filter.words = search.value.trim().toLowerCase();
    applyFilter();
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") move(matching.includes(current) ? current : null, event.shiftKey ? -1 : 1);
  });

  // Light and dark

  const theme = byId("theme");
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (systemDark.matches ? "dark" : "light")) === "dark";
  const nameTheme = () => {
    theme.textContent = isDark() ? "Light" : "Dark";
  };
  // A browser may refuse to store anything for a page from disk.
  const kept = (use) => {
    try {
      return use(localStorage);
    } catch {
      return null;
    }
  };
  const chosen = kept((storage) => storage.getItem("prosecov-theme"));
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    kept((storage) => storage.setItem("prosecov-theme", document.documentElement.dataset.theme));
    nameTheme();
  });
  systemDark.addEventListener("change", nameTheme);
  nameTheme();

  // The start

  const bar = document.querySelector(".bar");
  const measureBar = () => document.documentElement.style.setProperty("--bar-height", getComputedStyle(bar).position === "sticky" ? `${bar.offsetHeight}px` : "0px");
  new ResizeObserver(measureBar).observe(bar);
  measureBar();
  for (const sentence of sentences) sentence.tabIndex = -1;
  for (const article of articles) {
    const first = article.querySelector("a.sentence");
    if (first) first.tabIndex = 0;
  }
  if (matchMedia("(width < 72rem)").matches) document.querySelector("nav details").open = false;
  if (articles.length) showArticle(articles[0]);
  narrow.addEventListener("change", () => {
    overview.hidden = !panel.hidden && !narrow.matches;
  });
  if (location.hash) openFromAddress();
})();
