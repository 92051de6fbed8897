// Everything here is a convenience: each page says all it has to say without it.

const words = seconds => {
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3600) return two(seconds / 60, 'min', seconds % 60, 's');
  if (seconds < 172800) return two(seconds / 3600, 'h', (seconds % 3600) / 60, 'min');
  return two(seconds / 86400, 'd', (seconds % 86400) / 3600, 'h');
};
const two = (large, largeUnit, small, smallUnit) =>
  `${Math.floor(large)} ${largeUnit}` + (Math.floor(small) ? ` ${Math.floor(small)} ${smallUnit}` : '');

const ago = seconds => {
  if (seconds < 10) return 'just now';
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ago`;
  return seconds < 14 * 86400 ? `${Math.floor(seconds / 86400)} d ago` : null;
};

// Times go on while somebody looks.
const tick = () => {
  for (const time of document.querySelectorAll('time[data-since], time[data-ago]')) {
    const seconds = Math.max(0, (Date.now() - Date.parse(time.dateTime)) / 1000);
    const text = 'since' in time.dataset ? words(seconds) : ago(seconds);
    if (text && text !== time.textContent) time.textContent = text;
  }
};
setInterval(tick, 1000);

// A filter is applied as soon as it is chosen.
for (const form of document.querySelectorAll('form[data-auto]')) {
  form.addEventListener('change', () => form.requestSubmit());
  form.addEventListener('submit', () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
}

// Parts of the page are replaced by newer ones, as the server has written them. What somebody has opened, typed into or
// scrolled stays as it is.
const swap = html => {
  const frame = document.createElement('template');
  frame.innerHTML = html;
  const fresh = frame.content.firstElementChild;
  const old = fresh && document.getElementById(fresh.id);
  if (!old || old.dataset.v === fresh.dataset.v) return;
  for (const details of old.querySelectorAll('details[id]')) {
    const again = fresh.querySelector(`#${CSS.escape(details.id)}`);
    if (again) again.open = details.open;
  }
  const focused = document.activeElement;
  const path = focused && old.contains(focused) ? focused.getAttribute('href') || focused.closest('[id]')?.id : null;
  const scrolled = [...old.querySelectorAll('.scroll, pre')].map(each => [each.scrollTop, each.scrollLeft]);
  old.replaceWith(fresh);
  [...fresh.querySelectorAll('.scroll, pre')].forEach((each, at) => {
    if (scrolled[at]) [each.scrollTop, each.scrollLeft] = scrolled[at];
  });
  if (path) {
    const again = [...fresh.querySelectorAll('a[href], [id]')].find(each => each.getAttribute('href') === path || each.id === path);
    (again?.matches('a') ? again : again?.querySelector('summary'))?.focus({preventScroll: true});
  }
  tick();
};

const main = document.querySelector('main[data-live]');
if (main) {
  const pulse = document.getElementById('pulse');
  const say = (text, off) => {
    if (!pulse) return;
    pulse.hidden = false;
    pulse.classList.toggle('off', off);
    if (pulse.textContent !== text) pulse.textContent = text;
  };
  let source = null;
  const open = () => {
    if (source) return;
    source = new EventSource(main.dataset.live);
    source.addEventListener('open', () => say('Live', false));
    source.addEventListener('swap', event => swap(event.data));
    source.addEventListener('error', () =>
      source.readyState === EventSource.CLOSED
        ? say('Not live: reload the page', true)
        : say('Connecting again …', true));
  };
  const close = () => {
    source?.close();
    source = null;
  };
  // A page that nobody sees asks for nothing.
  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', () => document.hidden || open());
  if (!document.hidden) open();
}

// A log, while it grows.
const MOST_LINES = 5000;
const plain = text => text.replace(/\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g, '').replace(/\r\n/g, '\n');

for (const log of document.querySelectorAll('[data-log]')) {
  const pre = log.querySelector('pre');
  const state = log.querySelector('.state');
  const follow = log.querySelector('.follow');
  const wanted = follow.querySelector('input');
  let offset = 0;
  let lines = 0;
  const append = text => {
    pre.append(plain(text));
    lines += text.split('\n').length - 1;
    while (lines > MOST_LINES && pre.childNodes.length > 1) {
      lines -= pre.firstChild.data.split('\n').length - 1;
      pre.firstChild.remove();
      state.textContent = `The last ${MOST_LINES.toLocaleString('en')} lines; all of them are in the text.`;
    }
    if (wanted.checked) pre.scrollTop = pre.scrollHeight;
  };
  const read = async () => {
    const response = await fetch(`${log.dataset.log}?follow=true&offset=${offset}`);
    if (!response.ok) {
      const problem = await response.json().catch(() => null);
      state.textContent = response.status === 404 ? 'There is no log yet.' : problem?.detail ?? `The log cannot be read (${response.status}).`;
      return response.status === 404 && offset === 0;
    }
    pre.hidden = follow.hidden = false;
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    const from = offset;
    const begun = performance.now();
    for (;;) {
      const {done, value} = await reader.read();
      // It ends with the attempt, and after some silence too: then there may be more.
      if (done) return offset > from || performance.now() - begun > 3000;
      offset += value.length;
      append(decoder.decode(value, {stream: true}));
    }
  };
  (async () => {
    for (let tries = 0; tries < 200; tries++) {
      try {
        if (!(await read())) break;
      } catch {
        state.textContent = 'The connection broke off. Trying again …';
      }
      await new Promise(again => setTimeout(again, 2000));
    }
    if (!state.textContent) state.textContent = offset ? 'That is all.' : 'It is empty.';
  })();
}
