"""Sign in through a form: the name and the password on one page, or on two that follow each other."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import ElementHandle, Locator, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from prosecov.product.reaching import SetUpFailed, open_page
from prosecov.settings import SignInSettings

_SECRET = "input[type=password]:visible"  # noqa: S105 - a selector
_NAME = (
    "input:visible:is([autocomplete~=username], [type=email], [name*=user i], [name*=login i], [name*=email i],"
    " [id*=user i], [id*=login i], [id*=email i])"
)
_NAME_BEFORE = """secret => {
  const typed = input => ['text', 'email', 'tel'].includes(input.type) && input.checkVisibility() && !input.readOnly;
  const before = input => input.compareDocumentPosition(secret) & Node.DOCUMENT_POSITION_FOLLOWING;
  const inputs = [...(secret.form || document).querySelectorAll('input')];
  return inputs.filter(input => typed(input) && before(input)).pop() || null;
}"""
_COMPLAINTS = "[role=alert], [aria-live=assertive], .errornote, .errorlist, .error, .alert, .invalid-feedback"
_ANSWERED = """([complaints, before]) => {
  const shown = selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility());
  const isNew = element => !before.includes(element.innerText);
  return document.readyState !== 'loading' && (!shown('input[type=password]').length || shown(complaints).some(isNew));
}"""
SLOWEST_SECONDS = 10.0
_SUBMIT = "button[type=submit]:visible, input[type=submit]:visible, button:not([type]):visible"


def sign_in(page: Page, url: str, settings: SignInSettings, environment: Mapping[str, str], patience: float) -> None:
    """Sign in through a form.

    Args:
        page: Where to do it.
        url: The address of the page with the form.
        settings: Which environment variables hold the name and the password.
        environment: The environment variables.
        patience: How long a step waits, in seconds; a page of the sign-in may take `SLOWEST_SECONDS` even if that is
            longer.

    Raises:
        SetUpFailed: A variable is not set, there is no form, or the product lets nobody in.
    """
    patience = max(patience, SLOWEST_SECONDS)
    password = _value(environment, settings.password, "the password to sign in with")
    open_page(page, url, patience)
    secret = page.locator(_SECRET).first
    entry = page.locator(_NAME).first
    if not _appears(secret.or_(entry).first, patience):
        hint = "correct form in [tool.prosecov.sign-in], or remove it if the product needs no sign-in"
        raise SetUpFailed(f"{page.url}: no form to sign in here, that is, no field for a password; {hint}")
    if not secret.is_visible():
        entry.fill(_value(environment, settings.name, "the name to sign in with"))
        entry.press("Enter")
        if not _appears(secret, patience):
            raise SetUpFailed(_refused(page, settings, "no field for the password follows the name"))
    elif isinstance(field := secret.evaluate_handle(_NAME_BEFORE).as_element(), ElementHandle):
        field.fill(_value(environment, settings.name, "the name to sign in with"))
    secret.fill(password)
    _submit(page, secret, patience)
    if secret.is_visible():
        raise SetUpFailed(_refused(page, settings, "the form is still there after signing in"))


def asks_to_sign_in(page: Page) -> bool:
    """Return whether a page has a field for a password."""
    return page.locator(_SECRET).count() > 0


def _submit(page: Page, secret: Locator, patience: float) -> None:
    """Submit the form: by the Enter key and, where that does nothing, by its button."""
    before = _complaints(page)
    secret.focus()
    page.keyboard.press("Enter")
    if _is_answered(page, before, patience):
        return
    form = page.locator("form").filter(has=page.locator(_SECRET))
    button = (form if form.count() else page).locator(_SUBMIT).first
    if button.count():
        button.click()
        _is_answered(page, before, patience)


def _is_answered(page: Page, before: list[str], patience: float) -> bool:
    """Wait until the form is gone or a new complaint is shown; return whether that happened."""
    try:
        page.wait_for_function(_ANSWERED, arg=[_COMPLAINTS, before], timeout=1000 * patience)
    except PlaywrightTimeout:
        return False
    return True


def _complaints(page: Page) -> list[str]:
    return page.locator(_COMPLAINTS).filter(visible=True).all_inner_texts()


def _appears(locator: Locator, patience: float) -> bool:
    try:
        locator.wait_for(timeout=1000 * patience)
    except PlaywrightTimeout:
        return False
    return True


def _value(environment: Mapping[str, str], name: str, meaning: str) -> str:
    if value := environment.get(name):
        return value
    raise SetUpFailed(f"the environment variable {name} is not set; set it to {meaning}")


def _refused(page: Page, settings: SignInSettings, what: str) -> str:
    shown = _complaints(page)
    said = " ".join(shown[-1].split())[:200] if shown else ""
    said = f' (the page says "{said}")' if said else ""
    return f"{page.url}: sign-in failed: {what}{said}; check {settings.name} and {settings.password}"
