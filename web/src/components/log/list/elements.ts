/** An element with a class and content. Rows are made by hand, some hundred a second: a framework would compare what is always new. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name, className: string, ...content: readonly (Node | string | null)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className !== '') {
    element.className = className;
  }
  for (const part of content) {
    if (part !== null) {
      element.append(part);
    }
  }
  return element;
}

/** A button that says for a moment that it has copied. */
export function copyButton(label: string, done: string, text: () => string): HTMLButtonElement {
  const button = make('button', 'log-action', label);
  button.type = 'button';
  button.addEventListener('click', () => {
    void copyText(text()).then((copied) => {
      if (copied) {
        button.textContent = done;
        setTimeout(() => (button.textContent = label), 1500);
      }
    });
  });
  return button;
}

/** Puts a text on the clipboard, also where the page was not opened over a secure connection. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByEvent(text);
  }
}

function copyByEvent(text: string): boolean {
  const give = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', give, { capture: true, once: true });
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', give, { capture: true });
  }
}
