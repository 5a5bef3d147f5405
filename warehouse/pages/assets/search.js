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
  const english = () => shushuo.language() === "en";

  window.shushuoIndicators = (rows) => { indicators = rows; };
  window.shushuoFound = (articles) => {
    for (const [id, title, date, rows] of articles) {
      for (const [seq, value, high, unit, modifier, measure, kind, indicatorId, ...words] of rows) {
        const [indicator, subject, period, speaker, sentence] = words;
        numbers.push({
          id, title, date, seq, value, high, unit, modifier, measure, kind, indicatorId,
          indicator, subject, period, speaker, sentence,
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

  /* The indicators that the query names, with the name by which it does: GDP, retail sales, 社零. */
  const named = (words) => {
    const latin = words.filter((word) => /^[a-z]{2,}$/.test(word));
    const found = new Map();
    for (const [id, name, nameEnglish, aliases] of indicators) {
      const low = nameEnglish.toLowerCase();
      const alias = [name, ...aliases].map((other) => other.toLowerCase()).find((other) => words.includes(other));
      if (latin.length && latin.every((word) => low.includes(word))) found.set(id, low);
      else if (alias) found.set(id, alias);
    }
    return found;
  };
  const score = (entry, words, ids) => {
    let points = 0;
    const alias = ids.get(entry.indicatorId);
    for (const word of words) {
      if (entry.main.includes(word) || Number(word.replace("%", "")) === entry.value) points += 4;
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
  /* "/2021-04-01" in words: 截至 2021-04-01. */
  const period = (text) => {
    const [start, end] = text.split("/");
    if (end === undefined) return text;
    if (!start) return english() ? `as of ${end}` : `截至 ${end}`;
    if (!end) return english() ? `since ${start}` : `${start} 以来`;
    return `${start} – ${end}`;
  };
  const show = (entry, words) => {
    const made = hit.cloneNode(true);
    const link = made.querySelector(".figure");
    link.href = `articles/${entry.id}.html#t${entry.seq}`;
    const plus = entry.measure === "change" && entry.value > 0 && entry.high === null ? "+" : "";
    link.textContent = `${shushuo.amount(entry.value, entry.high, entry.modifier, plus)} ${entry.unit}`;
    marked([entry.indicator, entry.subject].filter(Boolean).join(" · "), words, made.querySelector(".what"));
    marked(entry.sentence, words, made.querySelector(".quoted"));
    made.querySelector(".where").textContent = [period(entry.period), entry.speaker, entry.title, entry.date].filter(Boolean).join(" · ");
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
