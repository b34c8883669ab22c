"""Faults of finding things: contacts in both lists, filters and their reset, and actions in the drop-down."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import flask
from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from mock_crm.contacts import search
from mock_crm.faults.catalogue import plain, subtle
from mock_crm.faults.seams import Replacement, Seams
from mock_crm.reports import tracker as searches
from mock_crm.reports.tracker import Criteria
from mock_crm.rules.contact_details import ADDED_BY_HAND, CSV_IMPORT, SIGN_UP_FORM
from mock_crm.rules.email_status import EmailStatus
from mock_crm.storage.models import Contact, ContactEmail, EmailAddress
from mock_crm.web.context import db
from mock_crm.web.paging import page_of
from mock_crm.web.reports import tracker as tracker_views

_TRACKER = "reports/email-engagement-tracker.html"
_MENU = "engagement-tracker/action-menu.js"


@subtle("Click Search to show all Non-Marketable contacts")
def status_search_skips_email_3(seams: Seams) -> None:
    """The search for an email status does not find contacts that have it in Email 3 only."""

    @seams.around(searches, "_matching")
    def _(original: Replacement, criteria: Criteria, now: datetime) -> Select[Contact]:
        query: Select[Contact] = original(criteria, now)
        if criteria.status:
            has_status = ContactEmail.address.has(EmailAddress.status == EmailStatus(criteria.status))
            query = query.where(Contact.emails.any(has_status & (ContactEmail.field < 3)))
        return query


@subtle("Click Search to show all Non-Marketable contacts")
def tracker_finds_100_at_most(seams: Seams) -> None:
    """A search in the Email Engagement Tracker finds 100 contacts at most."""

    @seams.around(searches, "_matching")
    def _(original: Replacement, criteria: Criteria, now: datetime) -> Select[Contact]:
        query: Select[Contact] = original(criteria, now)
        return query.limit(100)


@subtle("Click Search to show all Non-Marketable contacts")
def tracker_skips_contacts_of_plugins(seams: Seams) -> None:
    """A search in the Email Engagement Tracker does not find contacts that came in through a plugin."""

    @seams.around(searches, "_matching")
    def _(original: Replacement, criteria: Criteria, now: datetime) -> Select[Contact]:
        query: Select[Contact] = original(criteria, now)
        return query.where(Contact.source.in_((CSV_IMPORT, ADDED_BY_HAND, SIGN_UP_FORM)))


@subtle("the search is limited to contacts that have this status")
def non_marketable_search_finds_soft_bounces(seams: Seams) -> None:
    """The search for Non-Marketable contacts finds Soft Bounce contacts as well."""

    @seams.around(searches, "_matching")
    def _(original: Replacement, criteria: Criteria, now: datetime) -> Select[Contact]:
        if criteria.status != EmailStatus.NON_MARKETABLE:
            query: Select[Contact] = original(criteria, now)
            return query
        either = EmailAddress.status.in_((EmailStatus.NON_MARKETABLE, EmailStatus.SOFT_BOUNCE))
        wider: Select[Contact] = original(replace(criteria, status=""), now)
        return wider.where(Contact.emails.any(ContactEmail.address.has(either)))


@plain("The filter offers Non-Marketable, Unconfirmed, Confirmed and more")
def status_filter_lacks_confirmed(seams: Seams) -> None:
    """The email status filter does not offer Confirmed."""

    @seams.around(tracker_views, "_form")
    def _(original: Replacement, *arguments: Any) -> Any:
        form = original(*arguments)
        form.status.choices = [choice for choice in form.status.choices if choice.value != "Confirmed"]
        return form


@plain("Clicking it sets all filter fields back to their defaults")
def new_search_keeps_the_status(seams: Seams) -> None:
    """New Search leaves the email status filter at the value of the earlier search."""
    _new_search_keeps(seams, "status")


@subtle("Clicking it sets all filter fields back to their defaults")
def new_search_keeps_the_last_engagement(seams: Seams) -> None:
    """New Search leaves one filter, Last engagement, at the value of the earlier search."""
    _new_search_keeps(seams, "engaged")


@subtle("It appears only after a search was run")
def new_search_appears_on_the_second_visit(seams: Seams) -> None:
    """New Search is offered whenever the Email Engagement Tracker is opened again, even if no search was run."""
    seams.template(_TRACKER, "    {% if page %}\n", "    {% if page or visited %}\n")
    visit = "{% set visited = session.tracker_visited %}{% set _ = session.update(tracker_visited=True) %}\n"
    seams.template(_TRACKER, "{% block content %}\n", "{% block content %}\n" + visit)


@plain("click it to clear the earlier search")
def new_search_keeps_the_results(seams: Seams) -> None:
    """New Search resets the filter fields, but the earlier results stay on the screen."""

    @seams.view("engagement_tracker.new_search")
    def _(_original: Replacement) -> Any:
        flask.session["tracker_cleared"] = True
        return flask.redirect(flask.url_for("engagement_tracker.index"))

    @seams.around(tracker_views, "_form")
    def _(original: Replacement, criteria: Criteria | None) -> Any:
        if criteria is None:
            flask.session.pop("tracker_cleared", None)
        elif "tracker_cleared" in flask.session:
            criteria = Criteria()
        return original(criteria)


@subtle("search for and select Update Opt-In/Out Status")
def action_search_is_case_sensitive(seams: Seams) -> None:
    """The search in the Actions drop-down finds nothing if the name is typed in lower case."""
    seams.static(_MENU, "search.value.toLowerCase().split", "search.value.split")
    seams.static(_MENU, "option.textContent.toLowerCase()", "option.textContent")


@subtle("search for and select Update Opt-In/Out Status")
def action_search_wants_the_whole_name(seams: Seams) -> None:
    """The search in the Actions drop-down finds an action only by its whole name, not by a part of it."""
    seams.static(
        _MENU,
        "!words.every((word) => label.includes(word))",
        'search.value !== "" && label !== search.value.trim().toLowerCase()',
    )


@subtle("search for and select Update Opt-In/Out Status")
def action_search_trips_over_spaces(seams: Seams) -> None:
    """The search in the Actions drop-down finds nothing if there is a space before or behind the name."""
    seams.static(_MENU, r"search.value.toLowerCase().split(/\s+/)", "[search.value.toLowerCase()]")


@plain("The drop-down lists several bulk actions")
def actions_list_one_action(seams: Seams) -> None:
    """The Actions drop-down lists Update Opt-In/Out Status and nothing else."""
    seams.template(
        "reports/bulk-actions.html", "{% for name, label in actions %}", "{% for name, label in actions[:1] %}"
    )


@subtle("Click Search to show the contacts that match")
def contact_search_is_case_sensitive(seams: Seams) -> None:
    """The search for contacts does not find Ana Ruiz if the name is typed in lower case."""
    _contact_search_by_words(seams, lambda column, word: func.instr(column, word) > 0)


@subtle("Click Search to show the contacts that match")
def contact_search_wants_whole_names(seams: Seams) -> None:
    """The search for contacts does not find Ana Ruiz by a part of her name, such as "Rui"."""
    _contact_search_by_words(seams, lambda column, word: func.lower(column) == word.lower())


@subtle("Click Search to show the contacts that match")
def contact_search_trips_over_spaces(seams: Seams) -> None:
    """The search for contacts finds nobody if there is a space before or behind the name."""

    @seams.view("contacts.index")
    def _(original: Replacement) -> Any:
        text = flask.request.args.get("q", "")
        if text == text.strip():
            return original()
        nobody = page_of(db(), select(Contact).where(false()))
        return flask.render_template("contacts/list.html", q=text, page=nobody)


@subtle("Click Search to show the contacts that match")
def contact_search_is_content_with_one_word(seams: Seams) -> None:
    """The search for "Ana Ruiz" also shows contacts of whom only one of the two names matches."""

    @seams.around(search, "matching")
    def _(original: Replacement, text: str) -> Select[Contact]:
        words = text.split()
        found: Select[Contact] = original("")
        return found.where(or_(*(_named(word) for word in words))) if words else found


@subtle("Click Search to show the contacts that match")
def contact_search_finds_50_at_most(seams: Seams) -> None:
    """The search for contacts shows 50 contacts at most, though more of them match."""

    @seams.around(search, "matching")
    def _(original: Replacement, text: str) -> Select[Contact]:
        found: Select[Contact] = original(text)
        return found.where(Contact.id.in_(found.with_only_columns(Contact.id).limit(50))) if text else found


@subtle("Click Search to show the contacts that match")
def contact_search_skips_email_3(seams: Seams) -> None:
    """The search for contacts does not look at Email 3."""

    @seams.around(search, "matching")
    def _(original: Replacement, text: str) -> Select[Contact]:
        found: Select[Contact] = original("")
        for word in text.split():
            address = ContactEmail.address.has(EmailAddress.address.icontains(word, autoescape=True))
            found = found.where(_named(word) | Contact.emails.any(address & (ContactEmail.field < 3)))
        return found


@subtle("Click Search to show the contacts that match")
def contact_search_takes_an_underscore_for_any_letter(seams: Seams) -> None:
    """The search for contacts finds "ana.ruiz" if "ana_ruiz" is looked for."""

    @seams.around(search, "matching")
    def _(original: Replacement, text: str) -> Select[Contact]:
        found: Select[Contact] = original("")
        for word in text.split():
            in_address = Contact.emails.any(ContactEmail.address.has(EmailAddress.address.icontains(word)))
            found = found.where(_named(word) | in_address)
        return found


@subtle("With Non-Marketable selected, the search is limited to contacts that have this status")
def status_filter_yields_to_text(seams: Seams) -> None:
    """If a name is looked for as well, the email status filter has no effect."""

    @seams.around(searches, "_matching")
    def _(original: Replacement, criteria: Criteria, now: datetime) -> Select[Contact]:
        query: Select[Contact] = original(replace(criteria, status="") if criteria.text else criteria, now)
        return query


@subtle("Click Search to show all Non-Marketable contacts")
def tracker_shows_one_of_each_name(seams: Seams) -> None:
    """Of several contacts with the same name, a search in the Email Engagement Tracker finds the first one only."""

    @seams.around(searches, "_matching")
    def _(original: Replacement, criteria: Criteria, now: datetime) -> Select[Contact]:
        query: Select[Contact] = original(criteria, now)
        first = select(func.min(Contact.id)).group_by(Contact.given_name, Contact.family_name)
        return query.where(Contact.id.in_(first))


def _contact_search_by_words(seams: Seams, matches: Replacement) -> None:
    columns: tuple[InstrumentedAttribute[str], ...] = (Contact.given_name, Contact.family_name, Contact.company)

    @seams.around(search, "matching")
    def _(original: Replacement, text: str) -> Select[Contact]:
        found: Select[Contact] = original("")
        for word in text.split():
            found = found.where(or_(*(matches(column, word) for column in columns)))
        return found


def _named(word: str) -> ColumnElement[bool]:
    return or_(Contact.given_name.icontains(word), Contact.family_name.icontains(word))


def _new_search_keeps(seams: Seams, field: str) -> None:
    @seams.view("engagement_tracker.new_search")
    def _(original: Replacement) -> Any:
        search_id = flask.session.get("tracker_search")
        if search_id is not None:
            flask.session["tracker_kept"] = getattr(searches.get(db(), search_id), field)
        return original()

    @seams.around(tracker_views, "_form")
    def _(original: Replacement, criteria: Criteria | None) -> Any:
        if criteria == Criteria() and "tracker_kept" in flask.session:
            criteria = replace(criteria, **{field: flask.session["tracker_kept"]})
        return original(criteria)
