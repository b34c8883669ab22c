(mutant) => {
  const {operator, label, other} = mutant;
  const clean = text => (text ?? '').replace(/\s+/g, ' ').trim();
  const same = text => clean(text).replace(/[:*\s]+$/, '').toLowerCase() === clean(label).toLowerCase();
  const marked = new WeakSet();
  let count = 0;
  const leaves = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (same(walker.currentNode.data)) found.push(walker.currentNode);
    return found;
  };
  const named = () => [...document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt], input[value]')].filter(
    element => ['aria-label', 'title', 'placeholder', 'alt'].some(name => same(element.getAttribute(name)))
      || (element.matches('input[type=submit], input[type=button]') && same(element.value)));
  const whole = element => element.closest('button, a, label, option, li, summary, [role=option], [role=menuitem]') ?? element;
  const control = element => {
    const around = whole(element);
    if (around.matches('label')) return around.control ?? around;
    return around;
  };
  const elements = () => [...new Set([...leaves().map(text => text.parentElement), ...named()])]
    .filter(element => element && element.checkVisibility?.() !== false || element?.closest('option'));
  const once = (element, change) => { if (!marked.has(element)) { marked.add(element); change(element); count += 1; } };
  const entry = element => element.closest('tr, li, option, [role=option], [role=menuitem], [role=row], .form-check')
    ?? whole(element);
  const operators = {
    'rename': () => {
      const title = document.title.replace(label, other);
      if (title !== document.title) { document.title = title; count += 1; }
      for (const text of leaves()) { text.data = text.data.replace(clean(text.data), other); count += 1; }
      for (const element of named()) for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        if (same(element.getAttribute(name))) { element.setAttribute(name, other); count += 1; }
      }
    },
    'rename the text only': () => {
      for (const text of leaves()) {
        const element = control(text.parentElement);
        if (element.matches('option')) continue;
        element.setAttribute('aria-label', clean(text.data));
        text.data = text.data.replace(clean(text.data), other);
        count += 1;
      }
    },
    'rename the name only': () => elements().forEach(element => once(control(element), found => {
      found.setAttribute('aria-label', other); })),
    'hide': () => elements().forEach(element => once(whole(element), found => {
      found.style.setProperty('display', 'none', 'important');
      control(element).style.setProperty('display', 'none', 'important'); })),
    'draw invisible': () => elements().forEach(element => once(whole(element), found => {
      found.style.setProperty('opacity', '0', 'important'); })),
    'disable': () => elements().forEach(element => once(control(element), found => {
      found.disabled = true; found.setAttribute('aria-disabled', 'true'); found.removeAttribute('href'); })),
    'cover': () => elements().forEach(element => once(whole(element), found => {
      const box = found.getBoundingClientRect();
      if (!box.width) return;
      const cover = document.createElement('div');
      cover.style.cssText = `position:absolute;z-index:2147483647;background:#888;left:${box.left + scrollX}px;`
        + `top:${box.top + scrollY}px;width:${box.width}px;height:${box.height}px`;
      (found.closest('dialog') ?? document.body).append(cover);
      if (found.closest('dialog')) {
        const around = found.closest('dialog').getBoundingClientRect();
        cover.style.left = `${box.left - around.left}px`; cover.style.top = `${box.top - around.top}px`;
      } })),
    'move': () => elements().forEach(element => once(whole(element), found => {
      const box = found.getBoundingClientRect();
      const around = (found.closest('dialog, main') ?? document.body).getBoundingClientRect();
      const x = box.left - around.left < around.width / 2 ? around.right - box.right : around.left - box.left;
      const y = box.top - around.top < around.height / 2 ? around.bottom - box.bottom : around.top - box.top;
      found.style.setProperty('transform', `translate(${x}px, ${y}px)`, 'important');
      found.style.setProperty('position', 'relative', 'important'); })),
    'drop the entry': () => elements().forEach(element => { entry(element).remove(); count += 1; }),
    'check': () => elements().forEach(element => once(control(element), found => {
      if ('checked' in found) { found.checked = true; } else { found.setAttribute('aria-checked', 'true'); } })),
    'uncheck': () => [...document.querySelectorAll('input[type=checkbox]:checked, input[type=radio]:checked')]
      .forEach(found => once(found, box => { box.checked = false; })),
    'uncheck one': () => [...document.querySelectorAll('tbody input[type=checkbox]:checked')].slice(-1)
      .forEach(found => once(found, box => { box.checked = false; })),
    'draw no mark': () => [...document.querySelectorAll('input[type=checkbox]:checked, input[type=radio]:checked')]
      .forEach(found => once(found, box => { box.style.cssText
        += ';appearance:none !important;background:#fff !important;border:1px solid #999 !important'; })),
    'keep open': () => {
      if (HTMLDialogElement.prototype.prosecovKept) return;
      HTMLDialogElement.prototype.prosecovKept = true;
      const dialog = document.querySelector('dialog[open]');
      if (dialog) sessionStorage.setItem('prosecov-dialog', dialog.outerHTML);
      const show = () => {
        const html = sessionStorage.getItem('prosecov-dialog');
        if (!html || document.querySelector('dialog[open]') || !document.body) return;
        document.body.insertAdjacentHTML('beforeend', html);
        const kept = document.body.lastElementChild;
        kept.removeAttribute('open');
        kept.showModal();
      };
      HTMLDialogElement.prototype.close = function () {};
      addEventListener('DOMContentLoaded', show);
      setInterval(show, 20);
      count += dialog ? 1 : 0;
    },
  };
  const apply = () => { if (document.body) operators[operator](); };
  apply();
  if (operator !== 'drop the entry' || count) {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      apply();
      observe();
    });
    const observe = () => observer.observe(document, {subtree: true, childList: true, characterData: true});
    observe();
  }
  return count;
}
