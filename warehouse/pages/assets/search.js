/* Search over all numbers, in the page: data files are scripts, so that it works from disk as well. */
"use strict";
(() => {
  const input = document.querySelector(".search input");
  const list = document.getElementById("found");
  const state = document.getElementById("state");
  const hit = document.getElementById("hit").content.firstElementChild;
  const files = JSON.parse(document.getElementById("files").textContent);
  const MOST = 100;
  const numbers = []; // one entry a number, the newest article first
  let indicators = [];
  let pending = files.length + 1;
  const SIGNS = { exact: ["", ""], about: ["约", "≈"], over: ["超", ">"], under: ["不足", "<"] };
  const english = () => shushuo.language() === "en";

  window.shushuoIndicators = (rows) => { indicators = rows; };
  window.shushuoFound = (articles) => {
    for (const [id, title, date, rows] of articles) {
      for (const [seq, value, unit, modifier, kind, indicatorId, indicator, subject, period, speaker, sentence] of rows) {
        numbers.push({
          id, title, date, seq, value, unit, modifier, kind, indicatorId, indicator, subject, period, speaker, sentence,
          main: `${indicator} ${subject}`.toLowerCase(),
          all: `${indicator} ${subject} ${speaker} ${period} ${value} ${unit} ${sentence} ${title}`.toLowerCase(),
        });
      }
    }
  };
  const load = (name) => new Promise((done) => {
    const script = document.createElement("script");
    script.src = `assets/search/${name}`;
    script.onload = script.onerror = () => { pending -= 1; done(); };
    document.head.append(script);
  });

  /* The ids of indicators that a word names: GDP, "retail sales", 社零. */
  const named = (words) => {
    const said = words.join(" ");
    const found = new Map();
    for (const [id, name, nameEnglish, aliases] of indicators) {
      for (const alias of [name, nameEnglish, nameEnglish.replace(/ \(.*/, ""), ...aliases]) {
        const low = alias.toLowerCase();
        if (low.length > 1 && (words.includes(low) || (/\s/.test(low) && said.includes(low)))) found.set(id, low);
      }
    }
    return found;
  };
  const score = (entry, words, ids) => {
    let points = 0;
    const alias = ids.get(entry.indicatorId);
    for (const word of words) {
      if (entry.main.includes(word)) points += 4;
      else if (alias?.includes(word)) points += 4;
      else if (entry.all.includes(word)) points += 1;
      else return 0;
    }
    return points - entry.indicator.length / 100;
  };
  const marked = (text, words, to) => {
    const parts = words.filter((word) => word).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = parts.length ? new RegExp(`(${parts.join("|")})`, "i") : null;
    (pattern ? text.split(pattern) : [text]).forEach((part, index) => {
      if (index % 2) {
        const mark = document.createElement("mark");
        mark.textContent = part;
        to.append(mark);
      } else to.append(part);
    });
  };
  const show = (entry, words) => {
    const made = hit.cloneNode(true);
    const link = made.querySelector(".figure");
    link.href = `articles/${entry.id}.html#t${entry.seq}`;
    link.textContent = `${SIGNS[entry.modifier][english() ? 1 : 0]}${entry.value} ${entry.unit}`;
    marked([entry.indicator, entry.subject].filter(Boolean).join(" · "), words, made.querySelector(".what"));
    marked(entry.sentence, words, made.querySelector(".quoted"));
    made.querySelector(".where").textContent = [entry.period, entry.speaker, entry.title, entry.date].filter(Boolean).join(" · ");
    return made;
  };
  const search = () => {
    const words = input.value.toLowerCase().split(/[\s,，、]+/).filter(Boolean);
    list.replaceChildren();
    if (!words.length) { state.textContent = ""; return; }
    const ids = named(words);
    const found = [];
    numbers.forEach((entry, order) => {
      const points = score(entry, words, ids);
      if (points > 0) found.push([points, order, entry]);
    });
    found.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    list.append(...found.slice(0, MOST).map(([, , entry]) => show(entry, words)));
    const loading = pending ? (english() ? " (still loading)" : "（还在载入）") : "";
    state.textContent = (english() ? `${found.length} found, ` : `找到 ${found.length} 个，`)
      + (english() ? `${numbers.length} searched` : `共 ${numbers.length} 个数字`) + loading;
    state.dataset.ready = String(!pending);
    history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`);
  };
  let timer = 0;
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 120); });
  document.querySelector(".search").addEventListener("submit", (event) => { event.preventDefault(); search(); });
  document.addEventListener("language", search);
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  (async () => {
    await load("indicators.js");
    for (const name of files) { await load(name); if (input.value) search(); }
    search();
  })();
})();
