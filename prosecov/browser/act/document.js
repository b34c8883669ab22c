// Find the visible elements that have one of some names, or an icon, and react to the mouse or can be edited.
// What reacts only to listeners that the document does not show is returned as such: isMute. An element that shows words
// of its own is called by them, whatever its attributes and classes say.
({names, icons, typed}) => {
  const tidy = text => (text ?? '').replace(/\s+/g, ' ').trim().replace(/[\s:*…]+$|\.\.\.$/g, '').toLowerCase();
  const roots = [document], found = [];
  for (const root of roots)
    for (const one of root.querySelectorAll('*')) if (one.shadowRoot) roots.push(one.shadowRoot);
  const parent = one => one.parentElement ?? one.getRootNode().host ?? null;
  const chain = (one, most) => {
    const all = [];
    for (; one && all.length < most; one = parent(one)) all.push(one);
    return all;
  };
  const isSeen = one => {
    const {width, height} = one.getBoundingClientRect();
    return width > 4 && height > 4 && one.checkVisibility({checkOpacity: true, checkVisibilityCSS: true});
  };
  const clicks = 'a[href], button, summary, label, input, select, textarea, [role=button], [role=link], [role=menuitem],'
    + '[role=tab], [role=option], [onclick], [tabindex]:not([tabindex="-1"]), [ng-click], [jsaction], [v-on\\:click]';
  const reacts = one => one.matches(clicks) || typeof one.onclick === 'function'
    || getComputedStyle(one).cursor === 'pointer';
  const edits = one => one.isContentEditable || one.matches('input, textarea');
  const attributes = ['aria-label', 'title', 'alt', 'placeholder', 'aria-placeholder', 'data-placeholder', 'data-tooltip',
    'data-title', 'data-original-title', 'data-tip'];
  const shown = one => [
    [...one.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join(' '),
    one.childElementCount < 8 ? one.innerText : '', one.matches('input[type=button], input[type=submit]') ? one.value : ''];
  const hasWords = one => /\p{L}{2}/u.test(one.innerText ?? '');
  const hints = one => [...attributes.map(name => one.getAttribute(name)),
    one.matches('svg') ? one.querySelector('title')?.textContent : ''];
  const marks = one => [one.getAttribute('class'), one.getAttribute('data-icon'),
    one.matches('use') ? one.getAttribute('href') ?? one.getAttribute('xlink:href') : '']
    .join(' ').toLowerCase().split(/[^a-z]+/);
  const path = one => {
    const steps = [];
    for (; one.parentElement; one = one.parentElement)
      steps.unshift(`${CSS.escape(one.localName)}:nth-child(${[...one.parentElement.children].indexOf(one) + 1})`);
    const root = one.getRootNode();
    if (root instanceof ShadowRoot) {
      steps.unshift(`${CSS.escape(one.localName)}:nth-child(${[...root.children].indexOf(one) + 1})`);
      return `${path(root.host)} >> css=${steps.join(' > ')}`;
    }
    return `css=${[':root', ...steps].join(' > ')}`;
  };
  const target = one => typed ? chain(one, 3).find(edits) : chain(one, 4).find(reacts);
  const modal = [...document.querySelectorAll('dialog:modal, [aria-modal=true]')].findLast(isSeen);
  const add = (one, by) => {
    const known = target(one), use = known ?? one;
    if (modal && !modal.contains(use)) return;
    if (isSeen(use) && !found.some(other => other.use === use)) found.push({use, by, isMute: !known});
  };
  const everything = roots.flatMap(root => [...root.querySelectorAll('body *')].concat(
    root === document ? [] : [...root.querySelectorAll('*')]));
  // What is a control for assistive technology has a name of its own, of which this may be a part only.
  const controls = 'button, a[href], [role=button], [role=link], [role=menuitem], [role=tab], [role=option]';
  const isPart = one => {
    const use = target(one);
    return use && use !== one && use.matches(controls) && hasWords(use) && !shown(use).some(isCalled);
  };
  const isCalled = text => names.includes(tidy(text));
  const isNamed = one => shown(one).some(isCalled) || ((typed || !hasWords(target(one) ?? one)) && hints(one).some(isCalled));
  for (const one of everything) if (isNamed(one) && !isPart(one)) add(one, 'name');
  const isIcon = one => !hasWords(target(one) ?? one) && icons.some(words => words.every(word => marks(one).includes(word)));
  if (!found.length) for (const one of everything) if (isIcon(one)) add(one, 'icon');
  const known = found.filter(({isMute}) => !isMute);
  const inner = (known.length ? known : found).filter(
    ({use}, _, all) => !all.some(other => other.use !== use && use.contains(other.use)));
  return inner.map(({use, by, isMute}) => {
    const {x, y, width, height} = use.getBoundingClientRect();
    const text = (use.innerText ?? '').trim().slice(0, 80);
    return {path: path(use), by, isMute, text, box: [x, y, width, height]};
  });
}
