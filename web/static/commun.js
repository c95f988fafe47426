// Commun: enhancement only. Every journey works without this file.
// No word of it is read by people: what is said comes translated, in data- attributes.
(() => {
  'use strict';
  const page = document;
  const root = page.documentElement;
  const one = (selector, within = page) => within.querySelector(selector);
  const all = (selector, within = page) => [...within.querySelectorAll(selector)];
  const say = (words) => { const live = one('#live'); if (live) live.textContent = words || ''; };
  const fill = (words, value) => (words || '').replace('%s', value);
  const soon = (deed, delay) => { let timer; return (...given) => { clearTimeout(timer); timer = setTimeout(deed, delay, ...given); }; };
  root.classList.add('js');

  // What is typed: the server keeps it after a rest; this device does where that fails,
  // until it is sent. Nobody who signs in here later is shown it.
  const HELD = 'commun:';
  const mine = `${HELD}${root.dataset.person}:`;
  const shelf = (deed) => { try { return deed(localStorage); } catch { return null; } };
  const forget = (is) => shelf((held) => Object.keys(held).forEach((name) => name.startsWith(HELD) && is(name, JSON.parse(held[name])) && held.removeItem(name)));
  if (root.dataset.person) {
    const from = page.referrer.startsWith(location.origin + '/') && new URL(page.referrer).pathname;
    forget((name, copy) => !name.startsWith(mine) || copy.at < Date.now() - 2592e6 || (copy.sent === from && from !== location.pathname));
  }
  one('form[data-sign-out]')?.addEventListener('submit', () => forget(() => true));
  all('form[data-draft]').forEach((form) => {
    const words = form.dataset;
    let name = mine + words.draft;
    const notice = one('[data-draft-notice]', form);
    const isChoice = (field) => field.type === 'checkbox' || field.type === 'radio';
    const fields = () => [...form.elements].filter((field) => field.name && !/^(file|submit)$/.test(field.type) && (field.type !== 'hidden' || field.id));
    const typed = () => fields().filter((field) => !isChoice(field) || field.checked).map((field) => [field.name, field.value]);
    const fill = (answers) => {
      const left = [...answers];
      fields().forEach((field) => {
        const at = left.findIndex(([asked, value]) => asked === field.name && (!isChoice(field) || value === field.value));
        if (isChoice(field)) field.checked = at >= 0;
        else if (at >= 0) field.value = left[at][1];
        if (at >= 0) left.splice(at, 1);
        if (field.dataset.countMax) field.dispatchEvent(new Event('input'));
      });
    };
    const first = JSON.stringify(typed());
    let last = first;
    const tell = (said) => { const seen = one('[data-draft-said]', form); if (seen.textContent !== said) { seen.textContent = said; if (said !== words.draftKept) say(said); } };
    const hold = (said, sent) => {
      const isHeld = shelf((held) => { held.setItem(name, JSON.stringify({ typed: typed(), at: Date.now(), sent })); return true; });
      if (said) tell(isHeld ? said : words.draftLost);
    };
    const release = () => shelf((held) => held.removeItem(name));
    const keep = async () => {
      const now = JSON.stringify(typed());
      if (now === last || form.dataset.sent) return;
      if (!words.draftUrl) { last = now; hold(words.draftHere); return; }
      try {
        const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
        const answer = await fetch(words.draftUrl, { method: 'POST', body, redirect: 'manual' });
        if (!answer.ok) throw new Error(answer.status);
        last = now;
        release();
        tell(words.draftKept);
        // From now on it is this draft, read again or not.
        name = mine + (words.draftThen || words.draft);
        const address = new URL(location);
        if (!address.searchParams.has('key')) { address.searchParams.set('key', form.elements.key.value); history.replaceState(null, '', address); }
      } catch { hold(navigator.onLine ? words.draftFailed : words.draftOffline); }
    };
    const rested = soon(keep, 1500);
    form.addEventListener('input', rested);
    form.addEventListener('change', rested);
    addEventListener('online', keep);
    form.addEventListener('submit', (event) => {
      if (navigator.onLine) { hold('', location.pathname); return; }
      event.preventDefault();
      hold(words.draftOffline);
    });
    const copy = shelf((held) => JSON.parse(held[name] || 'null'));
    if (!copy) return;
    if (JSON.stringify(copy.typed) === first) { release(); return; }
    fill(copy.typed);
    notice.hidden = false;
    one('[data-draft-keep]', form).addEventListener('click', () => { notice.hidden = true; keep(); });
    one('[data-draft-drop]', form).addEventListener('click', () => { fill(JSON.parse(first)); release(); notice.hidden = true; });
  });

  // The error summary is what a person must meet first.
  one('#errors')?.focus();

  // A second press of the same button sends nothing; coming back by the back button frees the form.
  page.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = 'yes';
    event.submitter?.setAttribute('aria-disabled', 'true');
    setTimeout(free, 8000, form);
  });
  const free = (form) => { delete form.dataset.sent; all('[aria-disabled]', form).forEach((b) => b.removeAttribute('aria-disabled')); };
  addEventListener('pageshow', (event) => event.persisted && all('form[data-sent]').forEach(free));

  // Live filters: fetch the address the form would lead to, and swap its results.
  let asked;
  let shown = location.pathname + location.search;
  const swap = async (address) => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(address, { signal: asked.signal });
      const found = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('resultats');
      if (!answer.ok || !found) throw new Error('no results');
      one('#resultats').replaceWith(found);
      history.pushState(null, '', address);
      shown = location.pathname + location.search;
      say(found.dataset.said);
    } catch (fault) { if (fault.name !== 'AbortError') location.assign(address); }
  };
  page.addEventListener('change', (event) => {
    const form = event.target.closest('form[data-live]');
    if (!form || !one('#resultats')) return;
    const address = new URL(form.action);
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
    address.hash = '';
    swap(address);
  });
  // The form must show what the address says: the server knows how.
  addEventListener('popstate', () => location.pathname + location.search !== shown && location.reload());

  // Suggestions while typing (ARIA combobox): data-suggest is an address answering [{value, label, hint}].
  all('input[data-suggest]').forEach((input, rank) => {
    const list = page.createElement('ul');
    const into = page.getElementById(input.dataset.suggestInto);
    let offers = [], current = -1, last = '';
    list.id = 'suggest-' + rank;
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', input.dataset.suggestLabel || '');
    input.after(list);
    input.parentElement.classList.add('suggest');
    Object.entries({ role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })
      .forEach(([name, value]) => input.setAttribute(name, value));
    const close = () => { list.hidden = true; current = -1; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant'); };
    const mark = (next) => {
      current = (next + offers.length) % offers.length;
      [...list.children].forEach((item, i) => item.setAttribute('aria-selected', i === current));
      list.children[current].scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', list.children[current].id);
    };
    const take = (i) => {
      input.value = last = offers[i].label;
      if (into) into.value = offers[i].value;
      close();
      input.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const show = (found) => {
      offers = found;
      list.replaceChildren(...offers.map((offer, i) => {
        const item = page.createElement('li');
        item.id = list.id + '-' + i;
        item.setAttribute('role', 'option');
        item.textContent = offer.label;
        if (offer.hint) { const hint = page.createElement('span'); hint.className = 'hint'; hint.textContent = ' ' + offer.hint; item.append(hint); }
        item.addEventListener('pointerdown', (event) => { event.preventDefault(); take(i); });
        return item;
      }));
      list.hidden = !offers.length;
      input.setAttribute('aria-expanded', String(!list.hidden));
      say(offers.length ? fill(input.dataset.suggestFound, offers.length) : input.dataset.suggestNone);
    };
    input.addEventListener('input', () => { if (into) into.value = ''; });
    input.addEventListener('input', soon(async () => {
      const typed = last = input.value.trim();
      if (typed.length < 2) { close(); return; }
      const address = new URL(input.dataset.suggest, location.href);
      address.searchParams.set('q', typed);
      // Without an answer the field is a plain field, and the server asks on.
      try { const answer = await fetch(address); if (answer.ok && typed === last) { close(); show(await answer.json()); } } catch { close(); }
    }, 180));
    input.addEventListener('keydown', (event) => {
      if (list.hidden) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); mark(current < 0 && step < 0 ? -1 : current + step); }
      else if (event.key === 'Enter' && current >= 0) { event.preventDefault(); take(current); }
      else if (event.key === 'Escape') { event.preventDefault(); close(); }
    });
    input.addEventListener('blur', close);
  });

  // Theme: the form works by itself; here it need not reload the page.
  page.addEventListener('submit', (event) => {
    const form = event.target.closest('form[data-theme-form]');
    if (!form || !event.submitter) return;
    event.preventDefault();
    free(form);
    const { name, value } = event.submitter;
    if (value === 'auto') delete root.dataset.theme; else root.dataset.theme = value;
    all('button', form).forEach((b) => b.setAttribute('aria-pressed', b === event.submitter));
    const body = new URLSearchParams(new FormData(form));
    body.set(name, value);
    fetch(form.action, { method: 'POST', body, redirect: 'manual' });
  });

  // Copy what another element holds.
  page.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    try { await navigator.clipboard.writeText(one(button.dataset.copy).textContent.trim()); say(button.dataset.copied); button.lastChild.textContent = button.dataset.copied; }
    catch { getSelection().selectAllChildren(one(button.dataset.copy)); }
  });

  // Character count: seen at once, spoken after a rest.
  all('[data-count-max]').forEach((box) => {
    const seen = page.getElementById(box.id + '-count');
    const speak = soon(() => say(seen.textContent), 1000);
    const count = () => {
      const left = box.dataset.countMax - [...box.value].length;
      const size = Math.abs(left);
      const many = new Intl.PluralRules(root.lang).select(size) === 'one' ? 'One' : 'Other';
      const words = (left < 0 ? 'countOver' : 'countLeft') + many;
      seen.textContent = fill(box.dataset[words], size.toLocaleString(root.lang));
      seen.classList.toggle('error', left < 0);
    };
    box.addEventListener('input', () => { count(); speak(); });
    count();
  });

  // One box ticks all the boxes of its name.
  all('input[data-all]').forEach((master) => master.addEventListener('change', () =>
    all(`input[type=checkbox][name="${CSS.escape(master.dataset.all)}"]`).forEach((box) => { box.checked = master.checked; })));

  // Readers outside Paris time get theirs beside it.
  if (new Intl.DateTimeFormat().resolvedOptions().timeZone !== 'Europe/Paris' && root.dataset.localTime) {
    all('time[datetime*="T"]').forEach((time) => { time.title = fill(root.dataset.localTime, new Date(time.dateTime).toLocaleString(root.lang)); });
  }
})();
